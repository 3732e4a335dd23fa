"""One need, one search per language, the best of them."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from dotanks.assembly.columns import Columns, Ints
from dotanks.assembly.eligibility import refusals
from dotanks.assembly.gains import ABLE, TIE, Pool, to_pool, value
from dotanks.assembly.greedy import leave_open, solve
from dotanks.assembly.limits import is_proposal
from dotanks.assembly.types import Need


@dataclass(frozen=True, slots=True)
class Found:
    """The best team in one language; `reach` is its size before seats were left open."""

    language: str
    pool: Pool
    team: tuple[int, ...]
    reach: int
    value: float

    @property
    def proposal(self) -> bool:
        return is_proposal(self.pool, self.team)

    def skills(self) -> frozenset[str]:
        """The needed skills for which somebody in the team is at least able."""
        members = list(self.team)
        return frozenset(
            skill
            for number, (skill, _) in enumerate(self.pool.skills)
            if self.pool.levels[number, members].max(initial=0) >= ABLE
        )


def search(columns: Columns, need: Need, waived: Collection[str] = ()) -> tuple[Found, ...]:
    """The best team of every language of the problem, best first."""
    refused = refusals(columns, need, waived)
    found = [_in_language(columns, need, language, refused) for language in dict.fromkeys(need.languages)]
    return tuple(sorted(found, key=_rank))


def _in_language(columns: Columns, need: Need, language: str, refused: Ints) -> Found:
    candidates = np.asarray((refused < 0) & columns.speaks(language), dtype=np.bool_)
    pool = to_pool(columns, need, candidates)
    full = solve(pool, need.size_wanted)
    team = leave_open(pool, full)
    return Found(language, pool, tuple(team), len(full), value(pool, team))


def _rank(found: Found) -> tuple[bool, int, float]:
    return not found.proposal, -found.reach, -round(found.value / TIE)
