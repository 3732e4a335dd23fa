"""Sign-off and pilot."""

from django.utils import timezone

from experiments.models import Pilot
from tests import stages
from tests.cast import Cast
from tests.matrix.rows import Read, Row, at, first, get, team

SIGN_OFF = {"read_version": 1, "help_promised": "A desk", "reason": "Clear"}
ANSWER = {"read_version": 1, "reason": "Because"}


def concluded_pilot(cast: Cast) -> Pilot | None:
    return stages.concluded(cast).pilot


ROWS = [
    Row(
        "sign_off",
        at("post", stages.submitted, "proposals/{id}/sign-off/", SIGN_OFF),
        404,
        team(403, coordinator=403, manager=201),
    ),
    Row(
        "send_back",
        at("post", stages.submitted, "proposals/{id}/send-back/", ANSWER),
        404,
        team(403, coordinator=403, manager=201),
    ),
    Row(
        "prepare_pilot",
        at("post", stages.signed_off, "proposals/{id}/pilots/"),
        404,
        team(201, coordinator=403, manager=403),
    ),
    Row("list_pilots", get("pilots/"), 200, {}),
    Row("list_pilot_places", get("pilots/places/"), 200, {}),
    Row("read_pilot", at("get", stages.preparing, "pilots/{id}/"), 404, team(200, coordinator=200, manager=200)),
    Row("read_innovation", at("get", concluded_pilot, "pilots/{id}/innovation/"), 200, {}),
    Row(
        "edit_pilot",
        at("patch", stages.preparing, "pilots/{id}/", {"read_version": 1, "place": "Here"}),
        404,
        team(200, coordinator=403, manager=403),
    ),
    Row(
        "open_pilot",
        at("post", stages.prepared, "pilots/{id}/open/"),
        404,
        team(200, coordinator=403, manager=403),
    ),
    Row(
        "enter_reading",
        at(
            "post",
            stages.running,
            "pilots/{id}/readings/",
            lambda cast, pilot: {
                "measure": str(pilot.measures.get().pk),
                "value": "5",
                "taken_on": str(timezone.localdate()),
            },
        ),
        403,
        team(201),
    ),
    Row("pause_pilot", at("post", stages.running, "pilots/{id}/pause/", {"reason": "Wait"}), 403, team(200)),
    Row("resume_pilot", at("post", stages.paused, "pilots/{id}/resume/", {"reason": "Go"}), 403, team(200)),
    Row("stop_pilot", at("post", stages.running, "pilots/{id}/stop/", {"reason": "Enough"}), 403, team(200)),
]

READS: dict[str, Read] = {
    "list_pilot_places": ("coordinator", "pilots/places/"),
    "list_pilots": ("coordinator", "pilots/"),
    "read_innovation": ("member", lambda _: f"pilots/{first(Pilot).pk}/innovation/"),
    "read_pilot": ("member", lambda _: f"pilots/{first(Pilot).pk}/"),
}
