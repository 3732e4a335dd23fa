"""The public door: whatever other apps want of a live room goes through here."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models.functions import Now

from dotanks.live import bringing, checklist, crdt, entries, kinds, reading, rewriting, seeding, store
from dotanks.live.bringing import Change, Place, Run, StateRefused, end_at
from dotanks.live.checklist import CheckItem
from dotanks.live.entries import AllEntries, Entry, RoomFull
from dotanks.live.guard import check_update
from dotanks.live.kinds import RoomAbilities, register
from dotanks.live.models import Room, RoomUpdate
from dotanks.live.reading import DocumentText
from dotanks.live.relay import tell_once
from dotanks.live.seeding import Block, Bullets, Checks, Grid, Heading, Paragraph
from dotanks.live.shapes import Shape

__all__ = [
    "AllEntries",
    "Block",
    "Bullets",
    "Change",
    "CheckItem",
    "Checks",
    "DocumentText",
    "Entry",
    "Grid",
    "Heading",
    "NoSuchRoom",
    "Paragraph",
    "Place",
    "Rewritten",
    "RoomAbilities",
    "RoomFull",
    "Run",
    "StateRefused",
    "abilities_of",
    "add_document",
    "authors_between",
    "close_room",
    "end_at",
    "is_open",
    "kind_of",
    "open_room",
    "places_in",
    "read_checks",
    "read_document",
    "read_entries",
    "register",
    "require_harmless",
    "rewrite_document",
    "seed_document",
    "write_entries",
    "written_anew",
]


class NoSuchRoom(LookupError):
    """There is no room of this id."""


def open_room(kind: str, room_id: UUID | None = None) -> UUID:
    """Make a room of a registered kind; making the same room twice makes it once."""
    if kinds.find(kind) is None:
        raise ValueError(f"No abilities are registered for rooms of kind {kind!r}.")
    room, _ = Room.objects.get_or_create(pk=room_id or uuid.uuid4(), defaults={"kind": kind})
    return room.pk


def abilities_of(person: Any, room_id: UUID) -> RoomAbilities | None:
    """What the person may do there; None when there is no such room for this person."""
    kind = kinds.find(kind_of(room_id))
    return kind.abilities(person, room_id) if kind is not None else None


def kind_of(room_id: UUID) -> str:
    """The kind it was opened as; empty for a room there is not."""
    return Room.objects.filter(pk=room_id).values_list("kind", flat=True).first() or ""


def is_open(room_id: UUID) -> bool:
    """Whether the room has not been closed."""
    return Room.objects.filter(pk=room_id, closed_at=None).exists()


def close_room(room_id: UUID) -> None:
    """From now on the room can only be read."""
    Room.objects.filter(pk=room_id, closed_at=None).update(closed_at=Now())


def read_document(room_id: UUID) -> DocumentText:
    """The document exactly as it is committed at this moment."""
    stored = _load(room_id)
    return reading.read(stored.payloads, stored.shape, stored.seq)


def authors_between(room_id: UUID, after: int, up_to: int) -> set[UUID]:
    """Whose edits stand in the room's log after one place and up to another.

    Of rows older than the log is kept, only who wrote last there is known.
    """
    with connection.cursor() as cursor:
        cursor.execute(store.AUTHORS, {"room": room_id, "above": after, "up_to": up_to})
        return {person for (person,) in cursor.fetchall()}


def seed_document(room_id: UUID, blocks: Sequence[Block]) -> bool:
    """Put a template into a room nobody has written in yet; False when somebody has."""
    return _write(room_id, lambda stored: None if stored.payloads else seeding.write(blocks, stored.shape)).seq > 0


@dataclass(frozen=True)
class Rewritten:
    """A document just before and just after it was rewritten."""

    before: DocumentText
    after: DocumentText


def rewrite_document(room_id: UUID, wanted: bytes, by: UUID) -> Rewritten:
    """Make the document say again what it said in an earlier state, as one more edit; all before it stays in the log.

    The room's log waits for the end of the transaction: nothing that anybody saw lies between the two answers.
    """
    written = _write(room_id, lambda stored: rewriting.rewrite(stored.payloads, wanted, stored.shape), by)
    stored = written.stored
    before = reading.read(stored.payloads, stored.shape, stored.seq)
    if written.update is None:
        return Rewritten(before, before)
    return Rewritten(before, reading.read([*stored.payloads, written.update], stored.shape, written.seq))


def require_harmless(room_id: UUID, states: Sequence[bytes]) -> None:
    """Refuse states from elsewhere that this room would not take as an edit (StateRefused)."""
    bringing.require_harmless(states, _shape_of(room_id))


def written_anew(room_id: UUID, state: bytes, change: Change) -> DocumentText:
    """A harmless state from elsewhere as a document of its own, written anew with these changes; nothing is stored."""
    shape = _shape_of(room_id)
    document = bringing.document_of(b"\x00\x00", shape)
    for portion in bringing.portions(bringing.document_of(state, shape), shape):
        bringing.add(document, portion, shape, change)
    return reading.read([crdt.since(document)], shape)


def add_document(room_id: UUID, state: bytes, change: Change, by: UUID) -> list[Run]:
    """Write a harmless state from elsewhere after what the document says, with these changes; where its texts begin.

    In a room that says nothing yet it is all there is. Each portion is an edit like any other, under the same guard.
    """
    shape = _shape_of(room_id)
    runs: list[Run] = []

    def write(portion: list[Any], stored: _Stored) -> bytes:
        document, _ = reading.together(stored.payloads, shape)
        update, began = bringing.add(document, portion, shape, change)
        runs.extend(began)
        return update

    for portion in bringing.portions(bringing.document_of(state, shape), shape):
        _write(room_id, partial(write, portion), by)
    return runs


def places_in(room_id: UUID, state: bytes, ends: Sequence[tuple[bytes, str]]) -> list[Place | None]:
    """Where positions of comments stand in a harmless state from elsewhere."""
    return bringing.places(state, _shape_of(room_id), ends)


def _shape_of(room_id: UUID) -> Shape:
    kind = kinds.find(kind_of(room_id))
    if kind is None:
        raise NoSuchRoom(room_id)
    return kind.shape


@dataclass(frozen=True)
class _Stored:
    shape: Shape
    payloads: list[bytes]
    seq: int


@dataclass(frozen=True)
class _Written:
    stored: _Stored
    update: bytes | None = None
    seq: int = 0


def read_checks(room_id: UUID) -> list[CheckItem]:
    """The check items of the document as it is committed at this moment, in its order."""
    stored = _load(room_id)
    return checklist.read(stored.payloads, stored.shape)


def read_entries(room_id: UUID, *, before: datetime | None = None) -> AllEntries:
    """The entries of a room of maps as committed now, or as they were before a moment of its last thirty days."""
    stored = _load(room_id) if before is None else _load_before(room_id, before)
    return entries.read(stored.payloads, stored.shape)


def write_entries(room_id: UUID, more: AllEntries) -> None:
    """Put entries beside what is there, as an edit like any other; all of them or, where they do not fit, none."""
    _write(room_id, lambda stored: entries.write(stored.payloads, stored.shape, more))


@transaction.atomic
def _write(room_id: UUID, make: Callable[[_Stored], bytes | None], *by: UUID) -> _Written:
    """Append the edit that is made of what is stored, if any."""
    with connection.cursor() as cursor:
        cursor.execute(store.LOCK, [store.lock_key(room_id)])
        stored = _load(room_id)
        update = make(stored)
        if update is None:
            return _Written(stored)
        check_update(update, stored.shape)
        cursor.execute(store.APPEND, store.appending({room_id: update}, {room_id: by}))
        landed = cursor.fetchone()
    if landed is None:
        raise NoSuchRoom(room_id)
    # Who has the room open sees it at once.
    transaction.on_commit(lambda: tell_once(room_id, landed[1], landed[2], update))
    return _Written(stored, update, landed[1])


def _load(room_id: UUID) -> _Stored:
    with connection.cursor() as cursor:
        cursor.execute(store.ROOM, [room_id])
        row = cursor.fetchone()
        kind = kinds.find(row[0]) if row else None
        if kind is None:
            raise NoSuchRoom(room_id)
        cursor.execute(store.LOAD, {"room": room_id, "above": 0})
        rows = cursor.fetchall()
        return _Stored(kind.shape, [bytes(payload) for _, payload in rows if payload], rows[-1][0] if rows else 0)


def _load_before(room_id: UUID, moment: datetime) -> _Stored:
    """The room's log up to a moment. The log keeps thirty days; a room older than that began with its snapshot."""
    kind = kinds.find(kind_of(room_id))
    if kind is None:
        raise NoSuchRoom(room_id)
    rows = list(RoomUpdate.objects.filter(room_id=room_id, at__lt=moment).order_by("seq").values_list("seq", "payload"))
    return _Stored(kind.shape, [bytes(payload) for _, payload in rows], rows[-1][0] if rows else 0)
