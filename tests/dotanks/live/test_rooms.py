"""People in one room, over a real server: what they see, who may come in, and what they are told."""

import asyncio
import time
from collections.abc import Callable
from contextlib import AsyncExitStack, suppress
from typing import Any
from uuid import uuid4

import psycopg
import pycrdt
import pytest
import websockets
from django.contrib.sessions.models import Session
from django.db import connection
from websockets.asyncio.client import ClientConnection, connect

from dotanks.live import access, limits, protocol, rooms
from dotanks.live.models import RoomUpdate
from tests.dotanks.live.conftest import House, Server
from tests.dotanks.live.typist import Typist, room_url


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


@pytest.mark.parametrize(
    ("may", "code"), [(None, protocol.UNKNOWN_ROOM), ("-", protocol.ACCESS_ENDED)], ids=["unknown", "unreadable"]
)
def test_an_outsider_is_sent_away(house: House, server: Server, may: str | None, code: int) -> None:
    assert closed_with(house, server, house.somebody("Olga", may)) == code


def test_an_unknown_room_looks_like_a_hidden_one(house: House, server: Server) -> None:
    assert closed_with(house, server, house.somebody("Anna"), room=uuid4()) == protocol.UNKNOWN_ROOM


def test_who_is_not_signed_in_is_sent_away(house: House, server: Server) -> None:
    assert closed_with(house, server, None) == protocol.SIGNED_OUT


def closed_with(house: House, server: Server, who: Any, **options: Any) -> int | None:
    async def scene() -> int | None:
        async with house.enter(server, who, **options) as one:
            await one.until(lambda: one.close_code is not None)
            assert one.text() == ""
            return one.close_code

    return asyncio.run(scene())


@pytest.mark.parametrize("origin", ["null", "https://elsewhere.example", "http://127.0.0.1:1", None])
def test_a_foreign_page_does_not_even_get_a_handshake(house: House, server: Server, origin: str | None) -> None:
    anna = house.somebody("Anna")

    async def scene() -> None:
        with pytest.raises(websockets.InvalidStatus) as refused:
            async with house.enter(server, anna, origin=origin):
                pass
        assert refused.value.response.status_code == 403

    asyncio.run(scene())


def test_a_path_without_its_last_slash_and_one_that_is_no_random_uuid(house: House, server: Server) -> None:
    anna = house.somebody("Anna")

    async def scene(path: str) -> bool:
        headers = {"Cookie": f"sessionid={anna.cookie}"}
        origin: Any = f"http://127.0.0.1:{server.port}"
        async with connect(
            f"ws://127.0.0.1:{server.port}/ws/rooms/{path}", additional_headers=headers, origin=origin
        ) as ws:
            return isinstance(await ws.recv(), bytes)

    assert asyncio.run(scene(str(house.room)))
    with pytest.raises(websockets.WebSocketException):
        asyncio.run(scene("00000000-0000-1000-8000-000000000000/"))


def test_who_may_only_read_reads_and_changes_nothing(house: House, server: Server) -> None:
    anna, rita = house.somebody("Anna"), house.somebody("Rita", "r")

    async def scene() -> None:
        async with house.enter(server, anna) as one, house.enter(server, rita) as reader:
            await one.paragraph("for all to read")
            await reader.until(lambda: "for all to read" in reader.text())
            await reader.stored()  # nothing of hers is missing so far
            await reader.paragraph("smuggled in")
            await reader.until(lambda: reader.denied)
            asked = await reader.ask_stored()
            await one.paragraph("and on")
            await reader.until(lambda: "and on" in reader.text())
            assert asked not in reader.answered  # it is not stored and never will be
            assert "smuggled" not in one.text()

    asyncio.run(scene())
    assert "smuggled" not in rooms.read_document(house.room).text


