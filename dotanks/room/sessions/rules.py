"""What stands in the way of starting a session, and what a person may do in one."""

from django.utils.translation import gettext_lazy as _

from common.refusals import Missing
from dotanks.live.rooms import RoomAbilities
from dotanks.room.models import Session
from dotanks.room.sessions.cards import kinds
from dotanks.room.sessions.states import SessionState
from people.models import Person


def missing_before_start(session: Session) -> list[Missing]:
    """A policy jam has a client inside and a question; other kinds need neither."""
    kind = kinds()[session.kind]
    missing: list[Missing] = []
    if kind.asks_client and session.client_id is None:
        missing.append(Missing(code="no_client", words=_("Name the colleague who asks the question.")))
    if kind.asks_question and not session.question:
        missing.append(Missing(code="no_question", words=_("Write the question you work on.")))
    return missing


def abilities(person: Person, session: Session, room: RoomAbilities) -> dict[str, bool]:
    """What this person may do with this session now."""
    runs, planned = session.state == SessionState.RUNNING, session.state == SessionState.PLANNED
    leads = session.facilitator_id == person.pk
    return {
        "start": room.write and planned,
        "change": room.write and planned,
        "call_off": room.write and planned,
        "lead": room.write and runs and leads,
        "take_over": room.write and runs and not leads,
        "write": room.write and runs,
        "open_board": room.write and runs and bool(kinds()[session.kind].board),
        "raise_hand": runs,
        "mark_for_lesson": room.write,
        "add_task": room.write and session.state in {SessionState.RUNNING, SessionState.ENDED},
    }
