"""Every change to a lesson."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from common.feed import note_change
from common.figures import number_words
from common.refusals import NotReady, Outdated, WrongState
from common.states import note_step, take_step
from dotanks.models import DoTank
from dotanks.queries import team_of
from dotanks.room.sessions.queries import words_for_lesson
from experiments.models import Pilot
from learning import broadcasts, queries, rules
from learning.models import Lesson, LessonCredit
from learning.models.lessons import STORY
from learning.states import LessonState, Outcome
from people.models import Person
from people.notices import promise_notices


@transaction.atomic
def draft_lesson_from_pilot(*, pilot: Pilot, by: Person | None) -> Lesson:
    """Open the lesson of a closed pilot, filled with what is known, its numbers in the language it is written in."""
    with translation.override(pilot.dotank.language):
        goals = "; ".join(
            f"{measure.name}: {number_words(measure.baseline)} → {number_words(readings[-1].value)} {measure.unit}"
            for measure in pilot.measures.all()
            if (readings := list(measure.readings.all()))
        )
    return _draft(
        pilot.dotank,
        by=by,
        pilot=pilot,
        title=pilot.title,
        tried=pilot.hypothesis,
        happened="\n\n".join(filter(None, [pilot.what_happened, goals])),
        outcome=pilot.verdict,
    )


@transaction.atomic
def draft_lesson_from_decline(*, dotank: DoTank, title: str, tried: str, reason: str, by: Person) -> Lesson:
    """Open the lesson of a proposal that was declined, or whose sign-off was withdrawn: this ending teaches too."""
    return _draft(dotank, by=by, title=title, tried=tried, happened=reason, outcome=Outcome.NOT_TRIED)


@transaction.atomic
def edit_lesson(
    *, person: Person, lesson_id: UUID, read_version: int, questions: Sequence[str] | None = None, **words: Any
) -> Lesson:
    """Change the draft; refuse if somebody else changed it since it was read."""
    lesson = queries.get_lesson_for_team(person, lesson_id)
    if lesson.state != LessonState.DRAFT:
        raise WrongState(_("A published lesson stays as others have read it."), state=lesson.state)
    if lesson.version != read_version:
        raise Outdated(version=lesson.version)
    for field, value in words.items():
        setattr(lesson, field, value)
    lesson.version += 1
    lesson.save(update_fields=[*words, "version"])
    if questions is not None:
        lesson.questions.set(queries.get_questions(questions))
    broadcasts.lesson_changed(lesson)
    return lesson


@transaction.atomic
def add_session_note(room_id: UUID, words: str) -> None:
    """Put a note that a session kept under what happened, where the lesson is a draft; before that, the draft will."""
    lesson = Lesson.objects.select_for_update().filter(dotank__room_id=room_id, state=LessonState.DRAFT).first()
    if lesson is None or (told := _with_notes(lesson.happened, [words])) == lesson.happened:
        return
    lesson.happened = told
    lesson.version += 1
    lesson.save(update_fields=["happened", "version"])
    broadcasts.lesson_changed(lesson)


@transaction.atomic
def publish_lesson(*, person: Person, lesson_id: UUID) -> Lesson:
    """Publish the lesson for anybody to read, with each member of the team credited."""
    lesson = queries.get_lesson_for_team(person, lesson_id)
    if lesson.state == LessonState.DRAFT and (missing := rules.missing_before_publish(lesson)):
        raise NotReady(missing)
    lesson.published_at = timezone.now()
    lesson.save(update_fields=["published_at"])
    take_step(lesson, "publish", by=person)
    team = team_of(lesson.dotank)
    LessonCredit.objects.bulk_create(LessonCredit(lesson=lesson, person=member) for member in team)
    promise_notices(
        key=f"lesson_published:{lesson.pk}",
        kind="lesson_published",
        to=[*team, lesson.dotank.manager],
        link=f"/library/lessons/{lesson.pk}/",
        lesson=lesson.title,
    )
    note_change("lesson", lesson.pk)
    broadcasts.lesson_changed(lesson)
    return lesson


def _draft(dotank: DoTank, *, by: Person | None, **known: Any) -> Lesson:
    problem = dotank.problem
    known["happened"] = _with_notes(known["happened"], words_for_lesson(dotank.room_id))
    lesson = Lesson.objects.create(
        dotank=dotank,
        organisation=dotank.organisation,
        language=dotank.language,
        story=problem.situation,
        principles=[problem.principle] if problem.principle else [],
        **known,
    )
    note_step(lesson, "draft", by=by, to_state=LessonState.DRAFT)
    promise_notices(
        key=f"lesson_drafted:{lesson.pk}",
        kind="lesson_drafted",
        to=team_of(dotank),
        link=f"/app/lessons/{lesson.pk}",
        needs_you=True,
        lesson=lesson.title,
    )
    return lesson


def _with_notes(happened: str, notes: Sequence[str]) -> str:
    """What happened, and below it each note as far as the lesson has room."""
    for note in notes:
        longer = f"{happened}\n\n{note}" if happened else note
        if len(longer) <= STORY:
            happened = longer
    return happened
