"""What watchers of a lesson hear."""

from common.push import tell
from learning.models import Lesson


def lesson_changed(lesson: Lesson) -> None:
    """Open screens of the team that writes it read again."""
    tell(f"dotank.{lesson.dotank_id}", "lesson.changed", id=lesson.pk, version=lesson.version)
