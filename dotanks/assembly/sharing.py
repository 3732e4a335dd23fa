"""Many problems want the same people: each person goes where they would be missed most, the others look further."""

from collections import defaultdict, deque
from collections.abc import Callable, Sequence

import numpy as np

from dotanks.assembly.cases import Case
from dotanks.assembly.columns import Floats, Ints
from dotanks.assembly.gains import TIE, best_of, gains
from dotanks.assembly.greedy import exchanges
from dotanks.assembly.limits import may_join

# Every bid raises a price by at least this many points, so that two problems do not outbid each other for ever.
STEP = 0.2
BIDS_A_SEAT = 20


def share(cases: Sequence[Case], people: int, heard: Callable[[int], None]) -> Ints:
    """Give everybody to one case at most: an auction in which prices rise until nobody is asked for twice."""
    prices = np.zeros(people)
    held = _keep_where_missed_most(cases, prices)
    open_cases = deque(case for case in cases if len(case.team) < case.size)
    bids = BIDS_A_SEAT * sum(case.size for case in cases)
    while open_cases and bids:
        heard(len(open_cases))
        case = open_cases.popleft()
        while len(case.team) < case.size and bids:
            bids -= 1
            person = _bid(case, prices)
            if person is None:
                break
            row = int(case.pool.rows[person])
            if held[row] >= 0:
                loser = cases[int(held[row])]
                loser.team.remove(int(np.searchsorted(loser.pool.rows, row)))
                open_cases.append(loser)
            held[row] = case.number
            case.team = sorted([*case.team, person])
    return held


def _keep_where_missed_most(cases: Sequence[Case], prices: Floats) -> Ints:
    """Everybody stays in the team that would lose most without them; that loss's runner-up is their first price."""
    missed: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for case in cases:
        if case.team:
            brings, own = exchanges(case.pool, case.team, case.team)
            losses = own - np.maximum(brings.max(axis=1), 0.0)
            for row, loss in zip(case.rows(case.team), losses.tolist(), strict=True):
                missed[row].append((-round(loss / TIE), case.number))
    held = np.full(len(prices), -1, dtype=np.int64)
    for row, losses_here in sorted(missed.items()):
        losses_here.sort()
        held[row] = losses_here[0][1]
        if len(losses_here) > 1:
            prices[row] = max(0.0, -losses_here[1][0] * TIE) + STEP
    for case in cases:
        case.team = [person for person in case.team if held[case.pool.rows[person]] == case.number]
    return held


def _bid(case: Case, prices: Floats) -> int | None:
    """Whom this case takes next at these prices; the price rises to what the case would still pay."""
    pool = case.pool
    net = gains(pool, case.team) - prices[pool.rows]
    allowed = may_join(pool, case.team, case.size - len(case.team))
    person = best_of(pool, net, allowed)
    if person is None or net[person] <= 0.0:
        return None
    allowed[person] = False
    second = max(0.0, float(net[allowed].max(initial=0.0)))
    prices[pool.rows[person]] += float(net[person]) - second + STEP
    return person
