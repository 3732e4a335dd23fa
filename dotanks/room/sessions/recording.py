"""Keeping the promise of a record: claim it, collect what happened, keep it once, send it to those who were there."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone, translation

from dotanks.live.rooms import read_checks
from dotanks.room import entering
from dotanks.room.broadcasts import room_changed
from dotanks.room.models import Entry, Session, SessionRecord
from dotanks.room.models.sessions import WORDS
from dotanks.room.owners import about, people_in
from dotanks.room.sessions.collecting import collected
from people.models import Person
from people.notices import promise_notices

CLAIM = timedelta(minutes=2)
LAST_ATTEMPT = 10


def waiting() -> Sequence[UUID]:
    """Records that nobody makes."""
    rows = SessionRecord.objects.filter(_free(), made_at__isnull=True, attempts__lt=LAST_ATTEMPT)
    return list(rows.values_list("pk", flat=True))


def claim(record_id: UUID | str) -> SessionRecord | None:
    """Take the record for making it; None when it was made, or somebody is at it."""
    claimed = SessionRecord.objects.filter(_free(), pk=record_id, made_at__isnull=True).update(
        claimed_until=Now() + CLAIM, attempts=F("attempts") + 1
    )
    return SessionRecord.objects.select_related("session").get(pk=record_id) if claimed else None


def make(record: SessionRecord) -> None:
    """Keep what happened and promise it to those who were there, both or neither."""
    content = content_of(record.session)
    with transaction.atomic():
        kept = SessionRecord.objects.filter(pk=record.pk, made_at__isnull=True).update(
            content=content, made_at=timezone.now(), claimed_until=None
        )
        if not kept:
            return
        session = record.session
        came = Person.objects.filter(pk__in=session.attendances.values("person"))
        promise_notices(
            key=f"session_recorded:{session.pk}",
            kind="session_recorded",
            # Whoever has lost the room since gets nothing out of it.
            to=[one for one in came if entering.may_watch(one, str(session.room_id))],
            link=f"{about(session.room_id).link}/records/{session.pk}",
            session=session.title,
            record=str(record.pk),
        )
        room_changed(session.room_id, "session")


def content_of(session: Session) -> dict[str, Any]:
    """Who was there, what was written and shown, who does what, what is still open, and what other parts collect.

    People stand in it by their ids: a name is read when the record is.
    """
    assert session.started_at is not None
    assert session.ended_at is not None
    items = list(session.agenda.order_by("place"))
    notes = Entry.objects.shown().filter(item__session=session).order_by("created_at", "pk")
    boxes: dict[str, list[str]] = {}
    for note in notes:
        boxes.setdefault(note.box, []).append(note.words)
    return {
        "people": [
            str(one) for one in session.attendances.order_by("created_at", "pk").values_list("person", flat=True)
        ],
        "facilitator": str(session.facilitator_id),
        "client": str(session.client_id) if session.client_id else "",
        "question": session.question,
        "agreed": session.question_agreed_at is not None,
        "agenda": [{"card": one.card, "minutes": one.minutes, "held": one.started_at is not None} for one in items],
        "notes": boxes,
        "not_shown": Entry.objects.filter(item__session=session).count() - sum(map(len, boxes.values())),
        "tasks": [
            {"words": task.words, "who": str(task.who_id), "due": task.due.isoformat() if task.due else ""}
            for task in session.tasks.order_by("created_at", "pk")
        ],
        "open_tasks": _open_tasks(session.room_id),
        "parts": _collected(session),
        "next_on": str(session.next.planned_on) if hasattr(session, "next") else "",
    }


def _open_tasks(room_id: UUID) -> list[dict[str, str]]:
    """The check items that are not ticked; only those who may enter the room are named."""
    people = set(people_in(room_id).values_list("pk", flat=True))
    return [
        {
            "words": one.text[:WORDS],
            "who": str(one.assignee) if one.assignee in people else "",
            "due": one.due.isoformat() if one.due else "",
        }
        for one in read_checks(room_id)
        if one.text and not one.done
    ]


def _collected(session: Session) -> dict[str, list[str]]:
    assert session.started_at is not None
    assert session.ended_at is not None
    with translation.override(about(session.room_id).language):
        return dict(collected(session.room_id, session.started_at, session.ended_at))


def _free() -> Q:
    return Q(claimed_until__isnull=True) | Q(claimed_until__lt=Now())
