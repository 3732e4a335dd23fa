"""The same rooms with the real thing: Yjs, y-websocket and the editor's schema, in Node."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from dotanks.live import rooms
from tests.dotanks.live.conftest import ROOT, House, Server

OURS = ROOT / ".venv" / "bin" / "node"
NODE = str(OURS) if OURS.is_file() else shutil.which("node")
FRONT_END = ROOT / "frontend"


@pytest.mark.skipif(
    NODE is None or not (FRONT_END / "node_modules" / "yjs").is_dir(), reason="the front end is not installed here"
)
def test_yjs_clients_write_go_offline_and_come_back(house: House, server: Server) -> None:
    anna = house.somebody("Änne")
    rooms.seed_document(
        house.room, [rooms.Heading("Plan", 2), rooms.Paragraph("A hint", italic=True), rooms.Bullets(["x"]), ""]
    )
    done = subprocess.run(
        [NODE or "", "--input-type=module", "-"],
        input=(Path(__file__).parent / "yjs_people.mjs").read_text(),
        cwd=FRONT_END,
        env=os.environ
        | {
            "URL": f"ws://127.0.0.1:{server.port}/ws/rooms",
            "ROOM": str(house.room),
            "COOKIE": anna.cookie,
            "ORIGIN": f"http://127.0.0.1:{server.port}",
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout)

    blocks = told["seed"]["content"]
    assert [block["type"] for block in blocks] == ["heading", "paragraph", "bulletList", "paragraph"]
    assert blocks[0]["attrs"] == {"level": 2}
    assert blocks[1]["content"][0]["marks"][0]["type"] == "italic"
    assert set(told["seen"]) == {"Änne"}

    html = rooms.read_document(house.room).html
    assert html in {
        f'<h2>{start}From Yjs 😀</h2><ol start="2"><li><p><strong><em>strong</em></strong></p></li></ol>'
        for start in ("online offline ", "offline online ")
    }
