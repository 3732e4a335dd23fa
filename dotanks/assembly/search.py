"""One need, one search per language, the best of them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from dotanks.assembly.columns import Columns, Ints
from dotanks.assembly.eligibility import refusals
from dotanks.assembly.gains import ABLE, TIE, value
from dotanks.assembly.greedy import improve, leave_open, solve, without_least
from dotanks.assembly.limits import is_proposal
from dotanks.assembly.pool import Pool, to_pool
from dotanks.assembly.proof import prove
from dotanks.assembly.types import Need


@dataclass(frozen=True, slots=True)
class Found:
    """The best team in one language, `reach` its size before seats were left open; without a proof no bound."""

    language: str
    pool: Pool
    team: tuple[int, ...]
    reach: int
    value: float
    bound: float | None = None

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


def search(columns: Columns, need: Need, refused: Ints) -> tuple[Found, ...]:
    """The best team of every language of the problem, best first, each with its bound."""
    return _ranked(proven(_pool(columns, need, language, refused), language) for language in _languages(need))


def glance(columns: Columns, need: Need, waived: Collection[str] = ()) -> Found:
    """A good team in the best language without a proof: enough to show what asking for less would give."""
    refused = refusals(columns, need, waived)
    return _ranked(_good(_pool(columns, need, language, refused), language) for language in _languages(need))[0]


def proven(pool: Pool, language: str, size: int | None = None, fixed: Sequence[int] = ()) -> Found:
    """The best team with the fixed people in it, of this size or the largest that is possible and not padded."""
    full = solve(pool, size or pool.need.size_wanted, fixed)
    proof = prove(pool, full, fixed)
    while (shorter := without_least(pool, proof.team, fixed)) is not None:
        proof = prove(pool, improve(pool, shorter, fixed), fixed)
    return Found(language, pool, proof.team, len(full), value(pool, proof.team), proof.bound)


def bound_of(found: Sequence[Found]) -> float | None:
    """What no team in any of the languages can exceed, at the size the best one reached."""
    bounds = [one.bound for one in found if (one.proposal, one.reach) == (found[0].proposal, found[0].reach)]
    return max((bound for bound in bounds if bound is not None), default=None)


def _good(pool: Pool, language: str) -> Found:
    full = solve(pool, pool.need.size_wanted)
    team = leave_open(pool, full)
    return Found(language, pool, tuple(team), len(full), value(pool, team))


def _languages(need: Need) -> tuple[str, ...]:
    return tuple(dict.fromkeys(need.languages))


def _pool(columns: Columns, need: Need, language: str, refused: Ints) -> Pool:
    return to_pool(columns, need, np.asarray((refused < 0) & columns.speaks(language), dtype=np.bool_))


def _ranked(found: Iterable[Found]) -> tuple[Found, ...]:
    return tuple(sorted(found, key=lambda one: (not one.proposal, -one.reach, -round(one.value / TIE))))
