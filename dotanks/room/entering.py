"""Who comes into a room over HTTP; asked of whoever owns the room, at every request."""

from uuid import UUID

from common.refusals import Forbidden, Unknown
from dotanks.live.rooms import RoomAbilities, abilities_of
from people.models import Person


def read(person: Person, room_id: UUID) -> RoomAbilities:
    """What this person may do in the room; refuses whoever may not read it, as if it were not there."""
    abilities = abilities_of(person, room_id)
    if abilities is None or not abilities.read:
        raise Unknown
    return abilities


def write(person: Person, room_id: UUID) -> RoomAbilities:
    """The same, and refuses whoever may only read."""
    abilities = read(person, room_id)
    if not abilities.write:
        raise Forbidden
    return abilities


def may_watch(person: Person, room_id: str) -> bool:
    """Whether this person may hear what changes in the room."""
    abilities = abilities_of(person, UUID(room_id))
    return abilities is not None and abilities.read
