"""Many problems at once: nobody is asked for two of them in one run, and no team is left far behind the others."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TypeAlias

from dotanks.assembly.alternates import alternates
from dotanks.assembly.assemble import describe
from dotanks.assembly.balance import help_worst, refill
from dotanks.assembly.cases import Case, alone
from dotanks.assembly.checks import check_need
from dotanks.assembly.columns import Bools, Columns, as_columns
from dotanks.assembly.eligibility import refusals
from dotanks.assembly.search import Found
from dotanks.assembly.sharing import share
from dotanks.assembly.types import InvalidNeed, Member, Need, Shared, Unmet
from dotanks.assembly.unmet import unmet

# Hears what is being done, how much of it is done, and of how much. What it raises ends the work.
Heard: TypeAlias = Callable[[str, int, int], None]


def assemble_many(
    members: Iterable[Member] | Columns,
    needs: Sequence[Need],
    *,
    known_skills: Collection[str] | None = None,
    heard: Heard = lambda stage, done, total: None,
) -> tuple[Shared, ...]:
    """A team for every need, in their order, with nobody in two teams; the order changes nothing in any team."""
    for need in needs:
        check_need(need, known_skills)
    twice = sorted(one for one, count in Counter(str(need.problem_id) for need in needs).items() if count > 1)
    if twice:
        raise InvalidNeed("problem_twice", {"problem_ids": twice})
    columns = as_columns(members)
    order = sorted(range(len(needs)), key=lambda number: str(needs[number].problem_id))
    cases = []
    for number, place in enumerate(order):
        heard("alone", number, len(order))
        cases.append(alone(columns, needs[place], number))
    could = [case.proposal for case in cases]
    held = share(cases, len(columns), lambda left: heard("sharing", len(cases) - left, len(cases)))
    refill(columns, cases, held, lambda done: heard("filling", done, len(cases)))
    help_worst(cases, held, lambda done: heard("helping", done, len(cases)))
    answers: dict[int, Shared] = {}
    for place, case, possible in zip(order, cases, could, strict=True):
        heard("reasons", len(answers), len(order))
        answers[place] = _shared(columns, case, possible, held < 0)
    return tuple(answers[place] for place in range(len(needs)))


def _shared(columns: Columns, case: Case, possible: bool, free: Bools) -> Shared:
    name = str(case.need.problem_id)
    if case.proposal:
        team = describe(case.pool, case.team, case.language)
        others = alternates(case.only(free), case.team)
        return Shared(name, team, case.alone, min(1.0, case.share), (), others)
    found = Found(case.language, case.pool, tuple(case.team), len(case.team), case.value)
    gaps = unmet(columns, case.need, found, refusals(columns, case.need))
    if possible:
        gaps = (Unmet("needed_elsewhere", {"smallest": case.need.size_min}), *gaps)
    return Shared(name, None, case.alone, 0.0, gaps)
