"""What watchers of a Do Tank and its problem's poster hear."""

from common.push import tell
from dotanks.models import DoTank
from ideas.broadcasts import problem_changed, tell_of_step


def dotank_changed(dotank: DoTank) -> None:
    """Open screens of the team and of the problem's trail read again."""
    tell(f"dotank.{dotank.pk}", "dotank.changed", id=dotank.pk)
    problem_changed(dotank.problem)


def tell_poster_of(dotank: DoTank, *, key: str, kind: str) -> None:
    """The poster hears of every step, and whoever follows the problem."""
    tell_of_step(dotank.problem, key=key, kind=kind)
