"""The archive of a room: whoever reads the room takes it along, whoever writes there brings one in."""

from typing import Any
from uuid import UUID

from dotanks.models import DocumentVersion, DoTank
from dotanks.room.archive import queries
from tests import rooms, stages
from tests.cast import Cast
from tests.matrix.rows import Read, Row, at, first, team


def archive(cast: Cast, found: Any) -> bytes:
    """The archive of the room itself: it comes in beside what is there."""
    room: UUID = found.pk
    with queries.archive_of(cast.member, room).content as content:
        return content.read()


ROWS = [
    Row("export_room", at("get", rooms.room, "rooms/{id}/archive/"), 404, team(200, outsider=200)),
    Row("look_into_archive", at("post", rooms.room, "rooms/{id}/archive/preview/", archive), 404,
        team(200, outsider=403)),
    Row("bring_in_archive", at("post", rooms.room, "rooms/{id}/archive/", archive), 404, team(201, outsider=403)),
    Row("export_version", at("get", stages.version, "versions/{id}/document/md/"), 404, team(200)),
]  # fmt: skip

READS: dict[str, Read] = {
    "export_room": ("member", lambda _: f"rooms/{first(DoTank).room_id}/archive/"),
    "export_version": ("member", lambda _: f"versions/{first(DocumentVersion).pk}/document/md/"),
}
