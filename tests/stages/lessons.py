"""A pilot that ended, and its lesson."""

from flow import steps
from learning import actions as learning
from learning.models import Lesson
from tests.cast import Cast
from tests.remembered import remembered
from tests.stages.pilots import reading, running

VERDICT = {
    "verdict": "worked",
    "what_happened": "It worked.",
    "performance": 2,
    "quality_of_work": 1,
    "explanation": "Faster.",
}


@remembered
def concluded(cast: Cast) -> Lesson:
    pilot = running(cast)
    reading(cast, pilot)
    steps.conclude_pilot(person=cast.member, pilot_id=pilot.pk, **VERDICT)
    return Lesson.objects.get(pilot=pilot)


@remembered
def told(cast: Cast) -> Lesson:
    """A lesson that lacks nothing."""
    lesson = concluded(cast)
    return learning.edit_lesson(
        person=cast.member, lesson_id=lesson.pk, read_version=1, conditions="A manager.", principles=["p1-embrace"]
    )


@remembered
def published(cast: Cast) -> Lesson:
    return steps.publish_lesson(person=cast.member, lesson_id=told(cast).pk)
