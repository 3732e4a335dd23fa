"""Other ways to put a team together, each keeping every hard rule: what the assembler is measured against."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import TypeAlias

import numpy as np

from dotanks.assembly import Weights
from dotanks.assembly.gains import TIE, gains, value
from dotanks.assembly.greedy import fill, improve, solve
from dotanks.assembly.limits import may_join
from dotanks.assembly.pool import Pool, to_pool
from dotanks.assembly.proof import prove

Way: TypeAlias = Callable[[Pool], Sequence[int]]
STARTS = 10


def directory_search(pool: Pool) -> list[int]:
    """As with a directory: look up each skill, weightiest first, and take the best level; then any who has most."""
    size = pool.need.size_wanted
    searches = sorted(range(len(pool.skills)), key=lambda number: -pool.skills[number][1])
    team: list[int] = []
    while len(team) < size:
        wanted = pool.levels[searches[len(team)]] if len(team) < len(searches) else pool.levels.sum(axis=0)
        people = np.flatnonzero(may_join(pool, team, size - len(team)))
        if not len(people):
            break
        team.append(int(people[wanted[people].argmax()]))
    return team


def reviewer_assignment(pool: Pool) -> Sequence[int]:
    """As papers are given to reviewers: the greatest sum of how well each person fits alone, found exactly."""
    alone = replace(pool.need, skills={}, weights=Weights(skills=0.0, diversity=0.0, new_voices=0.0))
    everybody = np.zeros(len(pool.columns), dtype=np.bool_)
    everybody[pool.rows[pool.candidates]] = True
    additive = replace(to_pool(pool.columns, alone, everybody), personal=gains(pool, ()) * pool.need.size_wanted)
    return prove(additive, solve(additive, pool.need.size_wanted)).team


def random_starts(pool: Pool) -> list[int]:
    """Ten teams drawn by lot, each improved by single exchanges until none helps; the best of them."""
    found = []
    for start in range(STARTS):
        chance = Random(start)  # noqa: S311 - the same each time is the point
        team: list[int] = []
        while len(team) < pool.need.size_wanted:
            people = np.flatnonzero(may_join(pool, team, pool.need.size_wanted - len(team)))
            if not len(people):
                break
            team.append(int(chance.choice(people)))
        found.append(improve(pool, team))
    return max(found, key=lambda team: (len(team), round(value(pool, team) / TIE)))


def plain_greedy(pool: Pool) -> list[int]:
    """Whoever adds most, again and again."""
    return fill(pool, pool.need.size_wanted)


def greedy_and_swaps(pool: Pool) -> list[int]:
    """The same, then the best exchange of one person until none helps: the assembler without its proof."""
    return solve(pool, pool.need.size_wanted)


WAYS: Mapping[str, Way] = {
    "directory search by skill": directory_search,
    "reviewer assignment": reviewer_assignment,
    "ten random starts, swaps": random_starts,
    "plain greedy": plain_greedy,
    "greedy, then swaps": greedy_and_swaps,
}
