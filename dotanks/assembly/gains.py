"""What a team is worth, and what each person would add to it: look-ups in small tables, one per skill and attribute."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dotanks.assembly.columns import Bools, Columns, Floats, Ints
from dotanks.assembly.types import Need, Worth

LEVEL_WORTH = np.array([0.0, 0.4, 0.7, 0.9, 1.0])
BEST_SHARE, SECOND_SHARE = 0.8, 0.2
ABLE = 2
# attribute: share of the diversity points, and how many different values are wanted
DIVERSITY = {"kind": (0.40, 4), "region": (0.35, 5), "level": (0.15, 3), "seniority": (0.10, 3)}
FIRST_VOICE, SECOND_VOICE = 0.7, 0.3
HOME_BONUS, PAST_BONUS = 0.25, 0.1
# Sums of the same numbers in another order differ by about 1e-14; below this a difference is a tie.
TIE = 1e-9


@dataclass(frozen=True, slots=True)
class Pool:
    """The people one search looks at, in their own small columns; only `candidates` may be added to a team."""

    columns: Columns
    need: Need
    rows: Ints
    candidates: Bools
    skills: tuple[tuple[str, float], ...]
    levels: Ints
    attributes: tuple[Ints, ...]
    organisation: Ints
    line: Ints
    first_timer: Bools
    personal: Floats
    enemies: dict[int, tuple[int, ...]]

    def __len__(self) -> int:
        return len(self.rows)

    def id(self, person: int) -> str:
        return self.columns.ids[int(self.rows[person])]


def to_pool(columns: Columns, need: Need, candidates: Bools, also: Sequence[int] = ()) -> Pool:
    """The candidates, and `also` the rows of people who are in the team already, ready for one search."""
    included = candidates.copy()
    included[list(also)] = True
    rows = np.flatnonzero(included).astype(np.int64)
    total = sum(need.skills.values())
    skills = tuple((skill, weight / total) for skill, weight in sorted(need.skills.items()) if weight > 0)
    levels = np.zeros((len(skills), len(rows)), dtype=np.int64)
    for number, (skill, _) in enumerate(skills):
        levels[number] = columns.levels_of(skill)[rows]
    return Pool(
        columns=columns,
        need=need,
        rows=rows,
        candidates=candidates[rows],
        skills=skills,
        levels=levels,
        attributes=tuple(columns.attributes[name].codes[rows] for name in DIVERSITY),
        organisation=columns.organisation.codes[rows],
        line=columns.line.codes[rows],
        first_timer=columns.first_timer[rows],
        personal=_personal(columns, need)[rows],
        enemies=_enemies(columns, need, rows),
    )


def gains(pool: Pool, team: Sequence[int]) -> Floats:
    """The points that each person of the pool would add to this team."""
    weights = pool.need.weights
    members = list(team)
    total: Floats = pool.personal / pool.need.size_wanted
    for number, (_, share) in enumerate(pool.skills):
        levels = pool.levels[number]
        best, able = _best_and_able(levels[members])
        table = np.array([_skill(max(best, level), able + (level >= ABLE)) for level in range(len(LEVEL_WORTH))])
        total = total + (weights.skills * share * (table - _skill(best, able)))[levels]
    for codes, (share, wanted) in zip(pool.attributes, DIVERSITY.values(), strict=True):
        seen = np.unique(codes[members])
        if np.count_nonzero(seen) < wanted and len(codes):
            table = np.full(int(codes.max()) + 1, weights.diversity * share / wanted)
            table[0] = 0.0
            table[seen] = 0.0
            total = total + table[codes]
    voices = int(pool.first_timer[members].sum())
    return total + weights.new_voices * (_voices(voices + 1) - _voices(voices)) * pool.first_timer


def worth(pool: Pool, team: Sequence[int]) -> Worth:
    """The value of a team, with the parts it is the sum of."""
    weights = pool.need.weights
    members = sorted(team)
    people = float(pool.personal[members].sum()) / pool.need.size_wanted
    skills = sum(
        share * _skill(*_best_and_able(pool.levels[number][members])) for number, (_, share) in enumerate(pool.skills)
    )
    diversity = sum(
        share * min(int(np.count_nonzero(np.unique(codes[members]))), wanted) / wanted
        for codes, (share, wanted) in zip(pool.attributes, DIVERSITY.values(), strict=True)
    )
    voices = _voices(int(pool.first_timer[members].sum()))
    parts = (people, weights.skills * skills, weights.diversity * diversity, weights.new_voices * voices)
    return Worth(sum(parts), *parts)


def value(pool: Pool, team: Sequence[int]) -> float:
    """The value of a team in points."""
    return worth(pool, team).total


def best_of(pool: Pool, scores: Floats, allowed: Bools) -> int | None:
    """The allowed person with the highest score; ties go by personal points, then by member id."""
    people = np.flatnonzero(allowed)
    if not len(people):
        return None
    people = people[scores[people] >= scores[people].max() - TIE]
    people = people[pool.personal[people] >= pool.personal[people].max() - TIE]
    return int(people[0])


def _skill(best: int, able: int) -> float:
    return BEST_SHARE * float(LEVEL_WORTH[best]) + SECOND_SHARE * (able >= 2)


def _best_and_able(levels: Ints) -> tuple[int, int]:
    return int(levels.max(initial=0)), int((levels >= ABLE).sum())


def _voices(first_timers: int) -> float:
    return FIRST_VOICE * (first_timers >= 1) + SECOND_VOICE * (first_timers >= 2)


def _personal(columns: Columns, need: Need) -> Floats:
    weights = need.weights
    shared = np.zeros(len(columns))
    for topic in sorted(need.topics):
        shared += columns.follows(topic)
    spare = np.clip((columns.hours - need.hours) / need.hours, 0.0, 1.0)
    past = np.zeros(len(columns))
    past[[columns.row_of[str(one)] for one in need.good_past_ids if str(one) in columns.row_of]] = PAST_BONUS
    rested = 1.0 / (1.0 + columns.invitations_90 + columns.active) + HOME_BONUS * columns.only_at_home + past
    return np.asarray(
        weights.topics * shared / max(1, len(need.topics))
        + weights.availability * spare
        + weights.acceptance * columns.acceptance
        + weights.spread * np.minimum(rested, 1.0),
        dtype=np.float64,
    )


def _enemies(columns: Columns, need: Need, rows: Ints) -> dict[int, tuple[int, ...]]:
    place = {int(row): person for person, row in enumerate(rows)} if need.blocked_pairs else {}
    found: dict[int, set[int]] = {}
    for one, other in need.blocked_pairs:
        pair = [place.get(columns.row_of.get(str(member), -1), -1) for member in (one, other)]
        if min(pair) >= 0 and pair[0] != pair[1]:
            found.setdefault(pair[0], set()).add(pair[1])
            found.setdefault(pair[1], set()).add(pair[0])
    return {person: tuple(sorted(others)) for person, others in found.items()}
