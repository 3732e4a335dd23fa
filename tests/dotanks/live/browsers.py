"""People's browsers for the tests: the front end's own room in Node, one process each."""

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.dotanks.live.conftest import ROOT, House, Server, Somebody

OURS = ROOT / ".venv" / "bin" / "node"
NODE = str(OURS) if OURS.is_file() else shutil.which("node")
FRONT_END = ROOT / "frontend"
needs_node = pytest.mark.skipif(
    NODE is None or not (FRONT_END / "node_modules" / "yjs").is_dir(), reason="the front end is not installed here"
)
SCRIPT = (Path(__file__).parent / "browser.mjs").read_text()


class Browser:
    """One person in one room, with the real front end's code. `network`: open, blocked (no sockets) or held back."""

    def __init__(self, port: int, house: House, who: Somebody, network: str = "open") -> None:
        self.process = subprocess.Popen(
            [NODE or "", "--no-warnings", "--input-type=module", "-e", SCRIPT],
            cwd=FRONT_END,
            env=os.environ
            | {
                "BASE": f"http://127.0.0.1:{port}",
                "ROOM": str(house.room),
                "COOKIE": who.cookie,
                "NETWORK": network,
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def start(self, script: str) -> None:
        """Do something without waiting for it."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(script) + "\n")
        self.process.stdin.flush()

    def answer(self) -> Any:
        """What the oldest thing started came to."""
        assert self.process.stdout is not None
        told = json.loads(self.process.stdout.readline())
        assert "wrong" not in told, told["wrong"]
        return told["answer"]

    def do(self, script: str) -> Any:
        """Do something and answer what it came to."""
        self.start(script)
        return self.answer()

    def write(self, text: str) -> None:
        """Write at the end of the text."""
        self.do(f"write({json.dumps(text)})")

    def sees(self, *words: str) -> None:
        """Wait until these words are in the text."""
        for word in words:
            self.do(f"await until(() => text().includes({json.dumps(word)}))")

    def shows(self, *states: str) -> None:
        """Wait until the screen says one of these."""
        self.do(f"await until(() => {json.dumps(states)}.includes(saving()))")

    @property
    def text(self) -> str:
        """The document as it stands here."""
        return str(self.do("return text()"))

    def sleep(self) -> None:
        """As a closed laptop does."""
        self.process.send_signal(signal.SIGSTOP)

    def wake(self) -> None:
        """As if nothing had been."""
        self.process.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        """Gone at once."""
        self.process.kill()
        self.process.wait()


@contextmanager
def browsers(house: House, *who: tuple[Server | int, Somebody, str]) -> Iterator[list[Browser]]:
    """Open these people's browsers side by side; they close at the end."""
    with ExitStack() as stack:
        opened = []
        for server, person, network in who:
            port = server if isinstance(server, int) else server.port
            opened.append(Browser(port, house, person, network))
            stack.callback(opened[-1].kill)
        yield opened
