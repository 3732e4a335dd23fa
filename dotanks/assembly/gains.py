"""What a team is worth, and what each person would add to it: look-ups in small tables, one per skill and attribute."""

from collections.abc import Sequence

import numpy as np

from dotanks.assembly.columns import Bools, Floats
from dotanks.assembly.pool import DIVERSITY, LEVELS, Pool
from dotanks.assembly.types import Worth

LEVEL_WORTH = (0.0, 0.4, 0.7, 0.9, 1.0)
BEST_SHARE, SECOND_SHARE = 0.8, 0.2
ABLE = 2
FIRST_VOICE, SECOND_VOICE = 0.7, 0.3
# Sums of the same numbers in another order differ by about 1e-14; below this a difference is a tie.
TIE = 1e-9


def gains(pool: Pool, team: Sequence[int]) -> Floats:
    """The points that each person of the pool would add to this team."""
    return points(pool, np.array(_table(pool, team)))


def gains_without(pool: Pool, team: Sequence[int], seats: Sequence[int]) -> Floats:
    """One row for each of these seats: what each person would add to the team without its holder."""
    tables = np.array([_table(pool, [other for other in team if other != person]) for person in seats])
    return points(pool, tables.reshape(len(seats), pool.width))


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
    held = pool.levels[:, members].tolist()
    skills = sum(
        share * _skill(max(levels, default=0), _able(levels))
        for (_, share), levels in zip(pool.skills, held, strict=True)
    )
    diversity = sum(
        share * min(len(set(codes[members].tolist()) - {0}), wanted) / wanted
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


def _table(pool: Pool, team: Sequence[int]) -> list[float]:
    """The points somebody adds to this team for each level of a skill, each value of an attribute, for being new."""
    weights = pool.need.weights
    members = list(team)
    table: list[float] = []
    for (_, share), levels in zip(pool.skills, pool.levels[:, members].tolist(), strict=True):
        best, able = max(levels, default=0), _able(levels)
        here = _skill(best, able)
        there = (_skill(max(best, level), able + (level >= ABLE)) for level in range(LEVELS))
        table += [weights.skills * share * (one - here) for one in there]
    for codes, (name, (share, wanted)) in zip(pool.attributes, DIVERSITY.items(), strict=True):
        seen = set(codes[members].tolist())
        more = len(seen - {0}) < wanted
        step = [weights.diversity * share / wanted * more] * len(pool.columns.attributes[name].names)
        for code in seen | {0}:
            step[code] = 0.0
        table += step
    voices = int(pool.first_timer[members].sum())
    return [*table, 0.0, weights.new_voices * (_voices(voices + 1) - _voices(voices))]


def _able(levels: Sequence[int]) -> int:
    return sum(level >= ABLE for level in levels)


def _skill(best: int, able: int) -> float:
    return BEST_SHARE * LEVEL_WORTH[best] + SECOND_SHARE * (able >= 2)


def _voices(first_timers: int) -> float:
    return FIRST_VOICE * (first_timers >= 1) + SECOND_VOICE * (first_timers >= 2)
