"""What watchers of a problem hear."""

from common.feed import note_change
from common.push import tell
from ideas.models import Problem


def problem_changed(problem: Problem) -> None:
    """Open screens read it again, and search follows."""
    note_change("problem", problem.pk)
    tell(f"problem.{problem.pk}", "problem.changed", id=problem.pk, version=problem.version)
