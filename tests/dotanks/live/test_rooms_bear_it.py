"""What one client sends or does not read, and that nobody else notices."""

import asyncio
import time
from contextlib import AsyncExitStack, suppress
from typing import Any

import pycrdt
import pytest
import websockets
from websockets.asyncio.client import ClientConnection, connect

from dotanks.live import access, limits, protocol, rooms
from dotanks.live.models import RoomUpdate
from tests.dotanks.live.conftest import House, Server
from tests.dotanks.live.typist import room_url


def test_too_many_edits_that_wait_for_another_end_the_socket(house: House, server: Server) -> None:
    anna, mallory = house.somebody("Anna"), house.somebody("Mallory")

    async def scene() -> None:
        async with house.enter(server, anna) as one, house.enter(server, mallory) as bad:
            await bad.paragraph("|")
            await bad.stored()
            bad.edit("the missing one")
            with suppress(websockets.ConnectionClosed, ConnectionResetError):
                for number in range(limits.WAITING_UPDATES * 2):
                    await bad.type(f"{number}")
                    if number % 40 == 39:
                        await bad.stored()
            await bad.until(lambda: bad.close_code is not None)
            assert bad.close_code == protocol.NOT_UNDERSTOOD
            await one.paragraph("on we go")
            await one.stored()

    asyncio.run(scene())


@pytest.mark.parametrize(
    "frame",
    [
        b"\x63",
        b"\x00\x02\x03\x01\x02\x03",
        b"\x00\x00\x04\x80\x80\x80\x20",
        protocol.update(b"\x01\x01\x07\x00\x07\x01\x05other\x03\x01p\x00"),
        b"\x01" + protocol.chunk(protocol.number(10_000)),
        b"",
    ],
    ids=["kind", "update", "state vector bomb", "unknown root", "presence bomb", "empty"],
)
def test_who_speaks_nonsense_goes_and_nobody_else_notices(house: House, server: Server, frame: bytes) -> None:
    anna, mallory = house.somebody("Anna"), house.somebody("Mallory")

    async def scene() -> None:
        async with house.enter(server, anna) as one, house.enter(server, mallory) as bad:
            await bad.synced.wait()
            await bad.socket.send(frame)
            await bad.until(lambda: bad.close_code is not None)
            assert bad.close_code == protocol.NOT_UNDERSTOOD
            await one.paragraph("undisturbed")
            await one.stored()
            assert one.close_code is None

    asyncio.run(scene())
    assert RoomUpdate.objects.filter(room_id=house.room).count() == 1


def test_text_and_too_large_frames_end_the_socket(house: House, server: Server) -> None:
    anna = house.somebody("Anna")

    async def scene(frame: str | bytes) -> int | None:
        async with house.enter(server, anna) as one:
            await one.synced.wait()
            with suppress(websockets.ConnectionClosed):  # cut while it was still sending
                await one.socket.send(frame)
            await one.until(lambda: one.close_code is not None)
            return one.close_code

    assert asyncio.run(scene("hello")) == protocol.NOT_UNDERSTOOD
    assert asyncio.run(scene(b"\x00\x02" + b"x" * (1536 * 1024))) == protocol.TOO_LARGE
    assert asyncio.run(scene(b"\x00\x02" + b"x" * (50 * 1024 * 1024))) == 1009  # uvicorn's own limit


def test_misplaced_content_is_refused_by_the_expendable_process(house: House, server: Server) -> None:
    """Bytes that read well one by one, but would put a list item at the top: no editor could show the document."""
    anna, mallory = house.somebody("Anna"), house.somebody("Mallory")

    async def scene() -> None:
        async with house.enter(server, anna) as one, house.enter(server, mallory) as bad:
            await one.paragraph("fine")
            await bad.until(lambda: "fine" in bad.text())
            state = bad.doc.get_state()
            bad.root.children.append(pycrdt.XmlElement("listItem"))
            await bad.socket.send(protocol.update(bad.doc.get_update(state)))
            asked = await bad.ask_stored()
            await bad.until(lambda: bad.close_code is not None)
            assert bad.close_code == protocol.NOT_UNDERSTOOD
            assert asked not in bad.answered
            await one.type(" still")
            await one.stored()

    asyncio.run(scene())
    assert rooms.read_document(house.room).html == "<p>fine still</p>"


