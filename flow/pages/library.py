"""The library: search, and a page for each lesson, case, tool and principle."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.functional import Promise

from common.refusals import Unknown
from experiments.rules import value_entries_of
from experiments.states import Level
from flow.finding import FACET_WORDS, KIND_WORDS, FacetChoice, Finding, choice_of, find
from flow.pages import reads
from flow.pages.pictures import picture_of
from ideas.principles import Principle
from learning.models import HandbookPrinciple, Lesson
from learning.queries import get_case, get_tool, question_words
from learning.rules import is_innovation, promise_of, value_of
from learning.search.query import LAST_PAGE, PAGE_SIZE
from learning.states import Outcome
from people.countries import INTERNATIONAL
from people.words import Language, OrganisationKind

LONGEST_QUERY = 300
AT_ONCE = 20
# A facet shows these many choices; the others unfold.
SHOWN = 6


@dataclass(frozen=True)
class FacetToShow:
    """One facet beside the results."""

    name: str
    words: Promise
    first: list[FacetChoice]
    more: list[FacetChoice]


@dataclass(frozen=True)
class Chosen:
    """A choice that narrows the results, and the address without it."""

    choice: FacetChoice
    without: str


def search(request: HttpRequest) -> HttpResponse:
    """Find lessons, cases, tools and problems; every choice is part of the address."""
    asked = " ".join(request.GET.get("q", "").replace("\x00", " ").split())
    query = asked[:LONGEST_QUERY]
    chosen = chosen_facets(request.GET)
    finding = find(request.user, query, chosen, page_number(request.GET.get("page", "")))  # type: ignore[arg-type]
    found = finding.found
    context = {
        "query": query,
        "cut": len(asked) > len(query),
        "found": found,
        "results": finding.results,
        "facets": facets_to_show(finding, chosen),
        "chosen": [
            Chosen(choice_of(name, value, finding.questions), address(query, chosen, without=(name, value)))
            for name, values in chosen.items()
            for value in values
        ],
        "all_of_it": address(query, {}),
        "earlier": address(query, chosen, page=found.page - 1) if found.page > 1 else "",
        "later": address(query, chosen, page=found.page + 1) if found.page < found.pages else "",
        "first_number": (found.page - 1) * PAGE_SIZE + 1,
        "principles": Principle.choices,
        "browsing": not query and not chosen and found.page == 1,
    }
    return render(request, "library/search.html", context)


def chosen_facets(asked: QueryDict) -> dict[str, list[str]]:
    """The choices in an address that mean something; what does not is ignored."""
    known: dict[str, Sequence[str]] = {
        "kind": list(KIND_WORDS),
        "principle": Principle.values,
        "outcome": Outcome.values,
        "performance": Level.values,
        "quality_of_work": Level.values,
        "question": list(question_words()) if "question" in asked else [],
        "language": Language.values,
        "organisation_kind": OrganisationKind.values,
    }
    chosen = {}
    for name in FACET_WORDS:
        values = dict.fromkeys(asked.getlist(name)[:AT_ONCE])
        kept = [value for value in values if (value in known[name] if name in known else _may_be(name, value))]
        if kept:
            chosen[name] = kept
    return chosen


def _may_be(name: str, value: str) -> bool:
    if name == "year":
        return len(value) == 4 and value.isascii() and value.isdigit()
    return value == INTERNATIONAL or (len(value) == 2 and value.isascii() and value.isalpha() and value.isupper())


def page_number(asked: str) -> int:
    """The page asked for; the first where that makes no sense."""
    is_number = asked.isascii() and asked.isdigit() and len(asked) < 6
    return min(max(int(asked), 1), LAST_PAGE) if is_number else 1


def facets_to_show(finding: Finding, chosen: Mapping[str, Sequence[str]]) -> list[FacetToShow]:
    """Facets with something to choose; what is chosen stays in sight, also when nothing of it is left."""
    counted = {name: choices for name, _words, choices in finding.facets}
    shown = []
    for name, words in FACET_WORDS.items():
        choices = counted.get(name, [])
        present = {choice.value for choice in choices}
        choices = choices + [
            choice_of(name, value, finding.questions) for value in chosen.get(name, ()) if value not in present
        ]
        first = [choice for place, choice in enumerate(choices) if place < SHOWN or choice.chosen]
        if len(choices) > 1 or name in chosen:
            shown.append(FacetToShow(name, words, first, [choice for choice in choices if choice not in first]))
    return shown


def address(
    query: str, chosen: Mapping[str, Sequence[str]], *, without: tuple[str, str] = ("", ""), page: int = 1
) -> str:
    """The address of a search, relative to the library's page."""
    parts: list[tuple[str, Any]] = [("q", query)] if query else []
    parts += [(name, value) for name, values in chosen.items() for value in values if (name, value) != without]
    parts += [("page", page)] if page > 1 else []
    return f"?{urlencode(parts)}"


def lesson(request: HttpRequest, lesson_id: UUID) -> HttpResponse:
    """What was learnt; a draft is only in the application, for its team."""
    try:
        row = reads.lesson_to_read(lesson_id)
    except Lesson.DoesNotExist as missing:
        if request.user.is_authenticated and Lesson.objects.visible_to(request.user).filter(pk=lesson_id).exists():
            return HttpResponseRedirect(f"/app/lessons/{lesson_id}")
        raise Http404 from missing
    context = {
        "lesson": row,
        "principles": [(value, Principle(value).label) for value in row.principles],
        "pictures": [picture_of(measure) for measure in row.pilot.measures.all()] if row.pilot else [],
        "value": value_of(row),
        "value_entries": value_entries_of(row.pilot) if row.pilot else [],
        "promised": promise_of(row),
        "innovation": is_innovation(row),
    }
    return render(request, "library/lesson.html", context)


def case(request: HttpRequest, slug: str) -> HttpResponse:
    """A real case from somewhere, with its source."""
    try:
        row = get_case(slug)
    except Unknown as missing:
        raise Http404 from missing
    principles = [principle.slug for principle in row.principles.all()]
    context = {
        "case": row,
        "principles": [(value, Principle(value).label) for value in principles],
        "lessons": list(reads.lessons_with(principles, 3)),
    }
    return render(request, "library/case.html", context)


def tool(request: HttpRequest, slug: str) -> HttpResponse:
    """A toolkit, and the questions it helps with."""
    try:
        row = get_tool(slug)
    except Unknown as missing:
        raise Http404 from missing
    principles = list(dict.fromkeys(question.principle.slug for question in row.questions.all()))
    context = {
        "tool": row,
        "principles": [(value, Principle(value).label) for value in principles],
        "lessons": list(reads.lessons_with(principles, 3)),
    }
    return render(request, "library/tool.html", context)


def principle(request: HttpRequest, slug: str) -> HttpResponse:
    """One of the five principles: why, what to ask, what to do, who has done it."""
    try:
        row = reads.principle_to_read(slug)
    except HandbookPrinciple.DoesNotExist as missing:
        raise Http404 from missing
    context = {
        "principle": row,
        "name": Principle(slug).label if slug in Principle.values else row.name,
        "lessons": list(reads.lessons_with([slug])),
        "others": [(value, words) for value, words in Principle.choices if value != slug],
    }
    return render(request, "library/principle.html", context)
