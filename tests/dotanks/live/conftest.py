"""A real uvicorn process, real rooms and people, and a file that says who may do what."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import UUID, uuid4

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client

from dotanks.live import kinds, rooms
from tests.dotanks.live.typist import Typist, room_url

ROOT = Path(__file__).parents[3]


def _trial(person: Any, room_id: UUID) -> rooms.RoomAbilities | None:
    return rooms.RoomAbilities(read=True, write=True)


@pytest.fixture(autouse=True)
def _trial_kind() -> None:
    if kinds.find("trial") is None:
        rooms.register("trial", _trial)


def test_database_url() -> str:
    """The address of the database the tests run in, for a process of its own."""
    settings = connection.settings_dict
    user = quote(settings["USER"], safe="") + (
        f":{quote(settings['PASSWORD'], safe='')}" if settings["PASSWORD"] else ""
    )
    host, port = settings["HOST"], settings["PORT"]
    if host.startswith("/"):
        return f"postgresql://{user}@/{settings['NAME']}?host={quote(host, safe='')}"
    return f"postgresql://{user}@{host}{f':{port}' if port else ''}/{settings['NAME']}"


test_database_url.__test__ = False  # type: ignore[attr-defined]


class Server:
    """One uvicorn process with the rooms in it."""

    def __init__(
        self, abilities: Path, port: int = 0, *, protocol: str = "dotanks.live.wire:RoomProtocol", **env: str
    ) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = port or probe.getsockname()[1]
        self.process = subprocess.Popen(
            [
                sys.executable, "-m", "uvicorn", "tests.dotanks.live.served:application",
                "--host", "127.0.0.1", "--port", str(self.port), "--ws", protocol,
                "--ws-max-size", "1572928", "--ws-per-message-deflate", "false", "--log-level", "warning",
            ],
            cwd=ROOT,
            env=os.environ
            | {
                "DATABASE_URL": test_database_url(),
                "LIVE_ABILITIES": str(abilities),
                "SITE_URL": f"http://127.0.0.1:{self.port}",
            }
            | env,
        )  # fmt: skip

    def wait(self) -> None:
        """Until the port answers."""
        for _ in range(900):
            if self.process.poll() is not None:
                raise RuntimeError(f"the server ended with {self.process.returncode}")
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        raise RuntimeError("the server does not answer")

    def kill(self) -> None:
        """End it as the kernel would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """End it and reap it."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                self.kill()


@pytest.fixture(scope="module")
def abilities_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that says who may do what."""
    path = tmp_path_factory.mktemp("live") / "abilities.json"
    path.write_text("{}")
    return path


@pytest.fixture(scope="module")
def start_server(django_db_setup: None, abilities_file: Path) -> Iterator[Callable[..., Server]]:
    """Start as many processes as a test needs, on a given port if need be; they end with the module."""
    started: list[Server] = []

    def start(port: int = 0, **options: str) -> Server:
        server = Server(abilities_file, port, **options)
        started.append(server)
        server.wait()
        return server

    yield start
    for server in started:
        server.stop()


@pytest.fixture(scope="module")
def server(start_server: Callable[[], Server]) -> Server:
    """One process for the whole module."""
    return start_server()


@dataclass
class Somebody:
    """A person with a session."""

    person: Any
    cookie: str


@dataclass
class House:
    """A room, and who may do what in it."""

    room: UUID
    abilities_file: Path

    def somebody(self, name: str, may: str | None = "rw") -> Somebody:
        """A person who may do this here and is signed in."""
        person = get_user_model().objects.create(email=f"{uuid4().hex}@example.org", name=name)
        self.allow(person, may)
        return self.sign_in(person)

    def sign_in(self, person: Any) -> Somebody:
        """One more session of this person."""
        browser = Client()
        browser.force_login(person)
        return Somebody(person, browser.cookies["sessionid"].value)

    def allow(self, person: Any, may: str | None) -> None:
        """Say what a person may do here from now on."""
        table = json.loads(self.abilities_file.read_text())
        table[f"{person.pk} {self.room}"] = may
        fresh = self.abilities_file.with_suffix(".new")
        fresh.write_text(json.dumps(table))
        fresh.replace(self.abilities_file)

    def enter(self, server: Server, who: Somebody | None, **options: Any) -> Typist:
        """Open a socket as this person's browser would."""
        url = room_url(server.port, options.pop("room", self.room))
        origin = options.pop("origin", f"http://127.0.0.1:{server.port}")
        return Typist(url, who.cookie if who else None, origin=origin)


@pytest.fixture
def house(transactional_db: None, abilities_file: Path) -> House:
    """A new, empty room."""
    return House(rooms.open_room("trial"), abilities_file)


def closed_with(house: House, server: Server, who: Any, **options: Any) -> int | None:
    async def scene() -> int | None:
        async with house.enter(server, who, **options) as one:
            await one.until(lambda: one.close_code is not None)
            assert one.text() == ""
            return one.close_code

    return asyncio.run(scene())
