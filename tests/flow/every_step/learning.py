"""Every state of a lesson, and every step tried from it."""

from typing import Any

from learning.models import Lesson
from learning.states import LessonState
from tests import stages
from tests.flow.every_step.trying import Make, Try, by

STATES: dict[type[Any], dict[str, Make]] = {
    Lesson: {LessonState.DRAFT: stages.told, LessonState.PUBLISHED: stages.published},
}

TRIES: dict[type[Any], dict[str, Try]] = {
    Lesson: {"publish": by("member", "lessons/{id}/publish/")},
}
