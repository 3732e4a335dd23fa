"""Every state of a session, and every step tried from it."""

from typing import Any

from dotanks.room.models import Session
from dotanks.room.sessions.states import SessionState
from tests import sessions
from tests.flow.every_step.trying import Make, Try, by

AT = "rooms/{r.room_id}/sessions/{id}/"


def as_read(session: Session) -> dict[str, int]:
    return {"read_version": session.version}


STATES: dict[type[Any], dict[str, Make]] = {
    Session: {
        SessionState.PLANNED: sessions.planned,
        SessionState.RUNNING: sessions.running,
        SessionState.ENDED: sessions.ended,
        SessionState.CALLED_OFF: sessions.called_off,
    }
}
TRIES: dict[type[Any], dict[str, Try]] = {
    Session: {
        "start": by("member", f"{AT}start/", as_read),
        "end": by("member", f"{AT}end/", as_read),
        "call_off": by("member", f"{AT}call-off/", as_read),
    }
}
