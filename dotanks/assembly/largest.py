"""The largest team the hard rules allow, for when adding the best person again and again gets stuck too early."""

from collections.abc import Sequence

import numpy as np

from dotanks.assembly.columns import Bools
from dotanks.assembly.limits import may_join, organisations
from dotanks.assembly.pool import Pool
from dotanks.assembly.types import OTHER_ORGANISATIONS

# Every branch forbids one person of a blocked pair; real networks need none, an adversarial one must not hang.
BRANCHES = 400


def largest(pool: Pool, fixed: Sequence[int], size: int) -> list[int]:
    """The fixed people and as many others as fit, up to `size`, preferably from two organisations."""
    best = _largest_with(pool, fixed, size)
    enough = max(organisations(pool, best), organisations(pool, fixed)) >= OTHER_ORGANISATIONS
    if enough or pool.need.max_per_organisation == 1:
        return best
    mixed: list[int] = []
    for start in _two_organisations(pool, fixed, size):
        team = _largest_with(pool, start, size)
        if len(team) > len(mixed):
            mixed = team
        if len(mixed) >= len(best):
            break
    return mixed or best


def _two_organisations(pool: Pool, fixed: Sequence[int], size: int) -> list[list[int]]:
    """Starting points with a second organisation, at most BRANCHES of them."""
    found: list[list[int]] = []
    starts = [list(fixed)] if fixed else [[one] for one in _unlike(pool, may_join(pool, (), size))]
    for start in starts[:BRANCHES]:
        if len(start) < size:
            found += [[*start, other] for other in _unlike(pool, may_join(pool, start, 1))]
        if len(found) >= BRANCHES:
            break
    return found[:BRANCHES]


def _unlike(pool: Pool, allowed: Bools) -> list[int]:
    """One person for each organisation and conflict line, and everybody who is blocked with somebody."""
    kinds: dict[tuple[int, int, int], int] = {}
    for one in np.flatnonzero(allowed).tolist():
        apart = one if one in pool.enemies else -1
        kinds.setdefault((int(pool.organisation[one]), int(pool.line[one]), apart), one)
    return list(kinds.values())


def _largest_with(pool: Pool, fixed: Sequence[int], size: int) -> list[int]:
    best = list(fixed)
    waiting: list[frozenset[int]] = [frozenset()]
    for _ in range(BRANCHES):
        if not waiting or len(best) >= size:
            break
        banned = waiting.pop()
        added = _matching(pool, fixed, size - len(fixed), banned)
        if len(fixed) + len(added) <= len(best):
            continue
        clash = next(((one, other) for one in added for other in pool.enemies.get(one, ()) if other in added), None)
        if clash is None:
            best = [*fixed, *added]
        else:
            waiting += [banned | {clash[1]}, banned | {clash[0]}]
    return best if len(best) > len(fixed) else _greedily(pool, fixed, size)


def _greedily(pool: Pool, fixed: Sequence[int], size: int) -> list[int]:
    team = list(fixed)
    while len(team) < size:
        others = np.flatnonzero(may_join(pool, team, size))
        if not len(others):
            break
        team.append(int(others[0]))
    return team


def _matching(pool: Pool, fixed: Sequence[int], wanted: int, banned: frozenset[int]) -> list[int]:
    """A largest choice by organisations and conflict lines alone: a matching of lines to places in organisations."""
    places = {int(code): pool.need.max_per_organisation for code in np.unique(pool.organisation)}
    for member in fixed:
        places[int(pool.organisation[member])] -= 1
    taken: dict[int, list[tuple[int, int]]] = {code: [] for code in places}
    choices = _choices(pool, fixed, banned, places)

    def settle(node: int, seen: set[int]) -> bool:
        for person in choices[node]:
            code = int(pool.organisation[person])
            if code in seen:
                continue
            seen.add(code)
            if len(taken[code]) < places[code]:
                taken[code].append((node, person))
                return True
            for index, (other, _) in enumerate(taken[code]):
                if settle(other, seen):
                    taken[code][index] = (node, person)
                    return True
        return False

    count = 0
    for node in choices:
        if count == wanted:
            break
        count += settle(node, set())
    return sorted(person for seats in taken.values() for _, person in seats)


def _choices(pool: Pool, fixed: Sequence[int], banned: frozenset[int], places: dict[int, int]) -> dict[int, list[int]]:
    """Per conflict line one person of each organisation; who has no line stands alone, as many as there are places."""
    allowed = may_join(pool, fixed, len(pool) + 1)
    allowed[list(banned)] = False
    people = np.flatnonzero(allowed).tolist()
    people.sort(key=lambda one: (len(pool.enemies.get(one, ())), -pool.personal[one], one))
    choices: dict[int, list[int]] = {}
    counted: dict[tuple[int, int], int] = {}
    for person in people:
        line = int(pool.line[person]) if pool.need.conflict_lines else 0
        organisation = int(pool.organisation[person])
        counted[line, organisation] = counted.get((line, organisation), 0) + 1
        if counted[line, organisation] <= (1 if line else places[organisation]):
            choices.setdefault(line if line else -1 - person, []).append(person)
    return choices
