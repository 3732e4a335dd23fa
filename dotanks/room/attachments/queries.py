"""Pictures of a room for one person."""

from collections.abc import Callable
from uuid import UUID

from common.refusals import Unknown
from dotanks.room import entering
from dotanks.room.models import RoomAttachment
from people.models import Person

# Whether a person who does not enter the room reads something that shows this picture, such as a submitted version.
Shown = Callable[[Person, UUID, UUID], bool]
_elsewhere: list[Shown] = []


def also_shown(where: Shown) -> None:
    """Whoever owns a room says where else its pictures are shown."""
    _elsewhere.append(where)


def get_attachment(person: Person, room_id: UUID, attachment_id: UUID) -> RoomAttachment:
    """The picture, if this person may see it."""
    if not entering.may_watch(person, str(room_id)) and not any(
        shown(person, room_id, attachment_id) for shown in _elsewhere
    ):
        raise Unknown
    attachment = RoomAttachment.objects.filter(pk=attachment_id, room_id=room_id).first()
    if attachment is None:
        raise Unknown
    return attachment


def is_used(digest: str) -> bool:
    """Whether any picture in a room is this file."""
    return RoomAttachment.objects.filter(digest=digest).exists()
