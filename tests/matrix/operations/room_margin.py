"""Comments beside a document: whoever reads the room comments, the outsider as a guest among them."""

from dotanks.models import DoTank
from tests import margin
from tests.matrix.rows import Read, Row, at, first

INSIDE = {"member": 200, "challenger": 200, "outsider": 200}
SAID = {"member": 201, "challenger": 201, "outsider": 201}
MINE = {"member": 200, "challenger": 403, "outsider": 403}

ROWS = [
    Row("list_margin_threads", at("get", margin.begun, "rooms/{found.room_id}/threads/"), 404, INSIDE),
    Row("begin_margin_thread", at("post", margin.watched, "rooms/{found.room_id}/threads/", margin.BODY), 404, SAID),
    Row("answer_margin_thread", at("post", margin.begun, "margin-threads/{id}/comments/", {"text": "By law."}), 404,
        SAID),
    Row("resolve_margin_thread", at("post", margin.begun, "margin-threads/{id}/resolve/"), 404,
        {"member": 200, "challenger": 200, "outsider": 403}),
    Row("reopen_margin_thread", at("post", margin.resolved, "margin-threads/{id}/reopen/"), 404,
        {"member": 200, "challenger": 200, "outsider": 403}),
    Row("edit_margin_comment",
        at("patch", margin.said, "margin-comments/{id}/", {"text": "Why two?", "read_version": 1}), 404, MINE),
    Row("remove_margin_comment", at("post", margin.said, "margin-comments/{id}/remove/"), 404,
        {"member": 204, "challenger": 403, "outsider": 403}),
]  # fmt: skip


def to_room(rest: str) -> Read:
    return "member", lambda _: f"rooms/{first(DoTank).room_id}/{rest}"


READS: dict[str, Read] = {
    "list_margin_threads": to_room("threads/"),
}
