"""Earlier work on the subject of a problem, shown to the coordinator who forms a team, and what they made of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _

from common.refusals import Invalid
from dotanks.actions.earlier import keep_earlier_work
from dotanks.models import EarlierWork
from dotanks.queries import get_dotank, get_problem_to_assemble
from flow.finding import Result, results_for
from ideas.models import Problem
from learning.search.documents import MEMBERS
from learning.search.query import Hit, search
from people.models import Person
from people.words import Topic

KINDS = ("lesson", "pilot", "case", "tool", "problem")
MOST_FOUND = 8


@dataclass(frozen=True)
class Earlier:
    """What the last answer said, as far as this reader may see it."""

    used: list[Result]
    nothing_fitted: str


def earlier_on(person: Person, problem: Problem) -> list[Result]:
    """Lessons, pilots, cases and other problems on the same subject; what says most of the title comes first."""
    with translation.override(problem.language):
        topics = [str(Topic(topic).label) for topic in problem.topics]
    found: dict[tuple[str, str], Hit] = {}
    for words in filter(None, [problem.title, problem.rule[:200], *topics]):
        asked = search(words, audience=MEMBERS, filters={"kind": KINDS}, language=problem.language)
        for hit in asked.hits:
            found.setdefault((hit.kind, hit.id), hit)
        if len(found) > MOST_FOUND:
            break
    found.pop(("problem", str(problem.pk)), None)
    return results_for(list(found.values())[:MOST_FOUND], person)


def earlier_for(coordinator: Person, problem_id: UUID) -> tuple[list[Result], Earlier | None]:
    """What there is, and what was said of it last; for coordinators."""
    problem = get_problem_to_assemble(coordinator, problem_id)
    return earlier_on(coordinator, problem), last_answer(coordinator, problem)


def used_by(person: Person, dotank_id: UUID) -> Earlier | None:
    """What the coordinator used when this Do Tank was formed, for whoever sees it."""
    return last_answer(person, get_dotank(person, dotank_id).problem)


def last_answer(person: Person, problem: Problem) -> Earlier | None:
    """The answer that counts; what this reader may not see of it is left out."""
    answer = EarlierWork.objects.filter(problem=problem).order_by("-created_at").first()
    return Earlier(_seen(person, answer.used), answer.nothing_fitted) if answer else None


def say_what_was_used(
    *, coordinator: Person, problem_id: UUID, used: Sequence[Mapping[str, str]], nothing_fitted: str
) -> None:
    """Keep which earlier work the coordinator used; each must be there for them to see."""
    problem = get_problem_to_assemble(coordinator, problem_id)
    seen = _seen(coordinator, used)
    if len(seen) < len(used):
        raise Invalid({"used": [_("Please choose from what is offered.")]})
    keep_earlier_work(
        coordinator=coordinator,
        problem=problem,
        used=[{"kind": one.hit.kind, "id": one.hit.id, "title": one.title} for one in seen],
        nothing_fitted=nothing_fitted,
    )


def _seen(person: Person, named: Sequence[Mapping[str, str]]) -> list[Result]:
    hits = [Hit(one["kind"], one["id"], 0.0) for one in named]
    try:
        return results_for(list(dict.fromkeys(hits)), person)
    except (ValueError, ValidationError):
        return []  # an id that none of its kind can have
