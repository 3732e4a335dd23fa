"""Reads for one person; fetches for one purpose."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from common.refusals import Forbidden, Invalid, Unknown
from dotanks.rules import has_seat
from learning.models import Case, Lesson, LessonCredit, Question, Tool
from people.models import Person
from people.queries import with_organisation


def lessons_for(person: Person) -> QuerySet[Lesson]:
    """Lessons this person may read, newest first."""
    people = with_organisation(Person.objects.all())
    return (
        Lesson.objects.visible_to(person)
        .select_related("organisation", "dotank__problem", "pilot__value", "pilot__sign_off__required__submission")
        .prefetch_related(
            "dotank__seats",
            "questions__principle",
            Prefetch("credits", LessonCredit.objects.prefetch_related(Prefetch("person", people))),
        )
        .order_by("-created_at", "-id")
    )


def get_lesson(person: Person, lesson_id: UUID) -> Lesson:
    """The lesson, if this person may read it."""
    try:
        return lessons_for(person).get(pk=lesson_id)
    except Lesson.DoesNotExist as missing:
        raise Unknown from missing


def get_lesson_for_team(person: Person, lesson_id: UUID) -> Lesson:
    """The lesson for a change by a member of its team, locked."""
    if not has_seat(person, get_lesson(person, lesson_id).dotank):
        raise Forbidden
    return Lesson.objects.select_for_update(of=("self",)).select_related("dotank__problem").get(pk=lesson_id)


def get_questions(slugs: Sequence[str]) -> list[Question]:
    """The handbook's questions of these names; refused if there is no such question."""
    found = {question.slug: question for question in Question.objects.filter(slug__in=slugs)}
    if found.keys() != set(slugs):
        raise Invalid({"questions": [_("There is no such question in the handbook.")]})
    return list(found.values())


def question_words() -> dict[str, Question]:
    """Every question of the handbook by its name, in the handbook's order."""
    return {question.slug: question for question in _in_order()}


def get_case(slug: str) -> Case:
    """One real case of the library, with its principles and questions."""
    try:
        return Case.objects.prefetch_related("principles", "questions__principle").get(slug=slug)
    except Case.DoesNotExist as missing:
        raise Unknown from missing


def get_tool(slug: str) -> Tool:
    """One toolkit of the handbook, with the questions it helps with."""
    try:
        return Tool.objects.prefetch_related(Prefetch("questions", _in_order())).get(slug=slug)
    except Tool.DoesNotExist as missing:
        raise Unknown from missing


def _in_order() -> QuerySet[Question]:
    return Question.objects.select_related("principle").order_by("principle__number", "position")
