"""What people hear of sessions."""

from django.utils.translation import gettext_lazy as _

from dotanks.room.models import Session
from dotanks.room.owners import about, people_in
from dotanks.room.sessions.letter import plan_in_letter, record_in_letter
from people.models import Person
from people.notices import NoticeWords, notice_kind, promise_notices

notice_kind(
    "session_planned",
    NoticeWords(
        happened=_("%(person)s plans a session in “%(room)s”: %(session)s."),
        asked=_("See in the room on which day, and what is on its agenda."),
        button=_("Go to the room"),
    ),
    more=plan_in_letter,
)
notice_kind(
    "session_moved",
    NoticeWords(
        happened=_("%(person)s moved the session “%(session)s” in “%(room)s” to another day or time."),
        asked=_("See in the room when it is now."),
        button=_("Go to the room"),
    ),
    more=plan_in_letter,
)
notice_kind(
    "session_called_off",
    NoticeWords(
        happened=_("%(person)s called off the session “%(session)s” in “%(room)s”."),
        asked=_("It will not take place. Nothing is asked of you."),
        button=_("Go to the room"),
    ),
)
notice_kind(
    "session_soon",
    NoticeWords(
        happened=_("The session “%(session)s” in “%(room)s” is coming up."),
        asked=_("Come if you can. What is written and decided there is kept in a record."),
        button=_("Go to the room"),
    ),
    more=plan_in_letter,
)
notice_kind(
    "session_recorded",
    NoticeWords(
        happened=_("The record of the session “%(session)s” is ready."),
        asked=_("It says who was there, what was written and decided, and who does what."),
        button=_("Read the record"),
    ),
    more=record_in_letter,
)
notice_kind(
    "session_task",
    NoticeWords(
        happened=_("%(person)s noted a task for you in the session “%(session)s”: %(task)s"),
        asked=_("It is in the record of the session. If it is not yours to do, say so to the others."),
        button=_("Go to the session"),
    ),
)


def tell_planned(session: Session, *, by: Person) -> None:
    """Everybody else who may enter the room hears of a session with a day."""
    _tell_others(session, "session_planned", by=by)


def tell_moved(session: Session, *, by: Person) -> None:
    """Everybody else who may enter the room hears, each time, that it is on another day or at another time."""
    _tell_others(session, "session_moved", by=by, which=f":{session.version}")


def tell_called_off(session: Session, *, by: Person) -> None:
    """Everybody else who may enter the room hears that it will not take place."""
    _tell_others(session, "session_called_off", by=by)


def tell_soon(session: Session) -> None:
    """Everybody who may enter the room is reminded of it."""
    room = about(session.room_id)
    promise_notices(
        key=f"session_soon:{session.pk}:{session.planned_on}",
        kind="session_soon",
        to=people_in(session.room_id),
        link=room.at(beside="session"),
        room=room.title,
        session=session.title,
        plan=str(session.pk),
    )


def _tell_others(session: Session, kind: str, *, by: Person, which: str = "") -> None:
    room = about(session.room_id)
    promise_notices(
        key=f"{kind}:{session.pk}{which}",
        kind=kind,
        to=people_in(session.room_id).exclude(pk=by.pk),
        link=room.at(beside="session"),
        person=by,
        room=room.title,
        session=session.title,
        plan=str(session.pk),
    )
