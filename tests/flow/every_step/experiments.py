"""Every state of a pilot, and every step tried from it."""

from typing import Any

from experiments.actions import cards, pilots
from experiments.models import Card, Pilot
from experiments.states import CardState, PilotState
from tests import stages
from tests.cast import Cast
from tests.flow.every_step.trying import Make, Try, act, by


def stopped(cast: Cast) -> Pilot:
    return pilots.stop_pilot(person=cast.member, pilot_id=stages.running(cast).pk, reason="Enough")


def decided(cast: Cast) -> Card:
    return cards.decide_card(person=cast.member, card_id=stages.first_card(cast).pk, **stages.LEARNT)


STATES: dict[type[Any], dict[str, Make]] = {
    Pilot: {
        PilotState.PREPARING: stages.prepared,
        PilotState.RUNNING: stages.running,
        PilotState.PAUSED: stages.paused,
        PilotState.STOPPED: stopped,
        PilotState.CLOSED: lambda cast: stages.concluded(cast).pilot,
    },
    Card: {
        CardState.PLANNED: stages.startable_card,
        CardState.RUNNING: stages.first_card,
        CardState.DECIDED: decided,
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
    Card: {
        "start": by("member", "cards/{id}/start/"),
        "decide": by("member", "cards/{id}/decide/", stages.LEARNT),
    },
}
