"""The document's people and pictures: whoever enters the room reads, whoever writes there puts pictures in."""

from dotanks.models import DoTank
from dotanks.room.models import RoomAttachment
from tests import files, stages
from tests.cast import Cast
from tests.matrix.rows import Read, Row, at, first, team


def picture(cast: Cast) -> RoomAttachment:
    """A picture in the room of a working team."""
    return files.attach_to_room(cast.member, stages.working(cast).room_id)


ROWS = [
    Row("read_room_people", at("get", stages.working, "rooms/{found.room_id}/people/"), 404, team(200)),
    Row("list_open_tasks", at("get", stages.working, "rooms/{found.room_id}/tasks/"), 404, team(200)),
    Row("list_room_templates", at("get", stages.working, "rooms/{found.room_id}/templates/"), 404, team(200)),
    Row(
        "add_room_attachment",
        at("post", stages.working, "rooms/{found.room_id}/attachments/", files.photo()),
        404,
        team(201),
    ),
    Row(
        "download_room_attachment",
        at("get", picture, "rooms/{found.room_id}/attachments/{id}/file/"),
        404,
        team(200),
    ),
]

READS: dict[str, Read] = {
    "read_room_people": ("member", lambda cast: f"rooms/{first(DoTank).room_id}/people/"),
    "list_open_tasks": ("member", lambda cast: f"rooms/{first(DoTank).room_id}/tasks/"),
    "list_room_templates": ("member", lambda cast: f"rooms/{first(DoTank).room_id}/templates/"),
}
