"""The lesson and the handbook."""

from learning.models import Lesson
from tests import stages
from tests.matrix.rows import PUBLIC, Read, Row, at, first, get, read_of_the_handbook, team

ROWS = [
    Row("read_handbook", get("handbook/"), 200, PUBLIC),
    Row("read_case", read_of_the_handbook("cases/be-nido/"), 200, PUBLIC),
    Row("read_tool", read_of_the_handbook("tools/culture-map/"), 200, PUBLIC),
    Row("read_lesson", at("get", stages.concluded, "lessons/{id}/"), 404, team(200, anonymous=404)),
    Row(
        "edit_lesson",
        at("patch", stages.concluded, "lessons/{id}/", {"read_version": 1, "title": "New"}),
        404,
        team(200),
    ),
]

READS: dict[str, Read] = {
    "read_handbook": ("member", "handbook/"),
    "read_case": ("member", "cases/be-nido/"),
    "read_tool": ("member", "tools/culture-map/"),
    "read_lesson": ("member", lambda _: f"lessons/{first(Lesson).pk}/"),
}
