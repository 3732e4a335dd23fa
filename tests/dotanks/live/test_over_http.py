"""A room over plain requests, request by request: who may, who may not, and what nobody may do."""

import base64
import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import Any
from uuid import uuid4

import httpx
import pytest

from dotanks.live import limits, protocol, rooms
from dotanks.live.guard import check_presence
from dotanks.live.protocol import chunk
from dotanks.live.reader import Reader
from tests.dotanks.live.conftest import House, Server, Somebody
from tests.dotanks.live.test_guard import element, update

TOKEN = "b" * 32
STREAM = {"Accept": "text/event-stream"}
WHOLE = protocol.step_1(b"\x00")


class Requests:
    """One browser's requests to one room."""

    def __init__(self, server: Server, house: House, who: Somebody | None, room: Any = None) -> None:
        self.site = f"http://127.0.0.1:{server.port}"
        cookies = {"csrftoken": TOKEN} | ({"sessionid": who.cookie} if who else {})
        self.client = httpx.Client(cookies=cookies, timeout=15, trust_env=False)
        self.client.headers.update({"Origin": self.site, "X-CSRFToken": TOKEN})
        self.path = f"{self.site}/live/rooms/{room or house.room}/"

    def __enter__(self) -> "Requests":
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()

    def sit(self) -> "Requests":
        """Take a seat."""
        answer = self.client.post(self.path)
        assert answer.status_code == 200, answer.text
        self.client.headers["X-Seat"] = answer.json()["seat"]
        return self

    def send(self, *frames: bytes) -> httpx.Response:
        """Bring frames."""
        return self.client.post(self.path, content=b"".join(map(chunk, frames)))

    def poll(self) -> httpx.Response:
        """Whatever there is."""
        return self.client.get(self.path)

    def hear(self, kind: int, step: int | None = None) -> protocol.Frame:
        """Poll until a message of this kind comes."""
        for _ in range(20):
            answer = self.poll()
            assert answer.status_code == 200, answer.text
            reader = Reader(answer.content)
            while reader.at < reader.end:
                frame = protocol.read(reader.chunk())
                if frame.kind == kind and step in (None, frame.step):
                    return frame
        raise AssertionError("nothing heard")

    @contextmanager
    def stream(self) -> Iterator[Iterator[str]]:
        """The stream's lines, from its first on."""
        with self.client.stream("GET", self.path, headers=STREAM) as answer:
            assert answer.headers["content-type"] == "text/event-stream"
            lines = answer.iter_lines()
            assert next(lines).startswith(": ")
            yield lines


@pytest.fixture
def sitting(house: House, server: Server) -> Iterator[Callable[..., Requests]]:
    """Somebody's requests, with a seat taken."""
    opened = []

    def sit(who: Somebody) -> Requests:
        opened.append(Requests(server, house, who))
        return opened[-1].sit()

    yield sit
    for one in opened:
        one.client.delete(one.path)
        one.client.close()


def end_of(lines: Iterator[str]) -> int:
    """The code with which a stream ends."""
    for line in lines:
        if line == "event: end":
            return int(next(lines).removeprefix("data: "))
    raise AssertionError("the stream broke off")


@pytest.mark.parametrize(
    ("may", "elsewhere", "status", "code"),
    [
        (None, False, 404, protocol.UNKNOWN_ROOM),
        ("-", False, 403, protocol.ACCESS_ENDED),
        ("rw", True, 404, protocol.UNKNOWN_ROOM),
    ],
    ids=["somebody else's room", "unreadable", "unknown room"],
)
def test_an_outsider_gets_no_seat(
    house: House, server: Server, may: str | None, elsewhere: bool, status: int, code: int
) -> None:
    with Requests(server, house, house.somebody("Olga", may), uuid4() if elsewhere else None) as olga:
        answer = olga.client.post(olga.path)
    assert (answer.status_code, answer.json()) == (status, {"code": code})


def test_who_is_not_signed_in_gets_no_seat(house: House, server: Server) -> None:
    with Requests(server, house, None) as nobody:
        answer = nobody.client.post(nobody.path)
    assert (answer.status_code, answer.json()) == (401, {"code": protocol.SIGNED_OUT})


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"X-CSRFToken": "c" * 32},
        {"Host": "elsewhere.example"},
    ],
    ids=["foreign page", "hidden page", "wrong token", "foreign host"],
)
def test_another_site_changes_nothing(house: House, server: Server, headers: dict[str, str]) -> None:
    with Requests(server, house, house.somebody("Anna")) as anna:
        assert anna.client.post(anna.path, headers=headers).status_code == 403
        anna.sit()
        edit = chunk(protocol.update(update(element())))
        assert anna.client.post(anna.path, content=edit, headers=headers).status_code == 403
        assert anna.client.delete(anna.path, headers=headers).status_code == 403
        assert anna.hear(protocol.SYNC).step == protocol.STEP_1  # the seat is still there
    assert rooms.read_document(house.room).html == ""


def test_a_seat_serves_nobody_else(house: House, server: Server, sitting: Callable[..., Requests]) -> None:
    anna, bram = sitting(house.somebody("Anna")), sitting(house.somebody("Bram"))
    bram.client.headers["X-Seat"] = anna.client.headers["X-Seat"]
    for answer in (
        bram.poll(),
        bram.send(WHOLE),
        bram.client.delete(bram.path),
        bram.client.get(bram.path, headers=STREAM),
    ):
        assert (answer.status_code, answer.json()) == (410, {"code": protocol.COME_BACK})
    del bram.client.headers["X-Seat"]
    assert bram.poll().status_code == 410  # nothing is read without a seat
    assert anna.client.put(anna.path).status_code == 405


