"""Every state of a pilot, and every step tried from it."""

from typing import Any

from experiments.actions import pilots
from experiments.models import Pilot
from experiments.states import PilotState
from tests import stages
from tests.cast import Cast
from tests.flow.every_step.trying import Make, Try, act, by


def stopped(cast: Cast) -> Pilot:
    return pilots.stop_pilot(person=cast.member, pilot_id=stages.running(cast).pk, reason="Enough")


STATES: dict[type[Any], dict[str, Make]] = {
    Pilot: {
        PilotState.PREPARING: stages.prepared,
        PilotState.RUNNING: stages.running,
        PilotState.PAUSED: stages.paused,
        PilotState.STOPPED: stopped,
        PilotState.CLOSED: lambda cast: stages.concluded(cast).pilot,
    },
}

TRIES: dict[type[Any], dict[str, Try]] = {
    Pilot: {
        "open": by("member", "pilots/{id}/open/"),
        "pause": by("member", "pilots/{id}/pause/", {"reason": "Too many calls"}),
        "resume": by("member", "pilots/{id}/resume/", {"reason": "Somebody helps now"}),
        "stop": by("member", "pilots/{id}/stop/", {"reason": "Enough"}),
        "reach_end": act(lambda _, pilot: pilots.reach_end(pilot_id=pilot.pk)),
        "conclude": by("member", "pilots/{id}/conclude/", stages.VERDICT),
    },
}
