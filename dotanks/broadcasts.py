"""What watchers of a Do Tank hear."""

from common.push import tell
from dotanks.models import Batch, DoTank
from ideas.broadcasts import problem_changed


def dotank_changed(dotank: DoTank) -> None:
    """Open screens of the team and of the problem's trail read again."""
    tell(f"dotank.{dotank.pk}", "dotank.changed", id=dotank.pk)
    problem_changed(dotank.problem)


def batch_changed(batch: Batch) -> None:
    """Who watches the batch reads again how far it is."""
    tell(f"batch.{batch.pk}", "batch.changed", id=batch.pk)
