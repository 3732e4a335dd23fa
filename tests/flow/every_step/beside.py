"""Every state of a seat beside a team, and every step tried from it."""

from typing import Any

from dotanks.actions import beside
from dotanks.beside.states import BesideState
from dotanks.models import SeatBeside
from tests import stages
from tests.cast import Cast
from tests.flow.every_step.trying import Make, Try, act, by


def declined(cast: Cast) -> SeatBeside:
    return beside.decline_beside(person=cast.outsider, beside_id=stages.asked_beside(cast).pk)


def ended(cast: Cast) -> SeatBeside:
    guest = stages.guest(cast)
    beside.end_beside(person=cast.outsider, beside_id=guest.pk)
    return guest


STATES: dict[type[Any], dict[str, Make]] = {
    SeatBeside: {
        BesideState.ASKED: stages.asked_beside,
        BesideState.IN: stages.guest,
        BesideState.DECLINED: declined,
        BesideState.ENDED: ended,
    }
}
TRIES: dict[type[Any], dict[str, Try]] = {
    SeatBeside: {
        "accept": by("outsider", "beside/{id}/accept/"),
        "decline": by("outsider", "beside/{id}/decline/"),
        "end": act(lambda cast, guest: beside.end_beside(person=cast.member, beside_id=guest.pk)),
    }
}
