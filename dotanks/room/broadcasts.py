"""What open screens of a room hear; each part of the room reads its own again."""

from uuid import UUID

from common.push import tell


def room_changed(room_id: UUID, part: str) -> None:
    """Everybody in the room hears which part of it changed: "chat", "polls", "session" and the like."""
    tell(f"room.{room_id}", f"room.{part}", id=room_id)
