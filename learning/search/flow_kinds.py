"""Problems, pilots, lessons and rules in the way as search documents. Nothing in them says who posted a problem."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, time
from functools import reduce
from operator import and_
from typing import Any

from django.db.models import Model, Q, QuerySet

from experiments.models import Pilot, Value
from experiments.queries import pilots_for
from experiments.rules import value_of
from ideas.models import Problem, Rule
from ideas.queries import with_poster
from ideas.states import MEMBERS_ONLY
from learning import rules
from learning.models.lessons import Lesson
from learning.queries import lessons_for
from learning.search.documents import MEMBERS, PUBLIC, SearchDocument, register


def register_flow() -> None:
    """Make problems, pilots, lessons and rules searchable; call once, when the apps are ready."""
    register(
        "problem",
        build=build_problems,
        all_ids=lambda: _ids(Problem.objects.posted()),
        fetch=lambda person, ids: _by_id(with_poster(Problem.objects.visible_to(person)).filter(pk__in=ids)),
        find_titles=lambda words, limit: _titled(Problem.objects.posted(), words, limit, "day"),
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
    register(
        "rule",
        build=build_rules,
        all_ids=lambda: _ids(Rule.objects.listed()),
        fetch=lambda person, ids: _by_id(Rule.objects.listed().with_naming().filter(pk__in=ids)),
        find_titles=lambda words, limit: _titled(Rule.objects.listed(), words, limit, field="name"),
    )


def build_rules(ids: Sequence[str]) -> Iterable[SearchDocument]:
    """What readers can find of these entries of the register, each under all its spellings."""
    for rule in Rule.objects.listed().filter(pk__in=ids).select_related("owner").prefetch_related("spellings"):
        owner = rule.owner.name if rule.owner else rule.owner_name
        yield SearchDocument(
            kind="rule",
            id=str(rule.pk),
            audience=PUBLIC,
            language=rule.language,
            title=rule.name,
            text="\n".join(filter(None, (rule.about, *(spelling.name for spelling in rule.spellings.all())))),
            names=owner,
            country=rule.owner.country if rule.owner else "",
            organisation_kind=rule.owner.kind if rule.owner else "",
            year=rule.created_at.year,
            at=rule.created_at,
        )


def build_problems(ids: Sequence[str]) -> Iterable[SearchDocument]:
    """What readers can find of these problems."""
    for problem in Problem.objects.posted().filter(pk__in=ids).select_related("organisation"):
        told = (problem.situation, problem.who_is_stopped, problem.rule, problem.whom_it_hurts, problem.what_was_tried)
        yield SearchDocument(
            kind="problem",
            id=str(problem.pk),
            audience=MEMBERS if problem.state in MEMBERS_ONLY else PUBLIC,
            language=problem.language,
            title=problem.title,
            text="\n".join(filter(None, told)),
            names=problem.organisation.name if problem.organisation else "",
            principles=[problem.principle] if problem.principle else [],
            country=problem.country,
            year=problem.day.year,
            organisation_kind=problem.organisation_kind,
            at=datetime.combine(problem.day, time(), UTC),
        )


def build_pilots(ids: Sequence[str]) -> Iterable[SearchDocument]:
    """What members can find of these pilots."""
    rows = Pilot.objects.open_to_members().filter(pk__in=ids).select_related("dotank__organisation", "value")
    for pilot in rows:
        assert pilot.opened_at is not None
        organisation = pilot.dotank.organisation
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
            **_scores(value_of(pilot)),
            organisation_kind=organisation.kind,
            at=pilot.opened_at,
        )


def build_lessons(ids: Sequence[str]) -> Iterable[SearchDocument]:
    """What readers can find of these lessons."""
    rows = Lesson.objects.public().filter(pk__in=ids).select_related("organisation", "pilot__value")
    for lesson in rows.prefetch_related("questions"):
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
            questions=[question.slug for question in lesson.questions.all()],
            country=lesson.organisation.country,
            year=lesson.published_at.year,
            outcome=lesson.outcome,
            **_scores(rules.value_of(lesson)),
            organisation_kind=lesson.organisation.kind,
            at=lesson.published_at,
        )


def _scores(value: Value | None) -> dict[str, str]:
    return {name: level.value for name, level in value.levels.items()} if value else {}


def _ids(rows: QuerySet[Any]) -> Iterable[str]:
    return (str(pk) for pk in rows.order_by("pk").values_list("pk", flat=True).iterator())


def _by_id(rows: QuerySet[Any]) -> Mapping[str, Model]:
    return {str(row.pk): row for row in rows}


def _titled(
    rows: QuerySet[Any], words: Sequence[str], limit: int, newest: str = "created_at", field: str = "title"
) -> Iterable[str]:
    every = reduce(and_, (Q(**{f"{field}__icontains": word}) for word in words), Q())
    return [str(pk) for pk in rows.filter(every).order_by(f"-{newest}").values_list("pk", flat=True)[:limit]]
