"""Every state of somebody's question to join, and every step tried from it."""

from typing import Any

from dotanks.calls.states import JoinState
from dotanks.models import JoinRequest
from tests import calls, stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.flow.every_step.trying import Make, Try, act, by

STATES: dict[type[Any], dict[str, Make]] = {
    JoinRequest: {
        JoinState.ASKED: calls.asked,
        JoinState.ACCEPTED: calls.accepted,
        JoinState.REFUSED: calls.refused,
        JoinState.WITHDRAWN: calls.withdrawn,
        JoinState.LAPSED: calls.lapsed,
    }
}


def withdraw(cast: Cast, record: JoinRequest, as_person: ClientFor) -> tuple[int, str]:
    response = as_person(stages.spare(cast)).post(f"/api/join-requests/{record.pk}/withdraw/")
    return response.status_code, response.json().get("code", "")


TRIES: dict[type[Any], dict[str, Try]] = {
    JoinRequest: {
        "accept": by("coordinator", "join-requests/{id}/accept/"),
        "refuse": by("coordinator", "join-requests/{id}/refuse/", calls.NO),
        "withdraw": withdraw,
        "lapse": act(calls.no_longer_gathers),
    }
}
