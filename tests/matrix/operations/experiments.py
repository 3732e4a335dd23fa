"""Sign-off and pilot."""

import json
from typing import Any

from dotanks.models import Proposal
from experiments.models import Pilot
from tests import days, deciding, stages
from tests.cast import Cast
from tests.matrix.rows import Read, Row, at, first, get, team

SIGN_OFF = {"read_version": 1, "help_promised": "A desk", "reason": "Clear"}
ANSWER = {"read_version": 1, "reason": "Because"}


def concluded_pilot(cast: Cast) -> Pilot | None:
    return stages.concluded(cast).pilot


def may_read(status: int = 200) -> dict[str, int]:
    """The team, coordinators, and whoever is asked or stands in for one of them."""
    return team(status, coordinator=status, manager=status, **deciding.entitled(status))


TABLE = f"measure,day,value\nDays until a visit,{days.today()},4\n".encode()


def use(_cast: Cast, _pilot: Pilot) -> dict[str, object]:
    return {"kind": "people", "amount": 3, "used_on": str(days.today())}


def said(_cast: Cast, _pilot: Pilot) -> dict[str, object]:
    return {"on_day": str(days.today()), "going": "well", "helps": "The desk"}


def next_card(_cast: Cast, pilot: Pilot) -> dict[str, object]:
    asked = stages.next_card(pilot)
    return {**asked, "measure": str(asked["measure"]), "threshold": "3"}


def everything(_: Cast, pilot: Pilot) -> dict[str, Any]:
    """Every field that a pilot is prepared with, as a browser sends it."""
    said: dict[str, Any] = json.loads(json.dumps(stages.preparation(), default=str))
    said["measures"][0]["stop_at"] = "9"
    del said["rules_in_the_way"][0]["entry"]
    return {"read_version": pilot.version, "title": "One signature", **said}


ROWS = [
    Row("list_sign_offs", at("get", deciding.submitted, "sign-offs/"), 200, {}),
    Row(
        "read_what_to_submit",
        at("get", deciding.version, "dotanks/{found.dotank_id}/to-submit/"),
        404,
        team(200, coordinator=403),
    ),
    Row("read_proposal_changes", at("get", deciding.renewed, "proposals/{id}/differences/?before=1"), 404, may_read()),
    Row("export_proposal", at("get", deciding.submitted, "proposals/{id}/paper/"), 404, may_read()),
    Row(
        "sign_off",
        at("post", deciding.submitted, "proposals/{id}/sign-off/", SIGN_OFF),
        404,
        team(403, coordinator=403, manager=201, **deciding.entitled(201)),
    ),
    Row(
        "send_back",
        at("post", deciding.submitted, "proposals/{id}/send-back/", ANSWER),
        404,
        team(403, coordinator=403, manager=201, **deciding.entitled(201)),
    ),
    Row(
        "prepare_pilot",
        at("post", deciding.signed_off, "proposals/{id}/pilots/"),
        404,
        team(201, coordinator=403, manager=403, **deciding.entitled(403)),
    ),
    Row("list_pilots", get("pilots/"), 200, {}),
    Row("list_pilot_places", get("pilots/places/"), 200, {}),
    Row("read_pilot", at("get", deciding.preparing, "pilots/{id}/"), 404, team(200, coordinator=200, manager=200)),
    Row("read_innovation", at("get", concluded_pilot, "pilots/{id}/innovation/"), 200, {}),
    Row(
        "edit_pilot",
        at("patch", deciding.preparing, "pilots/{id}/", everything),
        404,
        team(200, coordinator=403, manager=403),
    ),
    Row(
        "open_pilot",
        at("post", deciding.prepared, "pilots/{id}/open/"),
        404,
        team(200, coordinator=403, manager=403),
    ),
    Row(
        "enter_reading",
        at(
            "post",
            deciding.running,
            "pilots/{id}/readings/",
            lambda cast, pilot: {
                "measure": str(pilot.measures.get().pk),
                "value": "5",
                "taken_on": str(days.today()),
            },
        ),
        403,
        team(201),
    ),
    Row("preview_readings", at("post", deciding.running, "pilots/{id}/readings/preview/", TABLE), 403, team(200)),
    Row("import_readings", at("post", deciding.running, "pilots/{id}/readings/import/", TABLE), 403, team(201)),
    Row("export_readings", at("get", deciding.running, "pilots/{id}/readings/csv/"), 200, {}),
    Row("read_running", at("get", deciding.running, "pilots/{id}/running/"), 200, {}),
    Row("enter_use", at("post", deciding.running, "pilots/{id}/uses/", use), 403, team(201)),
    Row("check_in", at("post", deciding.running, "pilots/{id}/check-ins/", said), 403, team(201)),
    Row("plan_card", at("post", deciding.running, "pilots/{id}/cards/", next_card), 403, team(201)),
    Row(
        "edit_card",
        at("patch", deciding.card, "cards/{id}/", {"read_version": 1, "test": "Five"}),
        403,
        team(200),
    ),
    Row("start_card", at("post", deciding.startable_card, "cards/{id}/start/"), 403, team(200)),
    Row(
        "decide_card",
        at("post", deciding.first_card, "cards/{id}/decide/", stages.LEARNT),
        403,
        team(200),
    ),
    Row(
        "revoke_exemption",
        at("post", deciding.running, "pilots/{id}/revoke-exemption/", {"reason": "New law"}),
        403,
        team(200, manager=200),
    ),
    Row("pause_pilot", at("post", deciding.running, "pilots/{id}/pause/", {"reason": "Wait"}), 403, team(200)),
    Row("resume_pilot", at("post", deciding.paused, "pilots/{id}/resume/", {"reason": "Go"}), 403, team(200)),
    Row("stop_pilot", at("post", deciding.running, "pilots/{id}/stop/", {"reason": "Enough"}), 403, team(200)),
]

READS: dict[str, Read] = {
    "list_pilot_places": ("coordinator", "pilots/places/"),
    "list_sign_offs": ("manager", "sign-offs/?box=decided"),
    "read_what_to_submit": ("member", lambda _: f"dotanks/{first(Proposal).dotank_id}/to-submit/"),
    "read_proposal_changes": ("member", lambda _: f"proposals/{first(Proposal).pk}/differences/?before=1"),
    "export_proposal": ("member", lambda _: f"proposals/{first(Proposal).pk}/paper/"),
    "export_readings": ("member", lambda _: f"pilots/{first(Pilot).pk}/readings/csv/"),
    "read_running": ("member", lambda _: f"pilots/{first(Pilot).pk}/running/"),
    "list_pilots": ("coordinator", "pilots/"),
    "read_innovation": ("member", lambda _: f"pilots/{first(Pilot).pk}/innovation/"),
    "read_pilot": ("member", lambda _: f"pilots/{first(Pilot).pk}/"),
}
