"""People in one room, over a real server: what they write, and what is kept of it."""

import asyncio
from collections.abc import Callable
from typing import Any

import psycopg
import pycrdt
from django.db import connection

from dotanks.live import protocol, rooms
from dotanks.live.models import RoomUpdate
from tests.dotanks.live.conftest import House, Server, closed_with
from tests.dotanks.live.typist import Typist


def test_two_people_write_in_one_document(house: House, server: Server) -> None:
    anna, bram = house.somebody("Anna"), house.somebody("Bram")

    async def scene() -> str:
        async with house.enter(server, anna) as one, house.enter(server, bram) as two:
            await one.paragraph("Hello from Anna")
            await two.until(lambda: "Hello from Anna" in two.text())
            await two.paragraph("and from Bram")
            await one.until(lambda: "and from Bram" in one.text())
            await two.stored()
            assert one.text() == two.text()
            return one.text()

    assert asyncio.run(scene()) == "<paragraph>Hello from Anna</paragraph><paragraph>and from Bram</paragraph>"
    assert rooms.read_document(house.room).text == "Hello from Anna\nand from Bram"
    assert rooms.authors_between(house.room, 0, 2**40) == {anna.person.pk, bram.person.pk}


def test_who_comes_later_gets_everything(house: House, server: Server) -> None:
    anna = house.somebody("Anna")
    rooms.seed_document(house.room, [rooms.Heading("Our plan"), "First"])

    async def scene() -> str:
        async with house.enter(server, anna) as one:
            await one.synced.wait()
            assert "Our plan" in one.text()
            await one.paragraph("Second")
            await one.stored()
        async with house.enter(server, anna) as again:
            await again.until(lambda: "Second" in again.text())
            return again.text()

    text = asyncio.run(scene())
    assert text.index("Our plan") < text.index("First") < text.index("Second")


def test_a_template_reaches_people_who_wait_in_the_empty_room(house: House, server: Server) -> None:
    anna = house.somebody("Anna")

    async def scene() -> None:
        async with house.enter(server, anna) as one:
            await one.synced.wait()
            await asyncio.to_thread(seed)
            await one.until(lambda: "Our plan" in one.text(), seconds=4)  # sooner than a look into the log

    def seed() -> None:
        try:
            assert rooms.seed_document(house.room, [rooms.Heading("Our plan")])
        finally:
            connection.close()

    asyncio.run(scene())
    assert not rooms.seed_document(house.room, [rooms.Heading("Our plan")])


def stored_text(parameters: dict[str, Any], room: Any) -> str:
    """What PostgreSQL holds at this moment, read past Django and past the server."""
    with psycopg.connect(**parameters) as database:
        rows = database.execute(
            "SELECT payload FROM live_roomupdate WHERE room_id = %s ORDER BY seq", [room]
        ).fetchall()
    doc: pycrdt.Doc[Any] = pycrdt.Doc()
    root = doc.get("document", type=pycrdt.XmlFragment)
    for (payload,) in rows:
        doc.apply_update(bytes(payload))
    return str(root)


def parameters() -> dict[str, Any]:
    from dotanks.live.store import connection_parameters

    return connection_parameters()


def test_stored_is_said_only_when_it_is_true(house: House, server: Server) -> None:
    """The answer comes after everything sent before the question is in PostgreSQL."""
    anna = house.somebody("Anna")
    database = parameters()

    async def scene() -> None:
        async with house.enter(server, anna) as one:
            await one.paragraph("start")
            for number in range(40):
                await one.type(f" {number}")
                await one.stored()
                assert f" {number}" in stored_text(database, house.room)

    asyncio.run(scene())


def test_stored_is_not_said_while_the_log_is_locked(house: House, server: Server) -> None:
    anna, bram = house.somebody("Anna"), house.somebody("Bram")
    database = parameters()

    async def scene() -> None:
        async with house.enter(server, anna) as one, house.enter(server, bram) as two:
            await one.paragraph("start")
            await two.until(lambda: "start" in two.text())
            async with await psycopg.AsyncConnection.connect(**database) as blocker:
                await blocker.execute("LOCK TABLE live_roomupdate IN SHARE MODE")
                await one.type(" unseen")
                asked = await one.ask_stored()
                await asyncio.sleep(1)
                assert asked not in one.answered
                assert "unseen" not in two.text()  # commit before broadcast
                await blocker.rollback()
            await one.until(lambda: asked in one.answered)
            await two.until(lambda: "unseen" in two.text())

    asyncio.run(scene())


def test_an_empty_room_is_compacted_and_opens_again(house: House, server: Server) -> None:
    anna = house.somebody("Anna")
    database = parameters()

    def snapshots() -> int:
        with psycopg.connect(**database) as reader:
            found = reader.execute("SELECT count(*) FROM live_roomsnapshot WHERE room_id = %s", [house.room]).fetchone()
        assert found is not None
        return int(found[0])

    async def scene() -> str:
        async with house.enter(server, anna) as one:
            await one.paragraph("|")
            for number in range(30):
                await one.type(str(number))
                await one.stored()
        for _ in range(100):
            if await asyncio.to_thread(snapshots):
                break
            await asyncio.sleep(0.1)
        else:
            raise AssertionError("the empty room was not compacted")
        async with house.enter(server, anna) as again:
            await again.until(lambda: "29</paragraph>" in again.text())
            return again.text()

    text = asyncio.run(scene())
    assert text == "<paragraph>|" + "".join(map(str, range(30))) + "</paragraph>"


def test_a_poisoned_log_opens_nowhere_and_harms_no_other_room(house: House, server: Server) -> None:
    """Rows that never came through the guard, written straight into the table."""
    anna = house.somebody("Anna")
    bomb = b"\x01\x01\x01\x00\x08\x01\x08document" + b"\xcf\x01" + b"\x75\x01" * 60_000 + b"\x75\x00\x00"
    RoomUpdate.objects.create(room_id=house.room, payload=bomb)
    assert closed_with(house, server, anna) == protocol.NOT_NOW

    healthy = House(rooms.open_room("trial"), house.abilities_file)
    healthy.allow(anna.person, "rw")

    async def scene() -> None:
        async with healthy.enter(server, anna) as one:
            await one.paragraph("fine")
            await one.stored()

    asyncio.run(scene())
    assert server.process.poll() is None


def test_two_processes_agree_on_one_room(house: House, server: Server, start_server: Callable[[], Server]) -> None:
    other = start_server()
    anna, bram = house.somebody("Anna"), house.somebody("Bram")

    async def scene() -> str:
        async with house.enter(server, anna) as one, house.enter(other, bram) as two:
            await one.paragraph("A")
            await two.until(lambda: "A" in two.text(), seconds=4)
            await one.say({"cursor": {"head": 1}})
            await two.until(lambda: two.presence.get(one.doc.client_id) is not None, seconds=4)

            async def write(who: Typist, letter: str) -> None:
                for _ in range(60):
                    await who.type(letter)
                    await asyncio.sleep(0.01)
                await who.stored()

            await asyncio.gather(write(one, "a"), write(two, "b"))
            await one.until(lambda: one.text().count("b") == 60)
            await two.until(lambda: two.text().count("a") >= 60 and two.text().count("b") == 60)
            await two.until(lambda: one.text() == two.text(), seconds=12)
            return one.text()

    text = asyncio.run(scene())
    assert text.count("b") == 60
    assert rooms.read_document(house.room).html == text.replace("paragraph", "p")
