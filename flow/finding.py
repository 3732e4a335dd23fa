"""Search as pages and the API show it: results with their links, facets in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from experiments.states import Level
from ideas.principles import Principle
from learning.models import Question
from learning.queries import question_words
from learning.search.documents import MEMBERS, PUBLIC
from learning.search.query import FacetValue, Found, Hit, rows_for, search
from learning.states import Outcome
from people.countries import country_name
from people.models import Person
from people.words import Language, OrganisationKind

KIND_WORDS: dict[str, Promise] = {
    "lesson": _("Lesson"),
    "case": _("Case"),
    "tool": _("Tool"),
    "problem": _("Problem"),
    "pilot": _("Pilot"),
    "rule": _("Rule in the way"),
}
FACET_WORDS: dict[str, Promise] = {
    "kind": _("What it is"),
    "principle": _("Principle"),
    "outcome": _("Outcome"),
    "performance": _("Performance"),
    "quality_of_work": _("Quality of work"),
    "country": _("Country"),
    "year": _("Year"),
    "language": _("Language"),
    "organisation_kind": _("Kind of organisation"),
    "question": _("Question it helps with"),
}
SCORES = ("performance", "quality_of_work")
BEST_FIRST = tuple(reversed(Level.values))


@dataclass(frozen=True)
class Result:
    """One thing found, as a reader sees it."""

    hit: Hit
    row: Any
    title: str
    link: str
    language: str
    kind_words: Promise


@dataclass(frozen=True)
class FacetChoice:
    value: str
    words: str
    count: int
    chosen: bool
    # Set where the words come from content that is not in every language.
    language: str = ""


@dataclass(frozen=True)
class Finding:
    """One page of results with the facets to narrow them."""

    found: Found
    results: list[Result]
    facets: list[tuple[str, Promise, list[FacetChoice]]]
    questions: Mapping[str, Question]


def find(
    person: Person, query: str, filters: Mapping[str, Sequence[str]], page: int = 1, *, alike: bool = False
) -> Finding:
    """What this person finds; members also find pilots."""
    found = search(
        query,
        audience=MEMBERS if person.is_authenticated else PUBLIC,
        filters=filters,
        language=get_language() or "en",
        page=page,
        alike=alike,
    )
    results = results_for(found.hits, person)
    questions = question_words() if found.facets.get("question") or filters.get("question") else {}
    facets = [
        (
            name,
            words,
            [
                choice_of(name, value.value, questions, value.count, value.value in filters.get(name, ()))
                for value in _in_order(name, found.facets[name])
            ],
        )
        for name, words in FACET_WORDS.items()
        if name in found.facets
    ]
    return Finding(found, results, facets, questions)


def results_for(hits: Sequence[Hit], person: Person) -> list[Result]:
    """These things as this person reads them; what they may not see is left out."""
    return [
        Result(hit, row, title_of(row), link_to(hit.kind, hit.id, person), row_language(row), KIND_WORDS[hit.kind])
        for hit, row in rows_for(hits, person)
    ]


def _in_order(facet: str, values: list[FacetValue]) -> list[FacetValue]:
    if facet in SCORES:
        return sorted(values, key=lambda found: BEST_FIRST.index(found.value))
    return values


def choice_of(
    facet: str, value: str, questions: Mapping[str, Question], count: int = 0, chosen: bool = True
) -> FacetChoice:
    """A facet's value with its words; the handbook's questions are in the language of the handbook."""
    if facet == "question" and value in questions:
        return FacetChoice(value, questions[value].ask, count, chosen, questions[value].language)
    return FacetChoice(value, facet_words(facet, value), count, chosen)


def facet_words(facet: str, value: str) -> str:
    """A facet's value in the reader's language."""
    match facet:
        case "kind":
            return str(KIND_WORDS.get(value, value))
        case "principle":
            return str(Principle(value).label)
        case "outcome":
            return str(Outcome(value).label)
        case "performance" | "quality_of_work":
            return str(Level(value).label)
        case "language":
            return str(Language(value).label)
        case "organisation_kind":
            return str(OrganisationKind(value).label)
        case "country":
            return country_name(value, get_language() or "en")
    return value


def link_to(kind: str, subject_id: str, person: Person) -> str:
    """Where this thing is read."""
    if kind == "problem" and person.is_authenticated:
        return f"/app/problems/{subject_id}"
    return {
        "lesson": f"/library/lessons/{subject_id}/",
        "case": f"/library/cases/{subject_id}/",
        "tool": f"/library/tools/{subject_id}/",
        "problem": f"/problems/{subject_id}/",
        "pilot": f"/app/pilots/{subject_id}",
        "rule": f"/rules/{subject_id}/",
    }[kind]


def title_of(row: Any) -> str:
    """The name a reader sees first."""
    return str(row)


def row_language(row: Any) -> str:
    """The language the thing is written in."""
    return str(row.dotank.language if hasattr(row, "dotank") and not hasattr(row, "language") else row.language)
