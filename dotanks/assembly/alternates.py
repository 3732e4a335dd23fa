"""Whom to ask next: who would bring most, counted over every seat that may come free."""

from collections.abc import Collection, Sequence

import numpy as np

from dotanks.assembly.columns import Bools, Floats, Ints
from dotanks.assembly.gains import TIE
from dotanks.assembly.greedy import exchanges
from dotanks.assembly.pool import Pool
from dotanks.assembly.reasons import organisation, reasons
from dotanks.assembly.types import SMALLEST_WORTH, Alternate, Fit

MOST = 10


def alternates(pool: Pool, team: Sequence[int], accepted: Collection[int] = ()) -> tuple[Alternate, ...]:
    """At most ten people of different organisations, best first, each with the free seats they fit."""
    seats = sorted(set(team) - set(accepted))
    if not seats:
        return ()
    bring = brought(pool, team, seats)
    free = 1.0 - pool.columns.acceptance[pool.rows[seats]]
    chosen: list[int] = []
    organisations: set[int] = set()
    for person in ranked(pool, free @ bring, np.any(bring >= SMALLEST_WORTH, axis=0)):
        if int(pool.organisation[person]) not in organisations:
            chosen.append(int(person))
            organisations.add(int(pool.organisation[person]))
        if len(chosen) == MOST:
            break
    return tuple(_alternate(pool, team, seats, bring[:, person].tolist(), person) for person in chosen)


def brought(pool: Pool, team: Sequence[int], seats: Sequence[int]) -> Floats:
    """One row for each seat: the points everybody would bring there, none for who may not sit beside the others."""
    bring, _ = exchanges(pool, team, seats)
    bring[~np.isfinite(bring)] = 0.0
    return bring


def ranked(pool: Pool, scores: Floats, allowed: Bools) -> Ints:
    """The allowed people, best first; ties go by personal points, then by member id."""
    people = np.flatnonzero(allowed)
    # Rounded, so that noise in the last digit does not decide.
    order = np.lexsort((people, -np.round(pool.personal[people] / TIE), -np.round(scores[people] / TIE)))
    return np.asarray(people[order], dtype=np.int64)


def _alternate(pool: Pool, team: Sequence[int], seats: list[int], bring: list[float], person: int) -> Alternate:
    places = [number for number, points in enumerate(bring) if points >= SMALLEST_WORTH]
    places.sort(key=lambda number: (-round(bring[number], 9), pool.id(seats[number])))
    with_them = [*(other for other in team if other != seats[places[0]]), person]
    return Alternate(
        member_id=pool.id(person),
        organisation=organisation(pool, person),
        fits=tuple(Fit(pool.id(seats[number]), bring[number]) for number in places),
        reasons=reasons(pool, with_them, person),
    )
