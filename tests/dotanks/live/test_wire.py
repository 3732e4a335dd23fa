"""The short way between a socket and its room, and what is said where there is none or the database is away."""

import asyncio
import http.client
import json
from collections.abc import Callable
from contextlib import AsyncExitStack
from typing import Any

import pycrdt
import pytest
import websockets
from websockets.asyncio.client import connect

from dotanks.live import limits, protocol, rooms
from tests.dotanks.live.browsers import browsers, needs_node
from tests.dotanks.live.conftest import House, Server
from tests.dotanks.live.typist import room_url

UVICORNS_OWN = "websockets-sansio"


@pytest.fixture(scope="module")
def plain_server(start_server: Callable[..., Server]) -> Server:
    """A server without the short way."""
    return start_server(protocol=UVICORNS_OWN)


def test_a_room_works_without_the_short_way(house: House, server: Server, plain_server: Server) -> None:
    anna, bram = house.somebody("Anna"), house.somebody("Bram")

    async def scene() -> None:
        async with house.enter(server, anna) as one, house.enter(plain_server, bram) as two:
            await one.paragraph("a")
            await two.until(lambda: "a" in two.text())
            await two.type("b")
            await two.stored()
            await one.until(lambda: "ab" in one.text())

    asyncio.run(scene())


@pytest.mark.parametrize("pieces", ["bytes", "fragments", "together"])
def test_frames_arrive_however_they_are_cut(house: House, server: Server, pieces: str) -> None:
    """One byte at a time, in fragments with a ping between them, and many in one packet: all are heard, in order."""
    anna = house.somebody("Anna")

    async def scene() -> None:
        async with house.enter(server, anna) as one:
            await one.paragraph("|")
            await one.stored()
            edits = [protocol.update(one.edit(letter * size)) for letter, size in (("a", 3), ("b", 200), ("c", 70_000))]
            if pieces == "fragments":
                for edit in edits:
                    await one.socket.send([edit[:10], edit[10:20], edit[20:]])
                    await (await one.socket.ping())
            elif pieces == "together":
                await asyncio.gather(*(one.socket.send(edit) for edit in edits))
            else:
                whole = b"".join(
                    websockets.frames.Frame(websockets.frames.Opcode.BINARY, edit).serialize(mask=True)
                    for edit in edits[:2]
                )
                for at in range(len(whole)):
                    one.socket.transport.write(whole[at : at + 1])
                    await asyncio.sleep(0)
                await one.socket.send(edits[2])
            await one.stored()
            assert one.close_code is None

    asyncio.run(scene())
    assert rooms.read_document(house.room).text == "|aaa" + "b" * 200 + "c" * 70_000


def test_five_hundred_joins_at_once_disturb_nobody(house: House, start_server: Callable[..., Server]) -> None:
    """Readers all get in; of those who may write as many as a room takes, the others hear that it is full."""
    server = start_server(LIVE_PATIENT="1")  # the tests' own server asks for everybody's rights all the time
    calm = house.somebody("Calm")
    other_room = House(rooms.open_room("trial"), house.abilities_file)
    readers = [other_room.somebody(f"Reader {number}", "r") for number in range(21)]
    writers = [other_room.somebody(f"Writer {number}") for number in range(4)]
    crowd = [who for who in readers + writers for _ in range(limits.SOCKETS_PER_PERSON)]
    assert len(crowd) == 500

    async def join(stack: AsyncExitStack, cookie: str) -> str:
        headers, origin = {"Cookie": f"sessionid={cookie}"}, f"http://127.0.0.1:{server.port}"
        socket = await stack.enter_async_context(
            connect(
                room_url(server.port, other_room.room), additional_headers=headers, origin=origin,  # type: ignore[arg-type]
                compression=None, open_timeout=60, close_timeout=1,
            )
        )  # fmt: skip
        try:
            await socket.send(protocol.step_1(b"\x00"))
            async with asyncio.timeout(60):
                async for frame in socket:
                    if bytes(frame[:2]) == bytes([protocol.SYNC, protocol.STEP_2]):  # type: ignore[arg-type]
                        return "in"
        except websockets.ConnectionClosed:
            pass
        return str(socket.close_code)

    async def scene() -> tuple[list[str], int]:
        async with house.enter(server, calm) as one, AsyncExitStack() as stack:
            await one.paragraph("|")
            await one.stored()
            joining = asyncio.gather(*(join(stack, who.cookie) for who in crowd))
            meanwhile = 0
            while not joining.done():
                await one.type(".")
                await one.stored()
                meanwhile += not joining.done()
                await asyncio.sleep(0.05)
            return await joining, meanwhile

    answers, meanwhile = asyncio.run(scene())
    kinds = {kind: answers.count(kind) for kind in set(answers)}
    assert kinds == {"in": 480, str(protocol.TOO_MANY): 20}
    assert meanwhile > 3  # stored one after the other while the crowd came in, not after it


