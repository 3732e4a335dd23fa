"""What a team is worth, and what each person would add to it: look-ups in small tables, one per skill and attribute."""

from collections.abc import Sequence

import numpy as np

from dotanks.assembly.columns import Bools, Floats, Ints
from dotanks.assembly.pool import DIVERSITY, LEVELS, Pool
from dotanks.assembly.types import Worth

LEVEL_WORTH = (0.0, 0.4, 0.7, 0.9, 1.0)
BEST_SHARE, SECOND_SHARE = 0.8, 0.2
ABLE = 2
FIRST_VOICE, SECOND_VOICE = 0.7, 0.3
# By the best level in a team and how many are able (up to two): what that is worth, and what each level would add.
SKILL = np.array([[BEST_SHARE * worth + SECOND_SHARE * (able == 2) for able in range(3)] for worth in LEVEL_WORTH])
SKILL_GAIN = np.array(
    [
        [
            [SKILL[max(best, level), min(2, able + (level >= ABLE))] - SKILL[best, able] for level in range(LEVELS)]
            for able in range(3)
        ]
        for best in range(LEVELS)
    ]
)
# Sums of the same numbers in another order differ by about 1e-14; below this a difference is a tie.
TIE = 1e-9


def gains(pool: Pool, team: Sequence[int]) -> Floats:
    """The points that each person of the pool would add to this team."""
    everybody = np.ones((1, len(team)), dtype=np.bool_)
    return points(pool, _tables(pool, list(team), everybody)[0])


def gains_without(pool: Pool, team: Sequence[int], seats: Sequence[int]) -> Floats:
    """One row for each of these seats: what each person would add to the team without its holder."""
    others = np.array(list(seats), dtype=np.int64)[:, None] != np.array(list(team), dtype=np.int64)
    return points(pool, _tables(pool, list(team), others))


def points(pool: Pool, tables: Floats) -> Floats:
    """Everybody's personal points and what the tables give for where they stand; one row for each table."""
    total = np.broadcast_to(pool.personal / pool.need.size_wanted, (*tables.shape[:-1], len(pool))).copy()
    for cells in pool.cells:
        total += tables.take(cells, axis=-1)
    return total


def worth(pool: Pool, team: Sequence[int]) -> Worth:
    """The value of a team, with the parts it is the sum of."""
    weights = pool.need.weights
    members = sorted(team)
    people = float(pool.personal[members].sum()) / pool.need.size_wanted
    skills = float(pool.skill_points @ SKILL[_best_and_able(pool.levels[:, members])])
    diversity = sum(
        share * min(len({*codes, 0}) - 1, wanted) / wanted
        for codes, (share, wanted) in zip(_attributes(pool, members), DIVERSITY.values(), strict=True)
    )
    voices = _voices(int(pool.first_timer[members].sum()))
    parts = (people, skills, weights.diversity * diversity, weights.new_voices * voices)
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


def _tables(pool: Pool, members: list[int], present: Bools) -> Floats:
    """One row for each team of those present: the points that standing in each cell adds to it."""
    more = SKILL_GAIN[_best_and_able(np.where(present[:, None, :], pool.levels[:, members], 0))]
    skills = (more * pool.skill_points[:, None]).reshape(len(present), -1)
    attributes = _attributes(pool, members)
    new = pool.first_timer[members].tolist()
    others = [_steps(pool, attributes, new, np.flatnonzero(row).tolist()) for row in present]
    return np.hstack([skills, np.array(others)])


def _steps(pool: Pool, attributes: list[list[int]], new: list[bool], team: list[int]) -> list[float]:
    """What one more value of each attribute, and being new, adds to the team in these places."""
    weights = pool.need.weights
    steps: list[float] = []
    for codes, (name, (share, wanted)) in zip(attributes, DIVERSITY.items(), strict=True):
        seen = {0, *(codes[place] for place in team)}
        point = weights.diversity * share / wanted if len(seen) <= wanted else 0.0
        step = [point] * len(pool.columns.attributes[name].names)
        for code in seen:
            step[code] = 0.0
        steps += step
    voices = sum(new[place] for place in team)
    return [*steps, 0.0, weights.new_voices * (_voices(voices + 1) - _voices(voices))]


def _best_and_able(levels: Ints) -> tuple[Ints, Ints]:
    """For each skill the best level, and how many are able, up to two."""
    return levels.max(axis=-1, initial=0), np.minimum((levels >= ABLE).sum(axis=-1), 2)


def _attributes(pool: Pool, members: list[int]) -> list[list[int]]:
    return [codes[members].tolist() for codes in pool.attributes]


def _voices(first_timers: int) -> float:
    return FIRST_VOICE * (first_timers >= 1) + SECOND_VOICE * (first_timers >= 2)
