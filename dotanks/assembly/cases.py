"""One problem among many: what it could have alone, and the few people worth looking at for it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from dotanks.assembly.columns import Bools, Columns
from dotanks.assembly.eligibility import refusals
from dotanks.assembly.gains import TIE, value
from dotanks.assembly.greedy import fill, improve, leave_open, solve
from dotanks.assembly.limits import is_proposal
from dotanks.assembly.pool import Pool, narrow, to_pool
from dotanks.assembly.proof import upper_bound
from dotanks.assembly.types import Need

SHORTLIST = 120


@dataclass(slots=True)
class Case:
    """A problem in a batch: its language, its people, its team so far, and the points it could have alone at most."""

    number: int
    need: Need
    language: str
    pool: Pool
    size: int
    alone: float
    team: list[int]

    @property
    def proposal(self) -> bool:
        return is_proposal(self.pool, self.team)

    @property
    def value(self) -> float:
        return value(self.pool, self.team)

    @property
    def share(self) -> float:
        """What the team is worth, of what it could be worth alone at most."""
        return self.value / self.alone if self.alone > 0 else 1.0

    def rows(self, people: Sequence[int]) -> list[int]:
        return [int(row) for row in self.pool.rows[list(people)]]

    def only(self, free: Bools) -> Pool:
        """The case's people without those who are taken."""
        return replace(self.pool, candidates=self.pool.candidates & free[self.pool.rows])


def alone(columns: Columns, need: Need, number: int) -> Case:
    """The problem by itself: its best language, its bound, and the people nearest to being in its team."""
    refused = refusals(columns, need)
    found = [
        _started(columns, need, np.asarray((refused < 0) & columns.speaks(language), dtype=np.bool_), language)
        for language in dict.fromkeys(need.languages)
    ]
    language, pool, team = min(found, key=_rank)
    if not is_proposal(pool, team):
        return Case(number, need, language, pool, len(team), value(pool, team), list(team))
    bound, near = upper_bound(pool, team, SHORTLIST)
    short = narrow(pool, near)
    better = improve(short, np.searchsorted(near, team).tolist())
    full = leave_open(short, better)
    if len(full) < len(better):
        bound, _ = upper_bound(pool, near[full].tolist(), SHORTLIST)
    return Case(number, need, language, short, len(full), max(bound, value(short, full)), full)


def again(columns: Columns, case: Case, free: Bools) -> None:
    """Look among everybody who is not taken, where the nearest people were not enough."""
    allowed = (refusals(columns, case.need) < 0) & columns.speaks(case.language) & free
    rows = case.rows(case.team)
    allowed[rows] = True
    pool: Pool = to_pool(columns, case.need, np.asarray(allowed, dtype=np.bool_))
    team = solve(pool, case.size)
    if (len(team), value(pool, team)) > (len(case.team), case.value):
        case.pool, case.team = pool, leave_open(pool, team)


def _started(columns: Columns, need: Need, candidates: Bools, language: str) -> tuple[str, Pool, Sequence[int]]:
    pool = to_pool(columns, need, candidates)
    team = fill(pool, need.size_wanted)
    if len(team) < need.size_wanted or not is_proposal(pool, team):
        team = solve(pool, need.size_wanted)
    return language, pool, team


def _rank(found: tuple[str, Pool, Sequence[int]]) -> tuple[bool, int, float]:
    _, pool, team = found
    return not is_proposal(pool, team), -len(team), -round(value(pool, team) / TIE)
