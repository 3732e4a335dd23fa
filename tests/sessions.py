"""Sessions in the room of a Do Tank that works, through the real actions."""

from typing import Any
from uuid import UUID

from django.utils import timezone

from dotanks.models import DoTank
from dotanks.room.models import AgendaItem, Attendance, Entry, Session, SessionRecord, SessionTask
from dotanks.room.sessions import leading, planning, taking_part
from dotanks.room.sessions.recording import content_of
from dotanks.room.tasks import make_record
from tests import stages
from tests.cast import Cast
from tests.factories import make_person
from tests.matrix.rows import first

AGENDA = [{"card": "silent-writing", "minutes": 8}, {"card": "fail-round", "minutes": 20}]
PLAN = {"kind": "fail-round", "title": "Fail round of November", "agenda": AGENDA}


def planned(cast: Cast, dotank: DoTank | None = None, **more: Any) -> Session:
    """The member plans a fail round."""
    room = (dotank or stages.working(cast)).room_id
    plan: dict[str, Any] = {**PLAN, **more}
    return planning.plan_session(person=cast.member, room_id=room, **plan)


def running(cast: Cast, dotank: DoTank | None = None, **more: Any) -> Session:
    """It runs, led by the member, and is at quiet writing."""
    session = planned(cast, dotank, **more)
    return leading.start_session(person=cast.member, **ids(session), read_version=1)


def revealed(cast: Cast) -> Session:
    """Member and challenger have written, and their notes are shown."""
    session = written(cast)
    return leading.steer_session(person=cast.member, **ids(session), read_version=2, move="reveal")


def written(cast: Cast, dotank: DoTank | None = None) -> Session:
    """Member and challenger have each written a note that nobody else reads."""
    session = running(cast, dotank)
    write(cast.member, session, "worked", "The shorter form")
    write(cast.challenger, session, "failed", "The second signature")
    return session


def ended(cast: Cast, dotank: DoTank | None = None) -> Session:
    """Shown, ended, and its record made."""
    session = written(cast, dotank)
    leading.steer_session(person=cast.member, **ids(session), read_version=2, move="reveal")
    taking_part.add_task(
        person=cast.member, **ids(session), words="Ask the registry", who=cast.member.pk, due=timezone.localdate()
    )
    session = leading.end_session(person=cast.member, **ids(session), read_version=3)
    make_record(record_id=str(session.record.pk))
    return Session.objects.get(pk=session.pk)


def called_off(cast: Cast) -> Session:
    session = planned(cast)
    return planning.call_off_session(person=cast.member, **ids(session), read_version=1)


def ids(session: Session) -> dict[str, UUID]:
    """Which session, as the actions are told."""
    return {"room_id": session.room_id, "session_id": session.pk}


def item(session: Session, place: int = 0) -> AgendaItem:
    return session.agenda.get(place=place)


def write(person: Any, session: Session, box: str, words: str, *, hidden: bool = True) -> Entry:
    """A note in the quiet item."""
    taking_part.join_session(person=person, **ids(session))
    return taking_part.write_entry(
        person=person, **ids(session), item=item(session).pk, box=box, words=words, hidden=hidden
    )


def grow(cast: Cast) -> Session:
    """One more of everything in the session that runs in the first room, and one more record."""
    room, now = first(DoTank).room_id, timezone.now()
    session, _ = Session.objects.get_or_create(
        room_id=room, state="running", defaults={"kind": "fail-round", "title": "Runs", "facilitator": cast.member}
    )
    number = session.agenda.count()
    one = AgendaItem.objects.create(session=session, place=number, card="silent-writing", minutes=5, started_at=now)
    came = make_person(f"Came {number}", cast.home)
    Entry.objects.create(item=one, box="worked", words="One more", author=came)
    for over in (session, _recorded(cast, room, number)):
        Attendance.objects.create(session=over, person=came)
        SessionTask.objects.create(session=over, words="One more", who=came)
        if over != session:
            SessionRecord.objects.create(session=over, content=content_of(over), made_at=now)
    return session


def _recorded(cast: Cast, room: UUID, number: int) -> Session:
    now = timezone.now()
    return Session.objects.create(
        room_id=room,
        kind="fail-round",
        title=f"Over {number}",
        facilitator=cast.member,
        state="ended",
        started_at=now,
        ended_at=now,
    )
