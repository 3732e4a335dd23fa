"""What watchers of a Do Tank hear."""

from common.push import tell
from dotanks.models import DoTank
from ideas.broadcasts import problem_changed


def dotank_changed(dotank: DoTank) -> None:
    """Open screens of the team and of the problem's trail read again."""
    tell(f"dotank.{dotank.pk}", "dotank.changed", id=dotank.pk)
    problem_changed(dotank.problem)
