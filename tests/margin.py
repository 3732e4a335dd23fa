"""Comments beside a document, brought to a stage through the real actions: Mia comments, Otto looks on as a guest."""

from base64 import b64encode
from typing import Any

from dotanks.live.models import Room
from dotanks.models import DoTank
from dotanks.room.margin import actions
from dotanks.room.models import MarginComment, MarginThread
from tests import stages
from tests.cast import Cast

PLACE: dict[str, Any] = {"start": b"\x01\x02\x03\x00", "end": b"\x01\x02\x09\x7f", "quote": "three signatures"}
BODY: dict[str, Any] = {
    "text": "Why three?",
    "start": b64encode(b"\x01\x02\x03\x00").decode(),
    "end": b64encode(b"\x01\x02\x09\x7f").decode(),
    "quote": "three signatures",
}


def watched(cast: Cast) -> DoTank:
    """A working team with a guest beside it."""
    return stages.guest(cast).dotank


def begun(cast: Cast, dotank: DoTank | None = None) -> MarginThread:
    room = (dotank or watched(cast)).room_id
    return actions.begin_thread(person=cast.member, room_id=room, text="Why three?", **PLACE)


def resolved(cast: Cast) -> MarginThread:
    return actions.resolve_thread(person=cast.challenger, thread_id=begun(cast).pk)


def said(cast: Cast) -> MarginComment:
    return begun(cast).comments.get()


def grow(cast: Cast) -> None:
    """One thread more of two comments and a mention beside the first document there is."""
    dotank = DoTank.objects.order_by("created_at").first()
    assert dotank
    # Threads stay readable when the room is closed; here they are written into the tables.
    Room.objects.filter(pk=dotank.room_id).update(closed_at=None)
    thread = actions.begin_thread(person=cast.member, room_id=dotank.room_id, text="One", **PLACE)
    text = f"Two @{cast.member.name}"
    actions.answer_thread(person=cast.challenger, thread_id=thread.pk, text=text, mentioned=[cast.member.pk])