def test_a_paste_of_300_kilobytes_is_taken_and_seen(house: House, server: Server) -> None:
    anna, bram = house.somebody("Anna"), house.somebody("Bram")

    async def scene() -> None:
        async with house.enter(server, anna) as one, house.enter(server, bram) as two:
            await one.paragraph("|")
            await one.stored()
            before = one.doc.get_state()
            with one.doc.transaction():
                for number in range(3_000):
                    paragraph = pycrdt.XmlElement("paragraph")
                    one.root.children.append(paragraph)
                    paragraph.children.append(pycrdt.XmlText(f"{number:05} " + "x" * 94))
            await one.socket.send(protocol.update(one.doc.get_update(before)))
            await one.stored(30)
            await two.until(lambda: "02999 " in two.text(), seconds=30)
            assert one.close_code is None
            assert two.close_code is None

    asyncio.run(scene())
    assert len(rooms.read_document(house.room).text) > 300_000


@needs_node
def test_a_browser_says_what_became_of_a_paste(house: House, server: Server) -> None:
    """Half a megabyte is saved, by socket or by requests; two megabytes are refused in words and stay on the screen."""
    anna, bram = house.somebody("Anna"), house.somebody("Bram")
    with browsers(house, (server, anna, "open"), (server, bram, "blocked")) as (one, two):
        one.write("start ")
        two.sees("start")
        for who, letter in ((one, "a"), (two, "b")):
            who.do(f"write('{letter}'.repeat(500_000)); await until(() => saving() === 'saved', 'a paste')")
        for who in (one, two):
            who.do("await until(() => text().length > 1_000_000, 'both pastes')")
        one.do("write('c'.repeat(2_000_000))")
        one.do("await until(() => saving() === 'refused', 'a refusal')")
        assert one.do("return text().length") > 3_000_000
        two.write("on we go")
        two.shows("saved")
    assert "c" not in rooms.read_document(house.room).text.replace("start", "")


@needs_node
def test_without_a_database_all_are_asked_to_come_back(house: House, start_server: Callable[..., Server]) -> None:
    anna = house.somebody("Anna")
    away = start_server(DATABASE_URL="postgresql://nobody@127.0.0.1:1/nothing")

    async def handshake() -> Any:
        async with house.enter(away, anna):
            return None

    with pytest.raises(websockets.InvalidStatus) as refused:
        asyncio.run(handshake())
    assert refused.value.response.status_code == 503
    assert refused.value.response.headers["Retry-After"]

    by_request = http.client.HTTPConnection("127.0.0.1", away.port)
    cookies = f"sessionid={anna.cookie}; csrftoken={'a' * 32}"
    headers = {"Cookie": cookies, "X-CSRFToken": "a" * 32, "Origin": f"http://127.0.0.1:{away.port}"}
    by_request.request("POST", f"/live/rooms/{house.room}/", headers=headers)
    answer = by_request.getresponse()
    assert answer.status == 503
    assert json.loads(answer.read()) == {"code": protocol.NOT_NOW}

    with browsers(house, (away, anna, "open")) as (one,):
        one.write("kept here")
        one.shows("offline", "unkept")
        one.do("await until(() => opened.length > 1)")  # it tries again by itself
        assert "kept here" in one.text
