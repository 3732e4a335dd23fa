"""Kill it while people write: whatever anybody else has seen is in PostgreSQL."""

import asyncio
import random
from collections.abc import Callable

import websockets

from dotanks.live import rooms
from tests.dotanks.live.conftest import House, Server
from tests.dotanks.live.typist import Typist

KILLS = 3


def test_what_a_peer_has_seen_survives_a_kill(house: House, start_server: Callable[[], Server]) -> None:
    """kill -9 at a random moment, again and again: seen or acknowledged means stored."""
    people = [house.somebody(f"Person {number}") for number in range(4)]
    seen_words = 0

    for turn in range(KILLS):
        server = start_server()
        must_be_there: set[str] = set()

        async def scene(server: Server = server, turn: int = turn, must: set[str] = must_be_there) -> None:
            async def write(me: int) -> None:
                async with house.enter(server, people[me]) as one:
                    try:
                        await one.until(one.synced.is_set)
                        await one.paragraph(f"[{turn}.{me}.start]")
                        for number in range(100_000):
                            word = f"[{turn}.{me}.{number}]"
                            await one.type(word)
                            if number % 3 == 0:
                                await one.stored()
                                must.add(word)  # acknowledged
                            await asyncio.sleep(0.02)
                    except (OSError, websockets.WebSocketException):
                        pass  # the server is gone
                    must.update(words_of_others(one, turn, me))

            writing = [asyncio.create_task(write(me)) for me in range(len(people))]
            await asyncio.sleep(random.uniform(1.5, 2.5))
            await asyncio.to_thread(server.kill)
            async with asyncio.timeout(20):
                await asyncio.gather(*writing)

        asyncio.run(scene())
        stored = rooms.read_document(house.room).text
        assert [word for word in must_be_there if word not in stored] == []
        seen_words += len(must_be_there)

    assert seen_words > KILLS * 10  # otherwise nothing was tested


def words_of_others(one: Typist, turn: int, me: int) -> set[str]:
    """What this person had on the screen of this turn that others wrote."""
    words = {word + "]" for word in one.text().replace("<", "]").split("]") if word.startswith(f"[{turn}.")}
    return {word for word in words if not word.startswith(f"[{turn}.{me}.")}