def test_an_edit_is_called_stored_once_it_is_and_others_see_it(house: House, sitting: Callable[..., Requests]) -> None:
    anna, bram = sitting(house.somebody("Anna")), sitting(house.somebody("Bram"))
    with bram.stream() as lines:
        assert anna.send(protocol.update(update(element())), protocol.stored(7)).status_code == 204
        assert anna.hear(protocol.STORED).number == 7
        assert rooms.read_document(house.room).html == "<p></p>"
        while True:
            line = next(lines)
            if line.startswith("data: "):
                frame = protocol.read(base64.b64decode(line.removeprefix("data: ")))
                if frame.kind == protocol.SYNC and frame.step == protocol.UPDATE:
                    break
    answer = anna.poll()
    assert answer.headers["cache-control"] == "private, no-store, no-transform"
    assert answer.headers["x-accel-buffering"] == "no"


@pytest.mark.parametrize(
    "body",
    [
        b"\x05abc",
        chunk(b"\x63"),
        chunk(protocol.update(b"\x01\x02\x03")),
        chunk(b"\x01" + chunk(protocol.number(10_000))),
    ],
    ids=["half a frame", "unknown kind", "no update", "10,000 presences"],
)
def test_who_speaks_nonsense_loses_the_seat_and_nobody_else_notices(
    house: House, sitting: Callable[..., Requests], body: bytes
) -> None:
    anna, mallory = sitting(house.somebody("Anna")), sitting(house.somebody("Mallory"))
    refused = mallory.client.post(mallory.path, content=body)
    if body[0] != 5:  # a frame that is no frame is refused by itself, without a seat to lose
        refused = mallory.poll() if refused.status_code == 204 else refused
        while refused.status_code == 200:
            refused = mallory.poll()
    assert (refused.status_code, refused.json()) == (422, {"code": protocol.NOT_UNDERSTOOD})
    anna.send(protocol.update(update(element())), protocol.stored(1))
    assert anna.hear(protocol.STORED).number == 1


def test_fifty_megabytes_are_not_read(house: House, sitting: Callable[..., Requests]) -> None:
    anna, mallory = sitting(house.somebody("Anna")), sitting(house.somebody("Mallory"))

    def endless() -> Iterator[bytes]:
        for _ in range(50):
            yield b"x" * 1024 * 1024

    with suppress(httpx.TransportError):  # cut while it was still sending
        answer = mallory.client.post(mallory.path, content=endless())
        assert (answer.status_code, answer.json()) == (413, {"code": protocol.TOO_LARGE})
    large = protocol.update(update(element()) + b"x" * 1_600_000)
    mallory.send(large)
    answer = mallory.poll()
    while answer.status_code == 200:
        answer = mallory.poll()
    assert (answer.status_code, answer.json()) == (413, {"code": protocol.TOO_LARGE})
    anna.send(protocol.update(update(element())), protocol.stored(1))
    assert anna.hear(protocol.STORED).number == 1


def test_who_does_not_come_back_or_leaves_is_gone(house: House, sitting: Callable[..., Requests]) -> None:
    anna, bram, cleo = (sitting(house.somebody(name)) for name in ("Anna", "Bram", "Cleo"))
    for client, one in enumerate((bram, cleo), start=50):
        here = protocol.awareness([(client, 1, json.dumps({"cursor": None}).encode())])
        assert one.send(here).status_code == 204
    assert bram.client.delete(bram.path).status_code == 204
    assert bram.poll().status_code == 410
    gone: set[int] = set()
    until = time.monotonic() + 20

    while gone != {50, 51} and time.monotonic() < until:  # Cleo's browser never asks again
        reader = Reader(anna.poll().content)
        while reader.at < reader.end:
            frame = protocol.read(reader.chunk())
            if frame.kind == protocol.AWARENESS:
                gone |= {entry.client for entry in check_presence(frame.payload) if entry.state is None}
    assert gone == {50, 51}


def test_seats_and_sockets_of_one_person_are_counted_together(
    house: House, server: Server, sitting: Callable[..., Requests]
) -> None:
    who = house.somebody("Anna")
    with ThreadPoolExecutor(10) as threads:
        seats = list(threads.map(sitting, [who] * limits.SOCKETS_PER_PERSON))
    with Requests(server, house, who) as one:
        answer = one.client.post(one.path)
    assert (answer.status_code, answer.json()) == (429, {"code": protocol.TOO_MANY})
    assert len({one.client.headers["X-Seat"] for one in seats}) == limits.SOCKETS_PER_PERSON


def test_two_do_not_listen_on_one_seat(house: House, server: Server, sitting: Callable[..., Requests]) -> None:
    anna = sitting(house.somebody("Anna"))
    with anna.stream(), httpx.Client(cookies=anna.client.cookies, headers=anna.client.headers, trust_env=False) as tab:
        assert tab.get(anna.path).status_code == 409


def test_a_server_that_is_told_to_stop_does_not_wait_for_streams(
    house: House, start_server: Callable[..., Server]
) -> None:
    server = start_server()
    with Requests(server, house, house.somebody("Anna")) as anna, anna.sit().stream() as lines:
        server.process.terminate()
        assert end_of(lines) == protocol.NOT_NOW
        server.process.wait(10)