def test_a_closed_room_is_only_read(house: House, server: Server) -> None:
    anna = house.somebody("Anna")
    rooms.seed_document(house.room, ["Before"])
    rooms.close_room(house.room)

    async def scene() -> None:
        async with house.enter(server, anna) as one:
            await one.until(lambda: "Before" in one.text())
            await one.paragraph("After")
            await one.until(lambda: one.denied)

    asyncio.run(scene())
    assert rooms.read_document(house.room).text == "Before"


def test_a_room_that_closes_while_people_write_takes_no_edit_more(house: House, server: Server) -> None:
    anna = house.somebody("Anna")

    async def scene() -> None:
        async with house.enter(server, anna) as one:
            await one.paragraph("Before")
            await one.stored()
            await asyncio.to_thread(close)
            await one.type(" after")
            await one.until(lambda: one.close_code is not None)

    def close() -> None:
        rooms.close_room(house.room)
        connection.close()

    asyncio.run(scene())
    assert rooms.read_document(house.room).text == "Before"


def test_losing_access_closes_the_socket_at_once(house: House, server: Server) -> None:
    anna, bram = house.somebody("Anna"), house.somebody("Bram")

    async def scene() -> None:
        async with house.enter(server, anna) as one, house.enter(server, bram) as two:
            await asyncio.gather(one.synced.wait(), two.synced.wait())
            house.allow(anna.person, None)
            await asyncio.to_thread(access.ended, anna.person.pk, house.room)
            await one.until(lambda: one.close_code is not None, seconds=2)
            assert one.close_code == protocol.ACCESS_ENDED
            assert two.close_code is None
            async with house.enter(server, anna) as again:
                await again.until(lambda: again.close_code is not None)
                assert again.close_code == protocol.UNKNOWN_ROOM

    asyncio.run(scene())


def test_signing_out_closes_the_sockets_of_that_session_only(house: House, server: Server) -> None:
    anna = house.somebody("Anna")
    elsewhere = house.sign_in(anna.person)

    def sign_out() -> None:
        access.session_ended(anna.person.pk)  # the message is quicker than the end of the session
        Session.objects.filter(pk=anna.cookie).delete()
        connection.close()

    async def scene() -> None:
        async with (
            house.enter(server, anna) as desk,
            house.enter(server, anna) as second_tab,
            house.enter(server, elsewhere) as phone,
        ):
            await asyncio.gather(desk.synced.wait(), second_tab.synced.wait(), phone.synced.wait())
            await asyncio.to_thread(sign_out)
            await desk.until(lambda: desk.close_code is not None, seconds=2)
            await second_tab.until(lambda: second_tab.close_code is not None, seconds=2)
            assert desk.close_code == second_tab.close_code == protocol.SIGNED_OUT
            await phone.paragraph("still here")
            await phone.stored()

    asyncio.run(scene())


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("session", protocol.SIGNED_OUT),
        ("disabled", protocol.SIGNED_OUT),
        ("password", protocol.SIGNED_OUT),
        ("removed", protocol.ACCESS_ENDED),
        ("only reads", protocol.COME_BACK),
    ],
)
def test_what_nobody_told_is_found_by_asking_again(house: House, server: Server, change: str, code: int) -> None:
    anna = house.somebody("Anna")

    def happen() -> None:
        if change == "session":
            Session.objects.all().delete()
        elif change == "disabled":
            type(anna.person).objects.filter(pk=anna.person.pk).update(is_active=False)
        elif change == "password":
            anna.person.set_password("something else entirely")
            anna.person.save(update_fields=["password"])
        else:
            house.allow(anna.person, None if change == "removed" else "r")
        connection.close()

    async def scene() -> int | None:
        async with house.enter(server, anna) as one:
            await one.synced.wait()
            await asyncio.to_thread(happen)
            await one.until(lambda: one.close_code is not None, seconds=6)
            return one.close_code

    assert asyncio.run(scene()) == code


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


