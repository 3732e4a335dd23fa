"""More of the same, made quickly."""

from uuid import uuid4

from django.utils import timezone

from common.states import take_step
from dotanks.models import DoTank, Seat
from learning.models import Lesson, LessonCredit
from tests import stages
from tests.cast import Cast


def another_lesson(cast: Cast, number: int, *, state: str = "published") -> Lesson:
    """One more lesson with its problem and its people, made quickly."""
    problem = stages.posted(cast, title=f"Another problem {number}")
    take_step(problem, "take_up")
    dotank = DoTank.objects.create(
        problem=problem,
        coordinator=cast.coordinator,
        manager=cast.manager,
        organisation=cast.home,
        room_id=uuid4(),
        language="en",
        hours_a_week=4,
        weeks=13,
    )
    Seat.objects.create(dotank=dotank, person=cast.member)
    lesson = Lesson.objects.create(
        dotank=dotank,
        organisation=cast.home,
        title=f"Another lesson {number}",
        story="Told in short.",
        outcome="partly",
        principles=["p1-embrace"],
        language="en",
    )
    if state == "published":
        lesson.published_at = timezone.now()
        lesson.save(update_fields=["published_at"])
        take_step(lesson, "publish")
        LessonCredit.objects.create(lesson=lesson, person=cast.member)
        take_step(problem, "answer")
    return lesson
