"""After the sharing: seats filled among those still free, and the worst-off teams helped by the others."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from dotanks.assembly.cases import Case, again
from dotanks.assembly.columns import Bools, Columns, Ints
from dotanks.assembly.gains import TIE, value
from dotanks.assembly.greedy import exchanges, fill, improve, without_least

# A team this near to what it could have alone needs no help from another.
CONTENT = 0.9
WISHES = 8
ROUNDS = 3


def refill(columns: Columns, cases: Sequence[Case], held: Ints, heard: Callable[[int], None]) -> None:
    """Fill and exchange with free people, the team furthest from what it could be first."""
    furthest_first = sorted(cases, key=lambda one: (len(one.team) - one.size, round(one.share, 9), one.number))
    for done, case in enumerate(furthest_first):
        heard(done)
        _with_free(columns, case, held)


def help_worst(cases: Sequence[Case], held: Ints, heard: Callable[[int], None]) -> None:
    """Let the worst-off teams take people from others, wherever the worse of the two ends better than before."""
    for _ in range(ROUNDS):
        moved = False
        for done, case in enumerate(sorted(cases, key=lambda one: (round(one.share, 9), one.number))):
            heard(done)
            if case.share >= CONTENT or not case.team:
                continue
            while _take(cases, case, held):
                moved = True
        if not moved:
            return


def _with_free(columns: Columns, case: Case, held: Ints) -> None:
    free = (held < 0) | (held == case.number)
    pool = case.only(free)
    team = improve(pool, fill(pool, case.size, case.team))
    while (shorter := without_least(pool, team)) is not None:
        team = improve(pool, shorter)
    _settle({case.number: (case, team)}, held)
    if len(case.team) < case.size:
        held[case.rows(case.team)] = -1
        again(columns, case, free)
        held[case.rows(case.team)] = case.number


def _settle(changes: Mapping[int, tuple[Case, Sequence[int]]], held: Ints) -> None:
    for case, _ in changes.values():
        held[case.rows(case.team)] = -1
    for case, team in changes.values():
        case.team = sorted(team)
        held[case.rows(case.team)] = case.number


def _take(cases: Sequence[Case], case: Case, held: Ints) -> bool:
    """One exchange for somebody another team holds, if both then stand better than the worse of them did."""
    brings, own = exchanges(case.pool, case.team, case.team)
    more = brings - own[:, None]
    more[:, held[case.pool.rows] < 0] = -np.inf
    best_seat = more.argmax(axis=0)
    best = more.max(axis=0)
    for person in np.lexsort((np.arange(len(best)), -np.round(best / TIE)))[:WISHES].tolist():
        if best[person] <= TIE:
            return False
        leaving = case.team[int(best_seat[person])]
        team = sorted({*case.team, person} - {leaving})
        other = cases[int(held[case.pool.rows[person]])]
        if _let_go(case, team, other, int(case.pool.rows[person]), held):
            return True
    return False


def _let_go(case: Case, team: list[int], other: Case, row: int, held: Ints) -> bool:
    """Whether the other team can do without this person; if so, both change."""
    reached = value(case.pool, team) / case.alone
    before = case.share
    lost = int(np.searchsorted(other.pool.rows, row))
    free: Bools = (held < 0) | (held == other.number)
    free[row] = False
    free[[one for one in case.rows(case.team) if one not in case.rows(team)]] = True
    kept = [one for one in other.team if one != lost]
    pool = other.only(free)
    instead = improve(pool, fill(pool, len(other.team), kept), kept)
    theirs = value(other.pool, instead) / other.alone if other.alone > 0 else 1.0
    if len(instead) < len(other.team) or min(reached, theirs) <= before + TIE:
        return False
    _settle({case.number: (case, team), other.number: (other, instead)}, held)
    return True