def test_a_fast_typist_is_slowed_down_and_never_cut(house: House, server: Server) -> None:
    """300 keys at once are 25 a second after the first 60, gathered, in order, and none is lost."""
    anna, bram = house.somebody("Anna"), house.somebody("Bram")

    async def scene() -> None:
        async with house.enter(server, anna) as one, house.enter(server, bram) as two:
            await one.paragraph("")
            await one.type("|")
            for number in range(300):
                await one.type(f"{number % 10}")
            await one.stored(30)
            assert one.close_code is None
            await two.until(lambda: "9</paragraph>" in two.text())

    asyncio.run(scene())
    assert rooms.read_document(house.room).text == "|" + "0123456789" * 30
    assert RoomUpdate.objects.filter(room_id=house.room).count() < 120


def test_a_flood_does_not_delay_the_others(house: House, server: Server) -> None:
    anna, mallory = house.somebody("Anna"), house.somebody("Mallory")

    async def scene() -> float:
        async with house.enter(server, anna) as one, house.enter(server, mallory) as bad:
            await bad.paragraph("flood ")
            await bad.stored()
            big = bad.edit("x" * 200_000)

            async def flood() -> None:
                while True:
                    await bad.socket.send(protocol.update(big))
                    await bad.socket.send(protocol.step_1(b"\x00"))

            flooding = asyncio.create_task(flood())
            slowest = 0.0
            await one.paragraph("calm")
            for _ in range(20):
                await asyncio.sleep(0.1)
                started = time.perf_counter()
                await one.type(".")
                await one.stored()
                slowest = max(slowest, time.perf_counter() - started)
            flooding.cancel()
            await asyncio.gather(flooding, return_exceptions=True)
            return slowest

    assert asyncio.run(scene()) < 2


async def drain(socket: ClientConnection) -> None:
    while True:
        await socket.recv()


def test_who_does_not_read_is_cut_and_the_others_go_on(house: House, server: Server) -> None:
    writers, stalled = [house.somebody(f"Writer {number}") for number in range(8)], house.somebody("Stan")

    async def scene() -> None:
        headers = {"Cookie": f"sessionid={stalled.cookie}"}
        origin: Any = f"http://127.0.0.1:{server.port}"
        async with AsyncExitStack() as stack:
            people = [await stack.enter_async_context(house.enter(server, writer)) for writer in writers]
            mute = await connect(
                room_url(server.port, house.room),
                additional_headers=headers,
                origin=origin,
                max_queue=1,
                compression=None,
                ping_interval=None,
                close_timeout=1,
            )
            mute.transport.pause_reading()
            for one in people:  # 8 MB: more than the kernel holds for one who does not read
                await one.paragraph("|")
                for number in range(5):
                    await one.type(f"{number}" + "x" * 200_000)
            for one in people:
                await one.stored(30)
            await asyncio.sleep(limits.BEHIND_FOR + 0.1)
            await people[0].type("!")
            await people[0].stored()
            for one in people:
                await one.until(lambda one=one: one.text().count("4xxx") == len(people), seconds=30)
                assert one.close_code is None
            mute.transport.resume_reading()
            async with asyncio.timeout(10):
                with pytest.raises(websockets.ConnectionClosed):
                    await drain(mute)

    asyncio.run(scene())


def test_what_is_said_after_access_ended_is_not_heard(house: House, server: Server) -> None:
    """Bytes already on their way when the right ends, and all that follow them."""
    anna, bram = house.somebody("Anna"), house.somebody("Bram")

    async def scene() -> None:
        async with house.enter(server, anna) as one, house.enter(server, bram) as two:
            await one.paragraph("ours")
            await two.until(lambda: "ours" in two.text())
            house.allow(bram.person, None)
            await asyncio.to_thread(access.ended, bram.person.pk, house.room)
            with suppress(websockets.ConnectionClosed, ConnectionResetError):
                await two.until(lambda: two.close_code is not None)
                await two.type(" theirs")
            assert two.close_code == protocol.ACCESS_ENDED
            await one.type(" still")
            await one.stored()

    asyncio.run(scene())
    assert rooms.read_document(house.room).text == "ours still"
