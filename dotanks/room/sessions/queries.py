"""Reads of sessions for one person; fetches for one purpose."""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Prefetch, QuerySet

from common.refusals import Forbidden, Unknown
from dotanks.room import entering
from dotanks.room.models import AgendaItem, Attendance, Entry, KeptForLesson, Session, SessionRecord, SessionTask
from dotanks.room.sessions.states import SessionState
from people.models import Employment, Person
from people.queries import with_organisation
from people.rules import current


def sessions_of(person: Person, room_id: UUID) -> QuerySet[Session]:
    """The sessions of a room that were not called off, for whoever may read the room."""
    entering.read(person, room_id)
    rows = Session.objects.filter(room_id=room_id).exclude(state=SessionState.CALLED_OFF)
    return rows.select_related("facilitator", "record")


def get_session(person: Person, room_id: UUID, session_id: UUID) -> Session:
    """One session, as this person sees it."""
    entering.read(person, room_id)
    return _whole(person, Session.objects.filter(room_id=room_id, pk=session_id))


def running_session(person: Person, room_id: UUID) -> Session | None:
    """The session that runs in the room now, as this person sees it."""
    entering.read(person, room_id)
    found = Session.objects.filter(room_id=room_id, state=SessionState.RUNNING).values_list("pk", flat=True).first()
    return _whole(person, Session.objects.filter(pk=found)) if found else None


def lock_session(person: Person, room_id: UUID, session_id: UUID, *, to_read: bool = False) -> Session:
    """The session, locked: everything that counts in it happens one after the other."""
    (entering.read if to_read else entering.write)(person, room_id)
    try:
        return Session.objects.select_for_update().get(room_id=room_id, pk=session_id)
    except Session.DoesNotExist as missing:
        raise Unknown from missing


def lock_session_to_lead(person: Person, room_id: UUID, session_id: UUID) -> Session:
    """The session, locked, for whoever leads it."""
    session = lock_session(person, room_id, session_id)
    if session.facilitator_id != person.pk:
        raise Forbidden
    return session


def get_entry(person: Person, session: Session, entry_id: UUID) -> Entry:
    """A note of this session that the person may read."""
    rows = Entry.objects.visible_to(person).filter(item__session=session, pk=entry_id)
    found = rows.select_related("item").first()
    if found is None:
        raise Unknown
    return found


def get_record(person: Person, room_id: UUID, session_id: UUID) -> SessionRecord:
    """The record of a session that has ended; `content` is empty until it was made."""
    entering.read(person, room_id)
    rows = SessionRecord.objects.filter(session__room_id=room_id, session_id=session_id)
    found = rows.select_related("session").first()
    if found is None:
        raise Unknown
    return found


def was_there(session: Session, person_id: UUID) -> Person | None:
    """The person with this id, if they came to the session."""
    found = Attendance.objects.filter(session=session, person_id=person_id).select_related("person").first()
    return found.person if found else None


def colleague_with(email: str) -> Person | None:
    """Whoever works somewhere in the network under this mail address."""
    works = Employment.objects.filter(current()).values("person_id")
    return Person.objects.filter(email__iexact=email.strip(), is_active=True, pk__in=works).first()


def notes_for_lesson(room_id: UUID) -> QuerySet[Entry]:
    """What was marked for the lesson in all sessions of a room, the first one first."""
    rows = Entry.objects.shown().filter(item__session__room_id=room_id, for_lesson_at__isnull=False)
    return rows.select_related("item__session").order_by("for_lesson_at", "pk")


def words_for_lesson(room_id: UUID) -> list[str]:
    """What was kept for the lesson of a room's work, in sessions, on boards and of decisions, the first one first."""
    kept = KeptForLesson.objects.filter(room_id=room_id).values_list("created_at", "words")
    noted = notes_for_lesson(room_id).values_list("for_lesson_at", "words")
    return [words for _moment, words in sorted([*kept, *noted])]


def to_remind(today: date) -> QuerySet[Session]:
    """Sessions of tomorrow, or of today where yesterday nobody could be told, in rooms that are still open."""
    rows = Session.objects.filter(state=SessionState.PLANNED, reminded=False, room__closed_at=None)
    return rows.filter(planned_on__range=(today, today + timedelta(days=1)))


def _whole(person: Person, rows: QuerySet[Session]) -> Session:
    people = with_organisation(Person.objects.all())
    agenda = AgendaItem.objects.annotate(written_by=Count("entries__author", distinct=True)).order_by("place")
    notes = Entry.objects.visible_to(person).select_related("item").order_by("created_at", "pk")
    found = rows.select_related("record").prefetch_related(
        Prefetch("facilitator", people),
        Prefetch("client", people),
        Prefetch("agenda", agenda),
        Prefetch("agenda__entries", notes, to_attr="notes"),
        Prefetch(
            "attendances", Attendance.objects.order_by("created_at", "pk").prefetch_related(Prefetch("person", people))
        ),
        Prefetch("tasks", SessionTask.objects.order_by("created_at", "pk").prefetch_related(Prefetch("who", people))),
    )
    session = found.first()
    if session is None:
        raise Unknown
    return session
