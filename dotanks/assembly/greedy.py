"""The team itself: the best person again and again, then the best single exchange until none is left."""

from collections.abc import Sequence

import numpy as np

from dotanks.assembly.columns import Floats
from dotanks.assembly.gains import TIE, best_of, gains, gains_without, value
from dotanks.assembly.largest import largest
from dotanks.assembly.limits import may_join, may_replace, organisations
from dotanks.assembly.pool import Pool
from dotanks.assembly.types import OTHER_ORGANISATIONS, SMALLEST_WORTH


def solve(pool: Pool, size: int, fixed: Sequence[int] = ()) -> list[int]:
    """A good team of exactly `size`, or of the largest size the hard rules allow; the fixed people stay."""
    team = fill(pool, size, fixed)
    mixed = organisations(pool, team) >= OTHER_ORGANISATIONS
    if len(team) < size or not mixed:
        larger = largest(pool, fixed, size)
        # A team of one organisation may never start, so it is never worth asking more people for.
        if organisations(pool, larger) >= OTHER_ORGANISATIONS and (not mixed or len(larger) > len(team)):
            team = larger
    return improve(pool, team, fixed)


def fill(pool: Pool, size: int, fixed: Sequence[int] = ()) -> list[int]:
    """Add whoever brings most, one by one, until the team has this size or nobody may join."""
    team = list(fixed)
    while len(team) < size:
        person = best_of(pool, gains(pool, team), may_join(pool, team, size - len(team)))
        if person is None:
            break
        team.append(person)
    return team


def improve(pool: Pool, team: Sequence[int], fixed: Sequence[int] = ()) -> list[int]:
    """Make the best exchange of one person for another, until no exchange makes the team better."""
    team = sorted(team)
    seats = [person for person in team if person not in fixed]
    while seats:
        brings, own = exchanges(pool, team, seats)
        best, better = 2 * TIE, None
        for number, person in enumerate(seats):
            candidate = best_of(pool, brings[number], np.isfinite(brings[number]))
            if candidate is not None and brings[number, candidate] - own[number] > best:
                best, better = float(brings[number, candidate] - own[number]) + TIE, (person, candidate)
        if better is None:
            break
        team = sorted({*team, better[1]} - {better[0]})
        seats = [person for person in team if person not in fixed]
    return team


def exchanges(pool: Pool, team: Sequence[int], seats: Sequence[int]) -> tuple[Floats, Floats]:
    """For each seat what everybody would bring in its place (nothing at all: -inf) and what its holder brings."""
    brings = gains_without(pool, team, seats)
    own = brings[np.arange(len(seats)), list(seats)]
    brings[~may_replace(pool, team, seats)] = -np.inf
    return brings, own


def leave_open(pool: Pool, team: Sequence[int], fixed: Sequence[int] = ()) -> list[int]:
    """The team without the seats that add under one point."""
    team = list(team)
    while (shorter := without_least(pool, team, fixed)) is not None:
        team = improve(pool, shorter, fixed)
    return team


def without_least(pool: Pool, team: Sequence[int], fixed: Sequence[int] = ()) -> list[int] | None:
    """The team without who adds least, if that is under one point; never below the minimum or to one organisation."""
    if len(team) <= pool.need.size_min:
        return None
    here = value(pool, team)
    losses = []
    for person in sorted(set(team) - set(fixed)):
        others = [other for other in team if other != person]
        if organisations(pool, others) >= OTHER_ORGANISATIONS:
            losses.append((here - value(pool, others), person))
    if not losses or min(losses)[0] >= SMALLEST_WORTH:
        return None
    return [other for other in team if other != min(losses)[1]]
