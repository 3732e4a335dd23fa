"""The chat of a room: Mia (member) and Chris (challenger) write, Otto (outsider) looks on as a guest."""

from dotanks.room.models import Message
from tests import rooms
from tests.matrix.rows import Read, Row, at, team

IN = team(200, outsider=200)
WORDS = {"text": "Shall we ask the archive?"}


def in_room(rest: str) -> Read:
    return "member", lambda _: f"rooms/{Message.objects.earliest('created_at').room_id}/{rest}"


ROWS = [
    Row("list_messages", at("get", rooms.said, "rooms/{found.room_id}/messages/?q=archive"), 404, IN),
    Row("write_message", at("post", rooms.room, "rooms/{id}/messages/", WORDS), 404, team(201, outsider=403)),
    Row("change_message", at("patch", rooms.said, "messages/{id}/", {**WORDS, "read_version": 1}), 404,
        {"member": 200, "challenger": 403, "outsider": 403}),
    Row("take_message_away", at("post", rooms.said, "messages/{id}/take-away/"), 404,
        {"member": 200, "challenger": 403, "outsider": 403}),
    Row("read_unread_messages", at("get", rooms.said, "rooms/{found.room_id}/messages/unread/"), 404, IN),
    Row("mark_messages_read", at("post", rooms.said, "rooms/{found.room_id}/messages/unread/", {"number": 1}), 404, IN),
    Row("export_messages", at("get", rooms.said, "rooms/{found.room_id}/messages/export/?form=json"), 404, IN),
]  # fmt: skip

READS: dict[str, Read] = {
    "list_messages": in_room("messages/"),
    "read_unread_messages": in_room("messages/unread/"),
    "export_messages": in_room("messages/export/?form=json"),
}
