"""May this person? What is missing?"""

from django.utils.translation import gettext as _

from common.refusals import Missing
from dotanks.rules import has_seat
from experiments import rules as pilots
from experiments.models import Value
from learning.models import Lesson
from learning.states import LessonState
from people.models import Person


def missing_before_publish(lesson: Lesson) -> list[Missing]:
    """What the team still has to tell; an empty list means ready."""
    needed = {
        "title": _("Give the lesson a title."),
        "story": _("Tell it in two sentences."),
        "tried": _("Say what you tried."),
        "happened": _("Say what happened."),
        "conditions": _("Say what it takes for others."),
    }
    missing = [
        Missing(code=f"no_{field}", words=words, field=field)
        for field, words in needed.items()
        if not getattr(lesson, field).strip()
    ]
    if not lesson.principles:
        missing.append(
            Missing(code="no_principle", words=_("Choose at least one of the five principles."), field="principles")
        )
    return missing


def value_of(lesson: Lesson) -> Value | None:
    """What its pilot was worth, if there was one and its value is recorded."""
    return None if lesson.pilot is None else pilots.value_of(lesson.pilot)


def promise_of(lesson: Lesson) -> str:
    """The effect that was promised for the money its pilot was given; empty without a pilot or without money."""
    return "" if lesson.pilot is None else pilots.promise_of(lesson.pilot)


def is_innovation(lesson: Lesson) -> bool:
    """Whether what this lesson tells of may be called an innovation."""
    return lesson.pilot is not None and pilots.is_innovation(lesson.pilot)


def abilities(person: Person, lesson: Lesson) -> dict[str, bool]:
    """What this person may do with this lesson now."""
    writing = lesson.state == LessonState.DRAFT and bool(person.is_authenticated) and has_seat(person, lesson.dotank)
    return {"edit": writing, "publish": writing}
