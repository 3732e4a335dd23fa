"""The gate of a pilot, the register of exemptions and copying."""

from experiments.models import CopyRequest
from tests import deciding
from tests.matrix.rows import Read, Row, at, get, team

WORDS = {"words": "We have the same rule."}

ROWS = [
    Row(
        "look_at_clashes",
        at("post", deciding.preparing, "pilots/{id}/clashes/look/"),
        404,
        team(200, coordinator=403, manager=403),
    ),
    Row(
        "copy_exemption",
        at(
            "post",
            deciding.second_agreed,
            "pilots/{id}/copy-exemption/",
            lambda cast, pilot: {
                "read_version": pilot.version,
                "exemption": str(CopyRequest.objects.get().exemption_id),
            },
        ),
        404,
        team(200, coordinator=403, manager=403),
    ),
    Row("list_exemptions", get("exemptions/"), 200, {}),
    Row(
        "ask_to_copy",
        at("post", deciding.exemption, "exemptions/{id}/ask-to-copy/", WORDS),
        201,
        team(403),
    ),
    Row("list_copy_requests", get("copy-requests/"), 200, {}),
    Row(
        "answer_copy_request",
        at(
            "post",
            deciding.asked_to_copy,
            "copy-requests/{id}/answer/",
            {"agreed": True, "words": "Gladly."},
        ),
        404,
        team(200, colleague=403),
    ),
]

READS: dict[str, Read] = {
    "list_copy_requests": ("member", "copy-requests/"),
    "list_exemptions": ("member", "exemptions/"),
}
