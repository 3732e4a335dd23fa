"""Who may come into a room, who may write there, and who must leave."""

import asyncio
from typing import Any
from uuid import uuid4

import pytest
import websockets
from django.contrib.sessions.models import Session
from django.db import connection
from websockets.asyncio.client import connect

from dotanks.live import access, protocol, rooms
from tests.dotanks.live.conftest import House, Server, closed_with


@pytest.mark.parametrize(
    ("may", "code"), [(None, protocol.UNKNOWN_ROOM), ("-", protocol.ACCESS_ENDED)], ids=["unknown", "unreadable"]
)
def test_an_outsider_is_sent_away(house: House, server: Server, may: str | None, code: int) -> None:
    assert closed_with(house, server, house.somebody("Olga", may)) == code


def test_an_unknown_room_looks_like_a_hidden_one(house: House, server: Server) -> None:
    assert closed_with(house, server, house.somebody("Anna"), room=uuid4()) == protocol.UNKNOWN_ROOM


def test_who_is_not_signed_in_is_sent_away(house: House, server: Server) -> None:
    assert closed_with(house, server, None) == protocol.SIGNED_OUT


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
