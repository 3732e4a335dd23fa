"""The people one search looks at, in small columns of their own."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dotanks.assembly.columns import Bools, Columns, Floats, Ints
from dotanks.assembly.types import Need

LEVELS = 5
# attribute: share of the diversity points, and how many different values are wanted
DIVERSITY = {"kind": (0.40, 4), "region": (0.35, 5), "level": (0.15, 3), "seniority": (0.10, 3)}
HOME_BONUS, PAST_BONUS = 0.25, 0.1


@dataclass(frozen=True, slots=True)
class Pool:
    """The people one search looks at; only `candidates` may be added to a team.

    `cells` says for each skill, each attribute and being new where a person stands in one table of points: what
    everybody adds to a team is then a sum of look-ups in a table of some dozens of numbers.
    """

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
    cells: Ints
    skill_points: Floats

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
    attributes = tuple(columns.attributes[name].codes[rows] for name in DIVERSITY)
    first_timer = columns.first_timer[rows]
    return Pool(
        columns=columns,
        need=need,
        rows=rows,
        candidates=candidates[rows],
        skills=skills,
        levels=levels,
        attributes=attributes,
        organisation=columns.organisation.codes[rows],
        line=columns.line.codes[rows],
        first_timer=first_timer,
        personal=_personal(columns, need, rows),
        enemies=_enemies(columns, need, rows),
        cells=_cells(columns, levels, attributes, first_timer),
        skill_points=np.array([need.weights.skills * share for _, share in skills]),
    )


def narrow(pool: Pool, people: Ints) -> Pool:
    """The same search over these people only, who keep their order."""
    place = {person: number for number, person in enumerate(people.tolist())}
    enemies = {
        place[person]: tuple(place[other] for other in others if other in place)
        for person, others in pool.enemies.items()
        if person in place
    }
    return Pool(
        columns=pool.columns,
        need=pool.need,
        rows=pool.rows[people],
        candidates=pool.candidates[people],
        skills=pool.skills,
        levels=pool.levels[:, people],
        attributes=tuple(codes[people] for codes in pool.attributes),
        organisation=pool.organisation[people],
        line=pool.line[people],
        first_timer=pool.first_timer[people],
        personal=pool.personal[people],
        enemies=enemies,
        cells=pool.cells[:, people],
        skill_points=pool.skill_points,
    )


def _cells(columns: Columns, levels: Ints, attributes: Sequence[Ints], first_timer: Bools) -> Ints:
    widths = [LEVELS] * len(levels) + [len(columns.attributes[name].names) for name in DIVERSITY] + [2]
    starts = np.cumsum([0, *widths[:-1]])
    places = np.vstack([levels, *attributes, first_timer.astype(np.int64)])
    return np.asarray(places + starts[:, None], dtype=np.int64)


def _personal(columns: Columns, need: Need, rows: Ints) -> Floats:
    weights = need.weights
    shared = np.zeros(len(columns))
    for topic in sorted(need.topics):
        if topic in columns.topics:
            shared[columns.topics[topic]] += 1.0
    past = np.zeros(len(columns))
    past[[columns.row_of[str(one)] for one in need.good_past_ids if str(one) in columns.row_of]] = PAST_BONUS
    spare = np.clip((columns.hours[rows] - need.hours) / need.hours, 0.0, 1.0)
    asked = columns.invitations_90[rows] + columns.active[rows]
    rested = 1.0 / (1.0 + asked) + HOME_BONUS * columns.only_at_home[rows] + past[rows]
    return np.asarray(
        weights.topics * shared[rows] / max(1, len(need.topics))
        + weights.availability * spare
        + weights.acceptance * columns.acceptance[rows]
        + weights.spread * np.minimum(rested, 1.0),
        dtype=np.float64,
    )


def _enemies(columns: Columns, need: Need, rows: Ints) -> dict[int, tuple[int, ...]]:
    if not need.blocked_pairs:
        return {}
    place = {int(row): person for person, row in enumerate(rows)}
    found: dict[int, set[int]] = {}
    for one, other in need.blocked_pairs:
        pair = [place.get(columns.row_of.get(str(member), -1), -1) for member in (one, other)]
        if min(pair) >= 0 and pair[0] != pair[1]:
            found.setdefault(pair[0], set()).add(pair[1])
            found.setdefault(pair[1], set()).add(pair[0])
    return {person: tuple(sorted(others)) for person, others in found.items()}
