"""Many problems at once: nobody is asked for two of them in one run, and no team is left far behind the others."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from dotanks.assembly.assemble import describe
from dotanks.assembly.balance import help_worst, refill
from dotanks.assembly.cases import Case, alone
from dotanks.assembly.checks import check_need
from dotanks.assembly.columns import Columns, as_columns
from dotanks.assembly.eligibility import refusals
from dotanks.assembly.search import Found
from dotanks.assembly.sharing import share
from dotanks.assembly.types import InvalidNeed, Member, Need, Shared, Unmet
from dotanks.assembly.unmet import unmet


def assemble_many(
    members: Iterable[Member] | Columns, needs: Sequence[Need], *, known_skills: Collection[str] | None = None
) -> tuple[Shared, ...]:
    """A team for every need, in their order, with nobody in two teams; the order changes nothing in any team."""
    for need in needs:
        check_need(need, known_skills)
    twice = sorted(one for one, count in Counter(str(need.problem_id) for need in needs).items() if count > 1)
    if twice:
        raise InvalidNeed("problem_twice", {"problem_ids": twice})
    columns = as_columns(members)
    order = sorted(range(len(needs)), key=lambda number: str(needs[number].problem_id))
    cases = [alone(columns, needs[place], number) for number, place in enumerate(order)]
    could = [case.proposal for case in cases]
    held = share(cases, len(columns))
    refill(columns, cases, held)
    help_worst(cases, held)
    answers = {
        place: _shared(columns, case, possible) for place, case, possible in zip(order, cases, could, strict=True)
    }
    return tuple(answers[place] for place in range(len(needs)))


def _shared(columns: Columns, case: Case, possible: bool) -> Shared:
    name = str(case.need.problem_id)
    if case.proposal:
        return Shared(name, describe(case.pool, case.team, case.language), case.alone, min(1.0, case.share), ())
    found = Found(case.language, case.pool, tuple(case.team), len(case.team), case.value)
    gaps = unmet(columns, case.need, found, refusals(columns, case.need))
    if possible:
        gaps = (Unmet("needed_elsewhere", {"smallest": case.need.size_min}), *gaps)
    return Shared(name, None, case.alone, 0.0, gaps)
