"""The handbook's cases and tools as search documents."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db.models import Q

from learning.handbook.models import Case, Tool
from learning.search.documents import PUBLIC, SearchDocument, register
from learning.search.schema import STEMMERS
from people.countries import country_name

# Without words the newest comes first; what has no year comes after everything that has one.
NO_YEAR = datetime(1970, 1, 1, tzinfo=UTC)


def register_library() -> None:
    """Make cases and tools searchable; call once, when the apps are ready."""
    register("case", build=build_cases, all_ids=all_cases, fetch=fetch_cases, find_titles=find_cases)
    register("tool", build=build_tools, all_ids=all_tools, fetch=fetch_tools, find_titles=find_tools)


def build_cases(slugs: Sequence[str]) -> Iterable[SearchDocument]:
    """What readers can find of these cases."""
    for case in Case.objects.filter(slug__in=slugs).prefetch_related("principles", "questions"):
        countries = {country_name(case.country, language) for language in STEMMERS}
        yield SearchDocument(
            kind="case",
            id=case.slug,
            audience=PUBLIC,
            language=case.language,
            title=case.problem,
            text=_sentences(case.gist, case.tried, case.outcome, case.organisation),
            names=_sentences(*sorted(countries), case.year, case.source_title, *_asks(case)),
            principles=[principle.slug for principle in case.principles.all()],
            questions=[question.slug for question in case.questions.all()],
            country=case.country,
            year=case.year_from,
            at=datetime(case.year_from, 1, 1, tzinfo=UTC) if case.year_from else NO_YEAR,
        )


def build_tools(slugs: Sequence[str]) -> Iterable[SearchDocument]:
    """What readers can find of these tools."""
    for tool in Tool.objects.filter(slug__in=slugs).prefetch_related("questions__principle"):
        questions = tool.questions.all()
        yield SearchDocument(
            kind="tool",
            id=tool.slug,
            audience=PUBLIC,
            language=tool.language,
            title=tool.name,
            text=_sentences(tool.gist, *(part.replace("-", " ") for part in tool.parts), *_asks(tool)),
            principles=[question.principle.slug for question in questions],
            questions=[question.slug for question in questions],
            at=NO_YEAR,
        )


def all_cases() -> Iterable[str]:
    """Every case's slug."""
    return Case.objects.values_list("slug", flat=True).iterator()


def all_tools() -> Iterable[str]:
    """Every tool's slug."""
    return Tool.objects.values_list("slug", flat=True).iterator()


def fetch_cases(person: Any, slugs: Sequence[str]) -> Mapping[str, Case]:
    """These cases by slug; everybody may read them."""
    return {case.slug: case for case in Case.objects.filter(slug__in=slugs).prefetch_related("principles")}


def fetch_tools(person: Any, slugs: Sequence[str]) -> Mapping[str, Tool]:
    """These tools by slug; everybody may read them."""
    return {tool.slug: tool for tool in Tool.objects.filter(slug__in=slugs).prefetch_related("questions__principle")}


def find_cases(words: Sequence[str], limit: int) -> Iterable[str]:
    """Cases whose first sentence has all these words, newest first."""
    found = Case.objects.filter(_each_in("problem", words)).order_by("-year_from", "slug")
    return found.values_list("slug", flat=True)[:limit]


def find_tools(words: Sequence[str], limit: int) -> Iterable[str]:
    """Tools whose name has all these words."""
    return Tool.objects.filter(_each_in("name", words)).order_by("name").values_list("slug", flat=True)[:limit]


def _each_in(field: str, words: Sequence[str]) -> Q:
    every = Q()
    for word in words:
        every &= Q(**{f"{field}__icontains": word})
    return every


def _asks(entry: Case | Tool) -> list[str]:
    return [question.ask for question in entry.questions.all()]


def _sentences(*parts: str) -> str:
    return ". ".join(part.rstrip(".") for part in parts if part)
