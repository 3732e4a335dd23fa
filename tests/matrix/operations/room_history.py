"""The document of a room in other forms."""

from dotanks.models import DoTank
from tests import stages
from tests.matrix.rows import Read, Row, at, first

ROWS = [
    Row(
        "export_document",
        at("get", stages.working, "rooms/{found.room_id}/document/md/"),
        404,
        {"member": 200, "challenger": 200, "third": 200},
    ),
]

READS: dict[str, Read] = {"export_document": ("member", lambda _: f"rooms/{first(DoTank).room_id}/document/md/")}
