"""What everybody does in a session: come, raise a hand, write, take a task."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.refusals import Forbidden, Invalid, Outdated, TooMuch, WrongState
from dotanks.live.models import Room
from dotanks.live.rooms import abilities_of
from dotanks.room import entering
from dotanks.room.broadcasts import room_changed
from dotanks.room.models import AgendaItem, Attendance, Entry, KeptForLesson, Session, SessionTask
from dotanks.room.owners import about
from dotanks.room.sessions import for_lesson, queries
from dotanks.room.sessions.cards import kinds
from dotanks.room.sessions.states import SessionState
from people.models import Person
from people.notices import promise_notices

NOTES_EACH = 200
TASKS_AT_MOST = 100
KEPT_AT_MOST = 300


@transaction.atomic
def join_session(*, person: Person, room_id: UUID, session_id: UUID) -> Session:
    """Be there: from now on the person is among those who get the record."""
    session = _running(person, room_id, session_id, to_read=True)
    _there, new = Attendance.objects.get_or_create(session=session, person=person)
    if new:
        room_changed(room_id, "session")
    return session


@transaction.atomic
def raise_hand(*, person: Person, room_id: UUID, session_id: UUID) -> Session:
    """Ask to speak; raised twice, the first moment counts."""
    session = _running(person, room_id, session_id, to_read=True)
    there, _new = Attendance.objects.get_or_create(session=session, person=person)
    if there.hand_raised_at is None:
        there.hand_raised_at = timezone.now()
        there.save(update_fields=["hand_raised_at"])
        room_changed(room_id, "session")
    return session


@transaction.atomic
def lower_hand(*, person: Person, room_id: UUID, session_id: UUID, whose: UUID) -> Session:
    """Take the hand down: one's own, or anybody's by whoever leads."""
    session = _running(person, room_id, session_id, to_read=True)
    if whose != person.pk and session.facilitator_id != person.pk:
        raise Forbidden
    if Attendance.objects.filter(session=session, person_id=whose, hand_raised_at__isnull=False).update(
        hand_raised_at=None
    ):
        room_changed(room_id, "session")
    return session


@transaction.atomic
def write_entry(
    *, person: Person, room_id: UUID, session_id: UUID, item: UUID, box: str, words: str, hidden: bool
) -> Entry:
    """Put a note into a box. Whoever was told that nobody reads it yet is refused once everybody would."""
    session = _running(person, room_id, session_id)
    at = AgendaItem.objects.filter(session=session, pk=item, started_at__isnull=False).first()
    if at is None:
        raise Invalid({"item": [_("Choose an item that has begun.")]})
    if box not in kinds()[session.kind].words.boxes:
        raise Invalid({"box": [_("Please choose from what is offered.")]})
    if hidden and not at.hides:
        raise Outdated(_("The notes are shown now. Send it again if everybody may read it."), version=session.version)
    if Entry.objects.filter(item__session=session, author=person).count() >= NOTES_EACH:
        raise TooMuch(_("You have written as many notes as one session takes."))
    entry = Entry.objects.create(item=at, box=box, words=words, author=person)
    room_changed(room_id, "session")
    return entry


@transaction.atomic
def take_back_entry(*, person: Person, room_id: UUID, session_id: UUID, entry_id: UUID) -> None:
    """Remove one's own note while the session runs."""
    session = _running(person, room_id, session_id)
    entry = queries.get_entry(person, session, entry_id)
    if entry.author_id != person.pk:
        raise Forbidden
    entry.delete()
    room_changed(room_id, "session")


@transaction.atomic
def mark_for_lesson(*, person: Person, room_id: UUID, session_id: UUID, entry_id: UUID) -> Entry:
    """Keep a note that everybody reads for the lesson of this work."""
    session = queries.lock_session(person, room_id, session_id)
    entry = queries.get_entry(person, session, entry_id)
    if entry.item.hides:
        raise WrongState(_("Nobody else reads this note yet. Show the notes first."))
    if entry.for_lesson_at is None:
        entry.for_lesson_at = timezone.now()
        entry.save(update_fields=["for_lesson_at"])
        for_lesson.kept(room_id, entry.words)
        room_changed(room_id, "session")
    return entry


@transaction.atomic
def keep_for_lesson(*, person: Person, room_id: UUID, words: str) -> None:
    """Keep what stands on a board or was decided for the lesson of this work; kept twice, it counts once."""
    entering.write(person, room_id)
    # One at a time, so that two clicks at once keep it once.
    Room.objects.select_for_update(no_key=True).get(pk=room_id)
    there = KeptForLesson.objects.filter(room_id=room_id)
    if there.filter(words=words).exists():
        return
    if there.count() >= KEPT_AT_MOST:
        raise TooMuch(_("So much is kept for the lesson already that nobody would read more."))
    KeptForLesson.objects.create(room_id=room_id, words=words)
    for_lesson.kept(room_id, words)


@transaction.atomic
def add_task(
    *, person: Person, room_id: UUID, session_id: UUID, words: str, who: UUID, due: date | None = None
) -> SessionTask:
    """Note who does what; whoever it is hears of it."""
    session = queries.lock_session(person, room_id, session_id)
    if session.state not in {SessionState.RUNNING, SessionState.ENDED}:
        raise WrongState(state=session.state)
    if due is not None and due < timezone.localdate():
        raise Invalid({"due": [_("Choose a day that is still to come.")]})
    does = queries.was_there(session, who)
    if does is None or abilities_of(does, room_id) is None:
        raise Invalid({"who": [_("Choose somebody who was at the session.")]})
    if session.tasks.count() >= TASKS_AT_MOST:
        raise TooMuch(_("A session keeps at most a hundred tasks."))
    task = SessionTask.objects.create(session=session, words=words, who=does, due=due)
    if does.pk != person.pk:
        promise_notices(
            key=f"session_task:{task.pk}",
            kind="session_task",
            to=[does],
            link=about(room_id).at(beside="session", at=session.pk),
            person=person,
            session=session.title,
            task=words,
        )
    room_changed(room_id, "session")
    return task


def _running(person: Person, room_id: UUID, session_id: UUID, *, to_read: bool = False) -> Session:
    session = queries.lock_session(person, room_id, session_id, to_read=to_read)
    if session.state != SessionState.RUNNING:
        raise WrongState(state=session.state)
    return session
