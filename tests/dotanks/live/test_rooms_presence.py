"""Who is seen in a room: under their own name, once, and no longer than they are there."""

import asyncio

from dotanks.live import limits, protocol
from tests.dotanks.live.conftest import House, Server


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
