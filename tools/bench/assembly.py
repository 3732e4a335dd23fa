"""`make bench-assembly`: what a proposal and a repair cost, on seeded networks, with one thread.

python -m tools.bench.assembly [MEMBERS...]        1,000 and 5,000 by default

CPU time is the honest column: a machine with other work on it takes longer by the clock.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from random import Random
from typing import TypeVar

# Before numpy is imported: it takes as many threads as there are cores.
os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"))

from dotanks.assembly import Assembled, Columns, InvalidNeed, Need, assemble, replace, to_columns
from tests.dotanks.assembly.instances import crowd, need

SIZES = (1_000, 5_000)
PROBLEMS = 100
Result = TypeVar("Result")


@dataclass(frozen=True)
class Cost:
    """What one call took, in milliseconds."""

    cpu: float
    wall: float


def timed(call: Callable[[], Result]) -> tuple[Result, Cost]:
    """The call's answer and its cost."""
    cpu, wall = time.process_time(), time.perf_counter()
    answer = call()
    return answer, Cost(1000 * (time.process_time() - cpu), 1000 * (time.perf_counter() - wall))


def problems() -> list[Need]:
    """The same hundred problems each time: five skills, two topics, five to seven people, one or two languages."""
    found = []
    for number in range(PROBLEMS):
        chance = Random(number)  # noqa: S311 - the same each time is the point
        found.append(
            need(
                languages=("nl", "en") if chance.random() < 0.5 else ("nl",),
                skills={f"skill{skill}": float(chance.randint(1, 5)) for skill in chance.sample(range(60), 5)},
                topics=frozenset(f"topic{topic}" for topic in chance.sample(range(20), 2)),
                size_wanted=chance.choice((5, 6, 7)),
            )
        )
    return found


def repaired(columns: Columns, problem: Need, answer: Assembled) -> Cost | None:
    """The cost of filling the first seat again; nothing where no team was proposed."""
    if answer.team is None:
        return None
    first, *others = answer.team.member_ids
    try:
        return timed(lambda: replace(columns, problem, others, [first], language=answer.team.language))[1]  # type: ignore[union-attr]
    except InvalidNeed:
        return None


def centile(values: Iterable[float], share: float) -> float:
    """The value that this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def spread(costs: list[Cost]) -> str:
    """CPU and wall at the half and at 95 in 100."""
    return " | ".join(
        f"{centile((getattr(cost, clock) for cost in costs), share):.1f}"
        for clock in ("cpu", "wall")
        for share in (0.5, 0.95)
    )


def rows(members: int) -> list[str]:
    """The lines of the table for a network of this size."""
    people = crowd(members, seed=1)
    columns, made = timed(lambda: to_columns(people))
    proposed: list[Cost] = []
    refilled: list[Cost] = []
    teams = proven = 0
    for problem in problems():
        answer, cost = timed(lambda problem=problem: assemble(columns, problem))  # type: ignore[misc]
        proposed.append(cost)
        teams += answer.team is not None
        proven += answer.team is not None and answer.team.proven
        if (again := repaired(columns, problem, answer)) is not None:
            refilled.append(again)
    return [
        f"| {members:,} | columns, once | {made.cpu:.0f} | | {made.wall:.0f} | | |",
        f"| | a proposal | {spread(proposed)} | {teams} teams of {PROBLEMS}, {proven} proven |",
        f"| | a seat filled again | {spread(refilled)} | |",
    ]


def main() -> int:
    """Print the table."""
    sizes = [int(size.replace(",", "")) for size in sys.argv[1:]] or SIZES
    print("| Members | Step | CPU ms p50 | p95 | wall ms p50 | p95 | |\n|---|---|---|---|---|---|---|", flush=True)
    for members in sizes:
        print("\n".join(rows(members)), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
