"""Open calls and asking to join."""

from dotanks.models import OpenCall
from tests import calls, stages
from tests.matrix.rows import Read, Row, at, first, get, team

PUBLISH = {"words": calls.WORDS, "until": str(stages.in_a_week())}

ROWS = [
    Row("list_open_calls", get("open-calls/"), 200, {}),
    Row("read_open_call", at("get", calls.opened, "open-calls/{id}/"), 200, {}),
    Row(
        "publish_call",
        at("post", stages.gathered, "dotanks/{id}/open-calls/", PUBLISH),
        404,
        team(403, coordinator=201),
    ),
    Row(
        "list_calls_of_dotank",
        at("get", calls.opened, "dotanks/{found.dotank_id}/open-calls/"),
        404,
        team(403, coordinator=200),
    ),
    Row("close_call", at("post", calls.opened, "open-calls/{id}/close/"), 404, team(403, coordinator=200)),
    Row(
        "ask_for_seat",
        at("post", calls.opened, "open-calls/{id}/requests/", calls.ASK),
        201,
        # Who posted it is told so alone, who decides about it cannot be in it, and the team is in already.
        {"poster": 403, "manager": 403, "member": 409, "challenger": 409},
    ),
    Row(
        "list_join_requests",
        at("get", calls.asked, "dotanks/{found.call.dotank_id}/join-requests/"),
        404,
        team(403, coordinator=200),
    ),
    Row("accept_join_request", at("post", calls.asked, "join-requests/{id}/accept/"), 404, {"coordinator": 200}),
    Row(
        "refuse_join_request",
        at("post", calls.outsider_asks, "join-requests/{id}/refuse/", calls.NO),
        404,
        {"coordinator": 200, "outsider": 403},
    ),
    Row(
        "withdraw_join_request",
        at("post", calls.outsider_asks, "join-requests/{id}/withdraw/"),
        404,
        {"outsider": 200},
    ),
]

READS: dict[str, Read] = {
    "list_open_calls": ("fourth", "open-calls/"),
    "read_open_call": ("coordinator", lambda _: f"open-calls/{first(OpenCall).pk}/"),
    "list_calls_of_dotank": ("coordinator", lambda _: f"dotanks/{first(OpenCall).dotank_id}/open-calls/"),
    "list_join_requests": ("coordinator", lambda _: f"dotanks/{first(OpenCall).dotank_id}/join-requests/"),
}
