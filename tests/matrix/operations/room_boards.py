"""Boards: whoever is in the room reads them, and whoever writes in it opens, names and closes them."""

from tests import boards, stages
from tests.matrix.rows import Read, Row, at, get, team

ROWS = [
    Row("read_board_kinds", get("board-kinds/"), 200, {}),
    Row("read_boards", at("get", stages.working, "rooms/{found.room_id}/boards/"), 404, team(200)),
    Row("open_board", at("post", stages.working, "rooms/{found.room_id}/boards/", {"kind": "culture"}), 404, team(201)),
    Row("read_board", at("get", boards.with_notes, "boards/{id}/"), 404, team(200)),
    Row("rename_board", at("patch", boards.board, "boards/{id}/", {"title": "What we fear"}), 404, team(200)),
    Row("close_board", at("post", boards.board, "boards/{id}/close/"), 404, team(200)),
    Row("export_board_csv", at("get", boards.with_notes, "boards/{id}/export.csv"), 404, team(200)),
    Row("export_board_svg", at("get", boards.with_notes, "boards/{id}/export.svg"), 404, team(200)),
]

READS: dict[str, Read] = {
    "read_board_kinds": ("member", "board-kinds/"),
    "read_boards": ("member", lambda cast: f"rooms/{boards.some(cast).room_id}/boards/"),
    "read_board": ("member", lambda cast: f"boards/{boards.some(cast).pk}/"),
    "export_board_csv": ("member", lambda cast: f"boards/{boards.some(cast).pk}/export.csv"),
    "export_board_svg": ("member", lambda cast: f"boards/{boards.some(cast).pk}/export.svg"),
}
