"""Leading a session: every change by whoever leads. The server is the only clock."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.refusals import Clash, Forbidden, Invalid, NotReady, WrongState
from common.states import note_step, take_step
from dotanks.live.rooms import abilities_of
from dotanks.room.boards.actions import open_board
from dotanks.room.broadcasts import room_changed
from dotanks.room.models import AgendaItem, Attendance, Session, SessionRecord
from dotanks.room.sessions import planning, queries, rules
from dotanks.room.sessions.cards import kinds
from dotanks.room.sessions.planning import require_current
from dotanks.room.sessions.states import Move, SessionState
from people.models import Person

ADDED = timedelta(minutes=2)
LONGEST = timedelta(hours=8)


@transaction.atomic
def start_session(*, person: Person, room_id: UUID, session_id: UUID, read_version: int) -> Session:
    """Open the session and its first item; whoever starts it leads it. One at a time runs in a room."""
    session = queries.lock_session(person, room_id, session_id)
    if session.state != SessionState.PLANNED:
        raise WrongState(state=session.state)
    require_current(session, read_version)
    if missing := rules.missing_before_start(session):
        raise NotReady(missing)
    try:
        with transaction.atomic():
            take_step(session, "start", by=person)
    except IntegrityError as twin:
        raise Clash(_("Another session runs in this room. End it first.")) from twin
    session.facilitator = person
    session.started_at = timezone.now()
    session.save(update_fields=["facilitator", "started_at"])
    Attendance.objects.get_or_create(session=session, person=person)
    first = session.agenda.order_by("place").first()
    if first is not None:
        _begin(first, session.started_at)
    return _changed(session)


@transaction.atomic
def steer_session(*, person: Person, room_id: UUID, session_id: UUID, read_version: int, move: str) -> Session:
    """One move on the agenda or the clock; refuse if somebody else made one since this person looked."""
    session = _lock_to_steer(person, room_id, session_id, read_version)
    now = timezone.now()
    if move == Move.REVEAL:
        shown = session.agenda.filter(quiet=True, started_at__isnull=False, revealed_at__isnull=True)
        if not shown.update(revealed_at=now):
            raise WrongState(_("There are no notes to show."))
        note_step(session, "reveal", by=person)
        return _changed(session)
    item = session.agenda.filter(started_at__isnull=False, ended_at__isnull=True).first()
    if item is None:
        raise WrongState(state=session.state)
    if move == Move.NEXT:
        following = session.agenda.filter(place__gt=item.place).order_by("place").first()
        if following is None:
            raise WrongState(_("That was the last item. End the session."))
        _finish(item, now)
        _begin(following, now)
    else:
        _turn_clock(item, move, now)
    return _changed(session)


@transaction.atomic
def agree_on_question(*, person: Person, room_id: UUID, session_id: UUID, read_version: int, question: str) -> Session:
    """Keep the question in the words that everybody there agreed on."""
    session = _lock_to_steer(person, room_id, session_id, read_version)
    session.question, session.question_agreed_at = question, timezone.now()
    session.save(update_fields=["question", "question_agreed_at"])
    note_step(session, "agree_on_question", by=person)
    return _changed(session)


@transaction.atomic
def hand_over_session(*, person: Person, room_id: UUID, session_id: UUID, read_version: int, to: UUID) -> Session:
    """Let somebody else who is there lead; anybody there who writes may take it over, so that nothing gets stuck."""
    session = queries.lock_session(person, room_id, session_id)
    if session.facilitator_id != person.pk and to != person.pk:
        raise Forbidden
    _require_running(session)
    require_current(session, read_version)
    taking = queries.was_there(session, to)
    may = abilities_of(taking, room_id) if taking else None
    if taking is None or may is None or not may.write:
        raise Invalid({"to": [_("Choose somebody who is at the session and may write in the room.")]})
    session.facilitator = taking
    session.save(update_fields=["facilitator"])
    note_step(session, "hand_over", by=person, to=str(taking.pk))
    return _changed(session)


@transaction.atomic
def gather_everybody(
    *, person: Person, room_id: UUID, session_id: UUID, middle: str = "", beside: str = "", at: UUID | None = None
) -> Session:
    """Ask everybody to come to this part of the room; each chooses whether they follow."""
    session = queries.lock_session_to_lead(person, room_id, session_id)
    _require_running(session)
    session.gather = {"middle": middle, "beside": beside, "at": str(at) if at else ""}
    session.gathered_at = timezone.now()
    session.save(update_fields=["gather", "gathered_at"])
    room_changed(room_id, "session")
    return session


@transaction.atomic
def open_session_board(*, person: Person, room_id: UUID, session_id: UUID) -> Session:
    """Open the board on which a session of this kind works; whoever comes second finds the same one."""
    session = queries.lock_session(person, room_id, session_id)
    _require_running(session)
    kind = kinds()[session.kind].board
    if not kind:
        raise WrongState(_("A session of this kind works without a board."))
    if session.board is None or session.board.closed_at is not None:
        session.board = open_board(person=person, room_id=room_id, kind=kind, title=session.title)
        session.save(update_fields=["board"])
        room_changed(room_id, "session")
    return session


@transaction.atomic
def end_session(*, person: Person, room_id: UUID, session_id: UUID, read_version: int) -> Session:
    """Close the session; a worker makes its record and sends it. What was never shown stays with its author."""
    session = queries.lock_session_to_lead(person, room_id, session_id)
    if session.state != SessionState.RUNNING:
        raise WrongState(state=session.state)
    require_current(session, read_version)
    now = timezone.now()
    for item in session.agenda.filter(started_at__isnull=False, ended_at__isnull=True):
        _finish(item, now)
    Attendance.objects.filter(session=session).update(hand_raised_at=None)
    take_step(session, "end", by=person)
    session.ended_at = now
    session.save(update_fields=["ended_at"])
    if session.again_weeks:
        planning.plan_again(session)
    record = SessionRecord.objects.create(session=session)
    _hurry(record)
    return _changed(session)


def _lock_to_steer(person: Person, room_id: UUID, session_id: UUID, read_version: int) -> Session:
    session = queries.lock_session_to_lead(person, room_id, session_id)
    _require_running(session)
    require_current(session, read_version)
    return session


def _require_running(session: Session) -> None:
    if session.state != SessionState.RUNNING:
        raise WrongState(state=session.state)


def _begin(item: AgendaItem, now: datetime) -> None:
    item.started_at, item.ends_at = now, now + timedelta(minutes=item.minutes)
    item.save(update_fields=["started_at", "ends_at"])


def _finish(item: AgendaItem, now: datetime) -> None:
    item.ended_at, item.ends_at, item.seconds_left = now, None, None
    item.save(update_fields=["ended_at", "ends_at", "seconds_left"])


def _turn_clock(item: AgendaItem, move: str, now: datetime) -> None:
    ends_at = item.ends_at
    left = ends_at - now if ends_at is not None else timedelta(seconds=item.seconds_left or 0)
    left = max(left, timedelta(0))
    if move == Move.PAUSE:
        if ends_at is None:
            raise WrongState(_("The clock stands still already."))
        item.ends_at, item.seconds_left = None, round(left.total_seconds())
    elif move == Move.GO_ON:
        if ends_at is not None:
            raise WrongState(_("The clock runs already."))
        item.ends_at, item.seconds_left = now + left, None
    else:
        left = min(left + ADDED, LONGEST)
        if ends_at is None:
            item.seconds_left = round(left.total_seconds())
        else:
            item.ends_at = now + left
    item.save(update_fields=["ends_at", "seconds_left"])


def _hurry(record: SessionRecord) -> None:
    from dotanks.room.tasks import hurry_record

    transaction.on_commit(lambda: hurry_record(record.pk))


def _changed(session: Session) -> Session:
    session.version += 1
    session.save(update_fields=["version"])
    room_changed(session.room_id, "session")
    return session
