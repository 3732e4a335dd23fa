"""Every state of a question about copying, and every step tried from it."""

from typing import Any

from experiments.gate.states import CopyState
from experiments.models import CopyRequest
from tests import copies
from tests.flow.every_step.trying import Make, Try, by

STATES: dict[type[Any], dict[str, Make]] = {
    CopyRequest: {
        CopyState.ASKED: copies.asked_to_copy,
        CopyState.AGREED: copies.agreed_to_copy,
        CopyState.DECLINED: copies.declined_to_copy,
    },
}

TRIES: dict[type[Any], dict[str, Try]] = {
    CopyRequest: {
        "agree_to_copy": by("member", "copy-requests/{id}/answer/", {"agreed": True, "words": "Gladly."}),
        "decline_copy": by("member", "copy-requests/{id}/answer/", {"agreed": False, "words": "It ends soon."}),
    },
}
