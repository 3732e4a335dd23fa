"""The servers that `make bench-live` measures: ours with the real handshake, and its peers as their makers run them."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]

from tools.frontend import node_env
from tools.steps import ROOT

PEERS = Path(__file__).parent / "peers"


@dataclass
class Contender:
    """One server under test."""

    name: str
    command: list[str]
    cwd: Path
    kind: str = "y-websocket"
    path: str = ""
    stores: bool = True
    cookies: list[str] = field(default_factory=list)
    env: dict[str, str] = field(default_factory=dict)
    port: int = 0
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until its port answers."""
        if not self.port:
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", 0))
                self.port = probe.getsockname()[1]
        port = str(self.port)
        self.process = subprocess.Popen(
            [part.replace("{port}", port) for part in self.command],
            cwd=self.cwd,
            env=node_env()
            | {name: value.replace("{port}", port) for name, value in self.env.items()}
            | {"PORT": port, "HOST": "127.0.0.1"},
            stdout=subprocess.DEVNULL,
        )
        until = time.monotonic() + 120
        while time.monotonic() < until and self.process.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        raise RuntimeError(f"{self.name} does not answer")

    def processes(self) -> list[Any]:
        """The server with what it started."""
        assert self.process is not None
        whole = psutil.Process(self.process.pid)
        return [whole, *whole.children(recursive=True)]

    def cpu(self) -> float:
        """Seconds of CPU so far."""
        return float(sum(sum(one.cpu_times()[:2]) for one in self.processes()))

    def memory(self) -> float:
        """Megabytes that only this server holds, or shares with nobody else."""
        return float(sum(one.memory_full_info().uss for one in self.processes())) / 2**20

    def kill(self) -> None:
        """End it and what it started, as a power cut would."""
        for one in self.processes():
            one.send_signal(signal.SIGKILL)
        assert self.process is not None
        self.process.wait()

    def task(self, **more: Any) -> dict[str, Any]:
        """What the load generator needs to know."""
        return {
            "kind": self.kind,
            "url": f"ws://127.0.0.1:{self.port}{self.path}",
            "cookies": self.cookies,
            "origin": f"http://127.0.0.1:{self.port}",
        } | more


def node(script: str) -> list[str]:
    """The command for one of the peers' scripts, in a Node that looks for its packages there."""
    return [str(Path(node_env()["PATH"].split(os.pathsep)[0]) / "node"), script]


def ours(cookies: list[str], abilities: Path) -> Contender:
    """Our rooms behind their real handshake, sessions and rights."""
    return Contender(
        "ours",
        [
            sys.executable, "-m", "uvicorn", "tests.dotanks.live.served:application", "--host", "127.0.0.1",
            "--port", "{port}", "--ws", "dotanks.live.wire:RoomProtocol", "--ws-max-size", "1572928",
            "--ws-per-message-deflate", "false", "--log-level", "warning",
        ],
        ROOT,
        path="/ws/rooms",
        cookies=cookies,
        env={"LIVE_PATIENT": "1", "LIVE_ABILITIES": str(abilities), "SITE_URL": "http://127.0.0.1:{port}"},
    )  # fmt: skip


def hocuspocus() -> Contender:
    """Hocuspocus with its database extension on the same PostgreSQL."""
    return Contender("Hocuspocus", node("hocuspocus.mjs"), PEERS, kind="hocuspocus")


def y_websocket() -> Contender:
    """y-websocket's own server, which keeps everything in memory."""
    script = "node_modules/@y/websocket-server/src/server.js"
    return Contender("y-websocket", node(script), PEERS, stores=False, env={"GC": "true"})


def load(task: dict[str, Any]) -> subprocess.Popen[str]:
    """Start the load generator."""
    return subprocess.Popen(
        [*node("load.mjs"), json.dumps(task)],
        cwd=PEERS,
        env=node_env(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
