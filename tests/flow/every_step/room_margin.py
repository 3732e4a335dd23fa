"""Every state of a thread of comments, and every step tried from it."""

from typing import Any

from dotanks.room.margin.states import ThreadState
from dotanks.room.models import MarginThread
from tests import margin
from tests.flow.every_step.trying import Make, Try, by

STATES: dict[type[Any], dict[str, Make]] = {
    MarginThread: {ThreadState.OPEN: margin.begun, ThreadState.RESOLVED: margin.resolved},
}
TRIES: dict[type[Any], dict[str, Try]] = {
    MarginThread: {
        "resolve": by("member", "margin-threads/{id}/resolve/"),
        "reopen": by("member", "margin-threads/{id}/reopen/"),
    },
}
