"""`make bench-assembly`: what teams cost and how good they are, on seeded networks, with one thread.

python -m tools.bench.assembly [MEMBERS...] [--problems 100] [--batch 100] [--compare 20]     1,000 and 5,000 by default

CPU time is the honest column: a machine with other work on it takes longer by the clock.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from random import Random
from typing import TypeVar

# Before numpy is imported: it takes as many threads as there are cores.
os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"))

from dotanks.assembly import Assembled, Columns, Need, assemble, assemble_many, replace, to_columns
from dotanks.assembly.eligibility import eligible, refusals
from dotanks.assembly.gains import value
from dotanks.assembly.limits import broken_rules
from dotanks.assembly.pool import to_pool
from dotanks.assembly.repair import refill
from dotanks.assembly.search import proven
from tests.dotanks.assembly.instances import crowd, need
from tools.bench.baselines import WAYS

SIZES = ["1,000", "5,000"]
LANGUAGES = ("nl", "en", "sv", "nb")
OPTIMAL = 1 - 1e-9
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


def problems(number: int) -> list[Need]:
    """The same problems each time: five skills, two topics, five to seven people, one or two languages."""
    found = []
    for seed in range(number):
        chance = Random(seed)  # noqa: S311 - the same each time is the point
        found.append(
            need(
                problem_id=f"p{seed:05}",
                languages=tuple(chance.sample(LANGUAGES, chance.choice((1, 2)))),
                skills={f"skill{skill}": float(chance.randint(1, 5)) for skill in chance.sample(range(60), 5)},
                topics=frozenset(f"topic{topic}" for topic in chance.sample(range(20), 2)),
                size_wanted=chance.choice((5, 6, 7)),
            )
        )
    return found


def centile(values: Iterable[float], share: float) -> float:
    """The value that this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def spread(costs: Sequence[Cost]) -> str:
    """CPU and wall at the half and at 95 in 100."""
    return " | ".join(
        f"{centile((getattr(cost, clock) for cost in costs), share):.1f}"
        for clock in ("cpu", "wall")
        for share in (0.5, 0.95)
    )


def memory() -> str:
    """The most this process has held so far."""
    return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"


def single(columns: Columns, asked: Sequence[Need]) -> list[str]:
    """A proposal with everything in it, and its first seat filled again."""
    proposed: list[Cost] = []
    refilled: list[Cost] = []
    alone: list[Cost] = []
    answers: list[Assembled] = []
    for problem in asked:
        answer, cost = timed(lambda problem=problem: assemble(columns, problem))  # type: ignore[misc]
        answers.append(answer)
        proposed.append(cost)
        if answer.team is not None:
            first, *others = answer.team.member_ids
            language = answer.team.language
            again = partial(replace, columns, problem, others, [first], language=language)
            refilled.append(timed(again)[1])
            alone.append(timed(partial(_refill, columns, problem, language, set(others), {first}))[1])
    teams = [answer.team for answer in answers if answer.team is not None]
    gaps = [100 * (team.bound or 0.0) / team.worth.total - 100 for team in teams]
    share = 100 * sum(team.proven for team in teams) / max(1, len(teams))
    said = f"{len(teams)} teams of {len(asked)}, {share:.0f} % proven, widest gap {max(gaps, default=0.0):.4f} %"
    return [
        f"| | a proposal | {spread(proposed)} | {said}; {memory()} |",
        f"| | a seat filled again, with reasons and alternates | {spread(refilled)} | |",
        f"| | only filled again, exactly | {spread(alone)} | |",
    ]


def _refill(columns: Columns, problem: Need, language: str, staying: set[str], leaving: set[str]) -> None:
    refill(columns, problem, language, refusals(columns, problem), staying, leaving)


def batch(columns: Columns, asked: Sequence[Need]) -> str:
    """Many problems at once: what it cost, how far the teams are from the best they could have had alone."""
    answers, cost = timed(lambda: assemble_many(columns, asked))
    teams = [(problem, answer.team) for problem, answer in zip(asked, answers, strict=True) if answer.team]
    names = [name for _, team in teams for name in team.member_ids]
    broken = len(names) - len(set(names))
    for problem, team in teams:
        rows = [columns.row_of[name] for name in team.member_ids]
        broken += len(broken_rules(columns, problem, rows, team.language))
    shares = [answer.share for answer in answers]
    return (
        f"| {len(columns):,} | {len(asked):,} | {cost.cpu / 1000:.1f} | {cost.wall / 1000:.1f} | {min(shares):.3f} "
        f"| {centile(shares, 0.05):.3f} | {sum(shares) / len(shares):.3f} | {len(asked) - len(teams)} | {broken} "
        f"| {memory()} |"
    )


def compared(columns: Columns, asked: Sequence[Need]) -> list[str]:
    """Every other way on the same problems, as a share of the proven best."""
    ratios: dict[str, list[float]] = {name: [] for name in WAYS}
    costs: dict[str, list[Cost]] = {name: [] for name in WAYS}
    for problem in asked:
        language = problem.languages[0]
        pool = to_pool(columns, problem, eligible(columns, problem) & columns.speaks(language))
        best = proven(pool, language)
        for name, way in WAYS.items():
            team, cost = timed(lambda way=way, pool=pool: way(pool))  # type: ignore[misc]
            ratios[name].append(value(pool, team) / best.value)
            costs[name].append(cost)
    return [
        f"| {len(columns):,} | {name} | {sum(found) / len(found):.4f} | {centile(found, 0.05):.4f} | {min(found):.4f} "
        f"| {100 * sum(one >= OPTIMAL for one in found) / len(found):.0f} % "
        f"| {centile((cost.cpu for cost in costs[name]), 0.5):.1f} |"
        for name, found in ratios.items()
    ]


def main() -> int:
    """Print the three tables."""
    wanted = argparse.ArgumentParser(description="What teams cost and how good they are.")
    wanted.add_argument("members", nargs="*", default=SIZES)
    for name, number in (("problems", 100), ("batch", 100), ("compare", 20)):
        wanted.add_argument(f"--{name}", type=int, default=number)
    given = wanted.parse_args()
    batches, ways = [], []
    print("| Members | Step | CPU ms p50 | p95 | wall ms p50 | p95 | |\n|---|---|---|---|---|---|---|", flush=True)
    for size in given.members:
        people = crowd(int(size.replace(",", "")), seed=1)
        columns, made = timed(lambda people=people: to_columns(people))  # type: ignore[misc]
        del people
        print(f"| {len(columns):,} | columns, once | {made.cpu:.0f} | | {made.wall:.0f} | | |", flush=True)
        if given.problems:
            print("\n".join(single(columns, problems(given.problems))), flush=True)
        if given.batch:
            batches.append(batch(columns, problems(given.batch)))
        if given.compare:
            ways += compared(columns, problems(given.compare))
    if batches:
        print("\n| Members | Problems at once | CPU s | wall s | worst share | p5 | mean | no team | rules broken | |")
        print("|---|---|---|---|---|---|---|---|---|---|\n" + "\n".join(batches))
    if ways:
        print("\n| Members | Way | of the proven best: mean | p5 | worst | the best itself | CPU ms p50 |")
        print("|---|---|---|---|---|---|---|\n" + "\n".join(ways))
    return 0


if __name__ == "__main__":
    sys.exit(main())
