"""Sign-off and pilot."""

import json
from typing import Any

from django.utils import timezone

from experiments.models import Pilot
from tests import stages
from tests.cast import Cast
from tests.matrix.rows import Read, Row, at, first, get, team

SIGN_OFF = {"read_version": 1, "help_promised": "A desk", "reason": "Clear"}
ANSWER = {"read_version": 1, "reason": "Because"}


def concluded_pilot(cast: Cast) -> Pilot | None:
    return stages.concluded(cast).pilot


def everything(_: Cast, pilot: Pilot) -> dict[str, Any]:
    """Every field that a pilot is prepared with, as a browser sends it."""
    said: dict[str, Any] = json.loads(json.dumps(stages.preparation(), default=str))
    said["measures"][0]["stop_at"] = "9"
    del said["exemption"]["names_rule"]
    del said["rules_in_the_way"][0]["entry"]
    return {"read_version": pilot.version, "title": "One signature", **said}


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
    Row("read_pilot", at("get", stages.preparing, "pilots/{id}/"), 404, team(200, coordinator=200, manager=200)),
    Row("read_innovation", at("get", concluded_pilot, "pilots/{id}/innovation/"), 200, {}),
    Row(
        "edit_pilot",
        at("patch", stages.preparing, "pilots/{id}/", everything),
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
    Row("stop_pilot", at("post", stages.running, "pilots/{id}/stop/", {"reason": "Enough"}), 403, team(200)),
]

READS: dict[str, Read] = {
    "list_pilots": ("coordinator", "pilots/"),
    "read_innovation": ("member", lambda _: f"pilots/{first(Pilot).pk}/innovation/"),
    "read_pilot": ("member", lambda _: f"pilots/{first(Pilot).pk}/"),
}
