"""Planning a session: put on the list, changed or called off before it begins, and said again the day before."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.refusals import Invalid, Outdated, WrongState
from common.states import note_step, take_step
from dotanks.room import entering
from dotanks.room.broadcasts import room_changed
from dotanks.room.models import AgendaItem, Session
from dotanks.room.sessions import days, notices, queries, rules
from dotanks.room.sessions.cards import cards
from dotanks.room.sessions.states import SessionState
from people.models import Person

Agenda = Sequence[Mapping[str, Any]]
PLANNED = ["title", "question", "client", "planned_on", "planned_at", "again_weeks"]


@transaction.atomic
def plan_session(*, person: Person, room_id: UUID, kind: str, title: str, agenda: Agenda, **more: Any) -> Session:
    """Put a session with its agenda on the list of the room; with a day, those who belong in the room hear of it."""
    entering.write(person, room_id)
    session = Session(room_id=room_id, kind=kind, facilitator=person)
    _fill(session, title=title, **more)
    session.save(force_insert=True)
    _set_agenda(session, agenda)
    note_step(session, "plan", by=person, to_state=session.state)
    if session.planned_on is not None:
        notices.tell_planned(session, by=person)
    room_changed(room_id, "session")
    return session


@transaction.atomic
def change_session(
    *, person: Person, room_id: UUID, session_id: UUID, read_version: int, title: str, agenda: Agenda, **more: Any
) -> Session:
    """Plan it otherwise while it has not begun; others hear of another day. Without a new client it keeps its own."""
    session = _lock_planned(person, room_id, session_id, read_version)
    day = (session.planned_on, session.planned_at)
    _fill(session, title=title, **more)
    session.version += 1
    session.save(update_fields=[*PLANNED, "reminded", "version"])
    session.agenda.all().delete()
    _set_agenda(session, agenda)
    note_step(session, "change", by=person)
    if day != (session.planned_on, session.planned_at):
        notices.tell_moved(session, by=person)
    room_changed(room_id, "session")
    return session


@transaction.atomic
def call_off_session(*, person: Person, room_id: UUID, session_id: UUID, read_version: int) -> Session:
    """A planned session that will not happen; whoever was told of its day hears that, too."""
    session = _lock_planned(person, room_id, session_id, read_version)
    take_step(session, "call_off", by=person)
    session.version += 1
    session.save(update_fields=["version"])
    if session.planned_on is not None:
        notices.tell_called_off(session, by=person)
    room_changed(room_id, "session")
    return session


def plan_again(session: Session) -> None:
    """The same session with the same agenda at the same time of day, so many weeks later."""
    day = days.today() + timedelta(weeks=session.again_weeks or 0)
    following = Session.objects.create(
        room_id=session.room_id,
        kind=session.kind,
        title=session.title,
        facilitator_id=session.facilitator_id,
        client_id=session.client_id,
        question=session.question,
        planned_on=day,
        planned_at=days.same_time_on(day, session.planned_at) if session.planned_at else None,
        again_weeks=session.again_weeks,
        after=session,
    )
    _set_agenda(following, list(session.agenda.order_by("place").values("card", "minutes", "quiet")))
    note_step(following, "plan", to_state=following.state)


@transaction.atomic
def remind_of_sessions() -> None:
    """Tell everybody who may come into the room, once, that its session is tomorrow."""
    for session in queries.to_remind(days.today()).select_for_update(skip_locked=True, of=("self",)):
        session.reminded = True
        session.save(update_fields=["reminded"])
        notices.tell_soon(session)


def require_current(session: Session, read_version: int) -> None:
    """Refuse when the session changed since it was read."""
    if session.version != read_version:
        raise Outdated(version=session.version)


def _lock_planned(person: Person, room_id: UUID, session_id: UUID, read_version: int) -> Session:
    session = queries.lock_session(person, room_id, session_id)
    if session.state != SessionState.PLANNED:
        raise WrongState(state=session.state)
    require_current(session, read_version)
    return session


def _fill(
    session: Session,
    *,
    title: str,
    question: str = "",
    client: str = "",
    planned_on: date | None = None,
    planned_at: datetime | None = None,
    again_weeks: int | None = None,
) -> None:
    today = days.today()
    if planned_at is not None:
        planned_on = days.day_of(planned_at)
    if planned_on is not None and (planned_on < today or (planned_at is not None and planned_at < timezone.now())):
        raise Invalid({"planned_on": [_("Choose a day that is still to come.")]})
    asks = queries.colleague_with(client) if client else session.client
    if client and asks is None:
        raise Invalid({"client": [_("Nobody in the network works under this address.")]})
    if (planned_on, planned_at) != (session.planned_on, session.planned_at):
        # Whoever hears of it today needs no letter that it is tomorrow.
        session.reminded = planned_on is not None and planned_on <= today + timedelta(days=1)
    session.title, session.question, session.client = title, question, asks
    session.planned_on, session.planned_at, session.again_weeks = planned_on, planned_at, again_weeks
    if missing := rules.missing_before_start(session):
        field = {"no_client": "client", "no_question": "question"}
        raise Invalid({field[one["code"]]: [one["words"]] for one in missing})


def _set_agenda(session: Session, agenda: Agenda) -> None:
    AgendaItem.objects.bulk_create(
        AgendaItem(
            session=session,
            place=place,
            card=item["card"],
            minutes=item["minutes"],
            quiet=item.get("quiet", cards()[item["card"]].quiet),
        )
        for place, item in enumerate(agenda)
    )
