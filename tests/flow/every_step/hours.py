"""Every state of a question about hours, and every step tried from it."""

from typing import Any

from dotanks.actions import hours
from dotanks.hours.links import key_of
from dotanks.hours.states import HoursState
from dotanks.models import HoursRequest
from tests import stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.flow.every_step.trying import Make, Try, by
from tests.matrix.operations.hours import granted, of_the_manager, plain


def refused(cast: Cast) -> HoursRequest:
    return hours.refuse_hours(manager=cast.manager, key=key_of(of_the_manager(cast)))


def revoked(cast: Cast) -> HoursRequest:
    return hours.revoke_hours(manager=cast.manager, key=key_of(granted(cast)))


def ended(cast: Cast) -> HoursRequest:
    return hours.end_hours(person=cast.member, asked_id=stages.asked_hours(cast).pk)


def through_the_link(step: str) -> Try:
    def ask(cast: Cast, asked: Any, as_person: ClientFor) -> tuple[int, str]:
        body = plain(cast) if step == "grant" else {}
        manager = as_person(asked.manager)
        response = manager.post(f"/api/hours-asked/{key_of(asked)}/{step}/", body, format="json")
        return response.status_code, response.json().get("code", "")

    return ask


STATES: dict[type[Any], dict[str, Make]] = {
    HoursRequest: {
        HoursState.ASKED: stages.asked_hours,
        HoursState.GRANTED: granted,
        HoursState.REFUSED: refused,
        HoursState.REVOKED: revoked,
        HoursState.ENDED: ended,
    }
}
TRIES: dict[type[Any], dict[str, Try]] = {
    HoursRequest: {
        **{step: through_the_link(step) for step in ("grant", "refuse", "revoke")},
        "end": by("member", "hours/{id}/end/"),
    }
}