def test_nobody_can_take_another_name(house: House, server: Server) -> None:
    anna, bram = house.somebody("Anna"), house.somebody("Bram")

    async def scene() -> None:
        async with house.enter(server, anna) as one, house.enter(server, bram) as two:
            await one.say({"user": {"name": "The Minister", "color": "#ff0000"}, "cursor": {"head": 1}, "secret": "x"})
            await two.until(lambda: one.doc.client_id in two.presence)
            seen = two.presence[one.doc.client_id]
            assert seen is not None
            assert seen["user"]["name"] == "Anna"
            assert seen["user"]["color"] != "#ff0000"
            assert seen["cursor"] == {"head": 1}
            assert "secret" not in seen
            # Bram can neither speak for Anna nor send her away.
            two.clock = 50
            await two.say({"user": {"name": "Anna"}, "cursor": {"head": 9}}, client=one.doc.client_id)
            await two.say(None, client=one.doc.client_id)
            await two.say({"cursor": None})
            await one.until(lambda: two.doc.client_id in one.presence)
            assert one.presence.get(one.doc.client_id, seen) == seen

    asyncio.run(scene())


def test_who_goes_is_gone_for_the_others(house: House, server: Server) -> None:
    anna, bram = house.somebody("Anna"), house.somebody("Bram")

    async def scene() -> None:
        async with house.enter(server, bram) as two:
            async with house.enter(server, anna) as one:
                await one.say({"cursor": None})
                await two.until(lambda: two.presence.get(one.doc.client_id) is not None)
            await two.until(lambda: two.presence[one.doc.client_id] is None, seconds=3)

    asyncio.run(scene())


def test_who_comes_back_with_the_clock_it_left_with_is_seen_again(house: House, server: Server) -> None:
    """y-websocket repeats its last clock after a lost connection; the others must not take it for old news."""
    anna, bram = house.somebody("Anna"), house.somebody("Bram")

    async def scene() -> None:
        async with house.enter(server, bram) as two:
            client = 4242
            async with house.enter(server, anna) as one:
                await one.say({"cursor": None}, client=client)
                await two.until(lambda: two.presence.get(client) is not None)
                first = two.clocks[client]
            await two.until(lambda: two.presence[client] is None)
            async with house.enter(server, anna) as again:
                await again.say({"cursor": None}, client=client)
                await two.until(lambda: two.presence[client] is not None)
                assert two.clocks[client] > first
                await again.until(lambda: client in again.clocks)
                assert again.clocks[client] == again.clock  # its own echo says nothing new

    asyncio.run(scene())


def test_one_socket_speaks_for_a_few_clients_only(house: House, server: Server) -> None:
    anna, bram = house.somebody("Anna"), house.somebody("Bram")

    async def scene() -> None:
        async with house.enter(server, anna) as one, house.enter(server, bram) as two:
            for client in range(1, 60):
                await one.say({"cursor": None}, client=client)
            await one.paragraph("done")
            await two.until(lambda: "done" in two.text())
            await asyncio.sleep(0.3)
            assert len([state for state in two.presence.values() if state]) <= limits.CLIENTS_PER_SOCKET

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
    assert asyncio.run(scene(b"\x00\x02" + b"x" * (256 * 1024))) == protocol.TOO_LARGE
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
    """300 keys at once are 5 a second after the first 60, gathered, in order, and none is lost."""
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


def test_one_person_has_a_bounded_number_of_sockets(house: House, server: Server) -> None:
    anna = house.somebody("Anna")

    async def scene() -> None:
        sockets = [house.enter(server, anna) for _ in range(limits.SOCKETS_PER_PERSON + 1)]
        for one in sockets[:-1]:
            await one.__aenter__()
            await one.synced.wait()
        last = sockets[-1]
        await last.__aenter__()
        await last.until(lambda: last.close_code is not None)
        assert last.close_code == protocol.TOO_MANY
        await asyncio.gather(*(one.__aexit__() for one in sockets))
        await asyncio.sleep(0.2)
        async with house.enter(server, anna) as again:
            await again.synced.wait()

    asyncio.run(scene())


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
