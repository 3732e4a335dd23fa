"""Earlier work on the subject of a problem, shown to the coordinator who forms a team, and what they made of it."""

from collections import defaultdict
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
from learning.search.words import plain_words
from people.models import Person
from people.words import Topic

KINDS = ("lesson", "pilot", "case", "tool", "problem")
MOST_FOUND = 8
LONGEST, SHORTEST_WORD, MOST_WORDS = 200, 4, 8
# Words that two things must share to be on one subject.
ALIKE = 2


@dataclass(frozen=True)
class Earlier:
    """What the last answer said, as far as this reader may see it."""

    used: list[Result]
    nothing_fitted: str


def earlier_on(person: Person, problem: Problem) -> list[Result]:
    """Lessons, pilots, cases and other problems on the same subject, the closest first.

    First what has most of the title or of the rule in the way; then what shares at least two words with the title and
    the topics.
    """
    with translation.override(problem.language):
        topics = " ".join(str(Topic(topic).label) for topic in problem.topics)
    whole = [hit for text in (problem.title, problem.rule) if text for hit in _search(text[:LONGEST], problem)]
    words = [word for word in plain_words(f"{problem.title} {topics}") if len(word) >= SHORTEST_WORD]
    shared: dict[tuple[str, str], list[Hit]] = defaultdict(list)
    for word in dict.fromkeys(words[:MOST_WORDS]):
        for hit in _search(word, problem):
            shared[hit.kind, hit.id].append(hit)
    alike = sorted(
        (hits for hits in shared.values() if len(hits) >= ALIKE), key=lambda hits: -sum(h.score for h in hits)
    )
    found = {(hit.kind, hit.id): hit for hit in reversed([*whole, *(hits[0] for hits in alike)])}
    found.pop(("problem", str(problem.pk)), None)
    return results_for(list(reversed(found.values()))[:MOST_FOUND], person)


def _search(words: str, problem: Problem) -> list[Hit]:
    return search(words, audience=MEMBERS, filters={"kind": KINDS}, language=problem.language).hits


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
