"""Problems, pilots and lessons as search documents. Nothing in them says who posted a problem."""

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import and_
from typing import Any

from django.db.models import Model, Q, QuerySet

from experiments.models import Pilot
from experiments.queries import pilots_for
from ideas.models import Problem
from learning.models.lessons import Lesson
from learning.queries import lessons_for
from learning.search.documents import MEMBERS, PUBLIC, SearchDocument, register


def register_flow() -> None:
    """Make problems, pilots and lessons searchable; call once, when the apps are ready."""
    register(
        "problem",
        build=build_problems,
        all_ids=lambda: _ids(Problem.objects.public()),
        fetch=lambda person, ids: _by_id(
            Problem.objects.visible_to(person).filter(pk__in=ids).select_related("organisation")
        ),
        find_titles=lambda words, limit: _titled(Problem.objects.public(), words, limit),
    )
    register(
        "pilot",
        build=build_pilots,
        all_ids=lambda: _ids(Pilot.objects.open_to_members()),
        fetch=lambda person, ids: _by_id(pilots_for(person).filter(pk__in=ids)) if person.is_authenticated else {},
        find_titles=lambda words, limit: _titled(Pilot.objects.open_to_members(), words, limit),
    )
    register(
        "lesson",
        build=build_lessons,
        all_ids=lambda: _ids(Lesson.objects.public()),
        fetch=lambda person, ids: _by_id(lessons_for(person).filter(pk__in=ids)),
        find_titles=lambda words, limit: _titled(Lesson.objects.public(), words, limit),
    )


def build_problems(ids: Sequence[str]) -> Iterable[SearchDocument]:
    """What readers can find of these problems."""
    for problem in Problem.objects.public().filter(pk__in=ids).select_related("organisation"):
        assert problem.posted_at is not None
        told = (problem.situation, problem.who_is_stopped, problem.rule, problem.whom_it_hurts, problem.what_was_tried)
        yield SearchDocument(
            kind="problem",
            id=str(problem.pk),
            audience=PUBLIC,
            language=problem.language,
            title=problem.title,
            text="\n".join(filter(None, told)),
            names=problem.organisation.name,
            principles=[problem.principle] if problem.principle else [],
            country=problem.organisation.country,
            year=problem.posted_at.year,
            organisation_kind=problem.organisation.kind,
            at=problem.posted_at,
        )


def build_pilots(ids: Sequence[str]) -> Iterable[SearchDocument]:
    """What members can find of these pilots."""
    rows = Pilot.objects.open_to_members().filter(pk__in=ids).select_related("dotank__problem__organisation")
    for pilot in rows:
        assert pilot.opened_at is not None
        organisation = pilot.dotank.problem.organisation
        yield SearchDocument(
            kind="pilot",
            id=str(pilot.pk),
            audience=MEMBERS,
            language=pilot.dotank.language,
            title=pilot.title,
            text="\n".join(filter(None, (pilot.hypothesis, pilot.what_happened))),
            names=f"{pilot.place}\n{organisation.name}",
            country=organisation.country,
            year=pilot.opened_at.year,
            outcome=pilot.verdict,
            organisation_kind=organisation.kind,
            at=pilot.opened_at,
        )


def build_lessons(ids: Sequence[str]) -> Iterable[SearchDocument]:
    """What readers can find of these lessons."""
    for lesson in Lesson.objects.public().filter(pk__in=ids).select_related("organisation"):
        assert lesson.published_at is not None
        told = (lesson.story, lesson.tried, lesson.happened, lesson.why, lesson.conditions, lesson.differently)
        yield SearchDocument(
            kind="lesson",
            id=str(lesson.pk),
            audience=PUBLIC,
            language=lesson.language,
            title=lesson.title,
            text="\n".join(filter(None, told)),
            names=lesson.organisation.name,
            principles=lesson.principles,
            country=lesson.organisation.country,
            year=lesson.published_at.year,
            outcome=lesson.outcome,
            organisation_kind=lesson.organisation.kind,
            at=lesson.published_at,
        )


def _ids(rows: QuerySet[Any]) -> Iterable[str]:
    return (str(pk) for pk in rows.order_by("pk").values_list("pk", flat=True).iterator())


def _by_id(rows: QuerySet[Any]) -> Mapping[str, Model]:
    return {str(row.pk): row for row in rows}


def _titled(rows: QuerySet[Any], words: Sequence[str], limit: int) -> Iterable[str]:
    every = reduce(and_, (Q(title__icontains=word) for word in words), Q())
    return [str(pk) for pk in rows.filter(every).order_by("-created_at").values_list("pk", flat=True)[:limit]]
