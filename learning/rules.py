"""May this person? What is missing?"""

from django.utils.translation import gettext as _

from common.refusals import Missing
from dotanks.rules import has_seat
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


def abilities(person: Person, lesson: Lesson) -> dict[str, bool]:
    """What this person may do with this lesson now."""
    writing = lesson.state == LessonState.DRAFT and bool(person.is_authenticated) and has_seat(person, lesson.dotank)
    return {"edit": writing, "publish": writing}
