"""The public door: whatever other apps want of a live room goes through here."""

import uuid
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models.functions import Now

from dotanks.live import kinds, reading, seeding, store
from dotanks.live.guard import check_update
from dotanks.live.kinds import RoomAbilities, register
from dotanks.live.models import Room
from dotanks.live.reading import DocumentText
from dotanks.live.relay import tell_once
from dotanks.live.seeding import Block, Bullets, Heading, Paragraph

__all__ = [
    "Block",
    "Bullets",
    "DocumentText",
    "Heading",
    "NoSuchRoom",
    "Paragraph",
    "RoomAbilities",
    "close_room",
    "open_room",
    "read_document",
    "register",
    "seed_document",
]


class NoSuchRoom(LookupError):
    """There is no room of this id."""


def open_room(kind: str, room_id: UUID | None = None) -> UUID:
    """Make a room of a registered kind; making the same room twice makes it once."""
    if kinds.find(kind) is None:
        raise ValueError(f"No abilities are registered for rooms of kind {kind!r}.")
    room, _ = Room.objects.get_or_create(pk=room_id or uuid.uuid4(), defaults={"kind": kind})
    return room.pk


def close_room(room_id: UUID) -> None:
    """From now on the room can only be read."""
    Room.objects.filter(pk=room_id, closed_at=None).update(closed_at=Now())


def read_document(room_id: UUID) -> DocumentText:
    """The document exactly as it is committed at this moment."""
    shape, payloads = _load(room_id)
    return reading.read(payloads, shape)


@transaction.atomic
def seed_document(room_id: UUID, blocks: Sequence[Block]) -> bool:
    """Put a template into a room nobody has written in yet; False when somebody has."""
    with connection.cursor() as cursor:
        cursor.execute(store.LOCK, [[store.lock_key(room_id)]])
        shape, payloads = _load(room_id)
        if payloads:
            return False
        update = seeding.write(blocks, shape)
        check_update(update, shape)
        cursor.execute(store.APPEND, [[room_id], [update]])
        landed = cursor.fetchone()
    if landed is None:
        raise NoSuchRoom(room_id)
    # People who wait in the empty room see it at once.
    transaction.on_commit(lambda: tell_once(room_id, landed[1], landed[2], update))
    return True


def _load(room_id: UUID) -> tuple[Any, list[bytes]]:
    with connection.cursor() as cursor:
        cursor.execute(store.ROOM, [room_id])
        row = cursor.fetchone()
        kind = kinds.find(row[0]) if row else None
        if kind is None:
            raise NoSuchRoom(room_id)
        cursor.execute(store.LOAD, {"room": room_id, "above": 0})
        return kind.shape, [bytes(payload) for _, payload in cursor.fetchall() if payload]
