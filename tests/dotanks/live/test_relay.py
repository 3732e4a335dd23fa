"""The hand-over between processes, by itself."""

import asyncio
from uuid import uuid4

from dotanks.live.relay import PRESENCE, Relay


def test_a_room_joined_while_the_ear_still_connects_is_heard() -> None:
    """The first room of a process opens while it connects to Valkey: it must not stay deaf to the others."""

    async def run() -> None:
        room = uuid4()
        heard: list[bytes] = []
        relay = Relay(heard=lambda _, body: heard.append(body), access=lambda _: None, connected=lambda: None)
        other = Relay(heard=lambda *_: None, access=lambda _: None, connected=lambda: None)
        try:
            await asyncio.sleep(0)  # it has begun to connect, for the rooms it knows now: none
            await relay.join(room)
            async with asyncio.timeout(20):
                while PRESENCE not in heard:
                    other.tell(room, PRESENCE)
                    await asyncio.sleep(0.05)
            assert relay.is_shared(room)
        finally:
            await relay.stop()
            await other.stop()

    asyncio.run(run())
