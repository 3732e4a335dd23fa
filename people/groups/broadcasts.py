"""What watchers of a group hear."""

from common.push import tell
from people.models import Group


def group_changed(group: Group) -> None:
    """Open screens read it again."""
    tell(f"group.{group.pk}", "group.changed", id=group.pk)
