"""Whether a better team exists: a bound over everybody, and where it leaves room, the best team itself."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import astuple, dataclass

import numpy as np

from dotanks.assembly.columns import Bools, Floats, Ints
from dotanks.assembly.gains import TIE, gains, gains_without, value
from dotanks.assembly.greedy import exchanges, improve
from dotanks.assembly.limits import may_join, organisations
from dotanks.assembly.pool import Pool
from dotanks.assembly.programme import prices, programme, relaxed, whole
from dotanks.assembly.types import OTHER_ORGANISATIONS, PROVEN_WITHIN

NEAREST = 40
FIRST_MODEL = 70
LARGEST_MODEL = 1_000
ROUNDS = 12


@dataclass(frozen=True, slots=True)
class Proof:
    """A team and the points no team of its size can exceed."""

    team: tuple[int, ...]
    bound: float


@dataclass(frozen=True, slots=True)
class Relaxation:
    """The bound when people may be shared out, what each person adds at its prices, and who is near it."""

    bound: float
    adds: Floats
    shares: Floats


def prove(pool: Pool, team: Sequence[int], fixed: Sequence[int] = ()) -> Proof:
    """The best team of this size with the fixed people in it, starting from a good one."""
    team = sorted(team)
    if organisations(pool, team) < OTHER_ORGANISATIONS or len(team) - len(fixed) <= 1:
        return Proof(tuple(team), value(pool, team))
    allowed = may_join(pool, fixed, len(pool) + 1)
    found = _relax(pool, team, fixed, allowed)
    bound = found.bound
    for most in (FIRST_MODEL, LARGEST_MODEL):
        if bound > value(pool, team) + PROVEN_WITHIN:
            team, bound = _choose(pool, team, fixed, allowed, found, most)
    return Proof(tuple(settle(pool, team, fixed)), max(bound, value(pool, team)))


def upper_bound(pool: Pool, team: Sequence[int], most: int) -> tuple[float, Ints]:
    """The points no team of this size can exceed, and the people nearest to being in the best one, by number."""
    allowed = may_join(pool, (), len(pool) + 1)
    found = _relax(pool, team, (), allowed)
    people = np.flatnonzero(allowed)
    order = np.lexsort((people, -np.round(found.adds[people] / TIE), -np.round(found.shares[people], 6)))
    return found.bound, np.union1d(people[order[:most]], np.array(team, dtype=np.int64))


def settle(pool: Pool, team: Sequence[int], fixed: Sequence[int] = ()) -> list[int]:
    """Among teams of equal value the one with more personal points, then with lower member ids, person by person."""
    team = sorted(team)
    while (better := _tied(pool, team, [person for person in team if person not in fixed])) is not None:
        team = sorted({*team, better[1]} - {better[0]})
    return team


def _tied(pool: Pool, team: Sequence[int], seats: Sequence[int]) -> tuple[int, int] | None:
    brings, own = exchanges(pool, team, seats)
    for number, person in enumerate(seats):
        for other in np.flatnonzero(np.abs(brings[number] - own[number]) <= TIE).tolist():
            more = pool.personal[other] - pool.personal[person]
            if more > TIE or (more >= -TIE and other < person):
                return person, other
    return None


def _relax(pool: Pool, team: Sequence[int], fixed: Sequence[int], allowed: Bools) -> Relaxation:
    """Solve for the people near the team, then let in whoever would still add, until nobody would."""
    people = _near(pool, team, fixed, allowed)
    bound = sum(astuple(pool.need.weights))
    adds, shares = np.zeros(len(pool)), np.zeros(len(pool))
    for _ in range(ROUNDS):
        made = programme(pool, people, len(team), fixed)
        solved = relaxed(made)
        if not solved.complete:
            break
        adds = prices(made, solved.duals)
        shares[people] = solved.shares
        outside = allowed.copy()
        outside[people] = False
        more = np.flatnonzero(outside & (adds > TIE))
        bound = min(bound, solved.bound + _best(pool, adds, more, len(team) - len(fixed)))
        if not len(more) or bound <= value(pool, team) + PROVEN_WITHIN:
            break
        order = np.lexsort((more, -np.round(adds[more] / TIE)))
        people = np.union1d(people, more[order[: 2 * NEAREST]])
    return Relaxation(bound, adds, shares)


def _choose(
    pool: Pool, team: Sequence[int], fixed: Sequence[int], allowed: Bools, found: Relaxation, most: int
) -> tuple[list[int], float]:
    """The best team among those who could be in a better one, or among the `most` nearest of them; and a bound."""
    here = value(pool, team)
    could = np.flatnonzero(allowed & (found.bound + found.adds > here + PROVEN_WITHIN))
    order = np.lexsort((could, -found.adds[could], -np.round(found.shares[could], 6)))
    people = np.union1d(could[order[:most]], np.array([*team, *fixed], dtype=np.int64))
    solved = whole(programme(pool, people, len(team), fixed))
    other = people[solved.shares > 0.5].tolist()
    if len(other) == len(team) and value(pool, other) > here + TIE:
        team = improve(pool, other, fixed)
    if len(could) > most:
        return sorted(team), found.bound
    return sorted(team), value(pool, team) if solved.complete else min(found.bound, solved.bound)


def _near(pool: Pool, team: Sequence[int], fixed: Sequence[int], allowed: Bools) -> Ints:
    """The team, and for each of its seats and for an empty team those who would bring most."""
    seats = [person for person in team if person not in fixed]
    scores = np.vstack([gains(pool, fixed), gains_without(pool, team, seats)])
    scores[:, ~allowed] = -np.inf
    nearest = min(NEAREST, len(pool))
    near = np.argpartition(-np.round(scores / TIE), nearest - 1, axis=1)[:, :nearest]
    return np.union1d(near[np.isfinite(np.take_along_axis(scores, near, axis=1))], np.array([*team, *fixed]))


def _best(pool: Pool, adds: Floats, people: Ints, seats: int) -> float:
    """The most that these people could add together, as many of an organisation as it may send."""
    total, counts = 0.0, Counter[int]()
    for person in people[np.argsort(-adds[people])].tolist():
        code = int(pool.organisation[person])
        if seats and counts[code] < pool.need.max_per_organisation:
            total, seats = total + float(adds[person]), seats - 1
            counts[code] += 1
    return total
