"""Hand-over between processes through Valkey: quick, allowed to lose messages, never the only way."""

import asyncio
import logging
import secrets
import struct
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Final
from uuid import UUID

import redis as blocking
from django.conf import settings
from redis import asyncio as redis
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

ACCESS_CHANNEL: Final = "live.access"
ROOM_CHANNEL: Final = "live.room."
EDIT, PRESENCE, WHO, NEWEST = b"U", b"P", b"Q", b"N"
UNSAID: Final = 2_000


def edit_message(seq: int, before: int, update: bytes) -> bytes:
    """What is told of one committed edit: its place in the log, the place before, and the edit."""
    return EDIT + struct.pack(">QQ", seq, before) + update


def read_edit(body: bytes) -> tuple[int, int, bytes]:
    """Take such a message apart, without its kind."""
    seq, before = struct.unpack(">QQ", body[:16])
    return seq, before, body[16:]


def newest_message(seq: int) -> bytes:
    """What is told to a process that has just come: the newest row known here."""
    return NEWEST + struct.pack(">Q", seq)


def read_newest(body: bytes) -> int:
    """Take such a message apart, without its kind."""
    return int(struct.unpack(">Q", body)[0])


def tell_once(room: UUID, seq: int, before: int, update: bytes) -> None:
    """Tell all processes of an edit committed outside a room, from ordinary code; they find it in the log anyway."""
    try:
        with blocking.Redis.from_url(settings.VALKEY_URL, socket_timeout=2, socket_connect_timeout=2) as voice:
            voice.publish(f"{ROOM_CHANNEL}{room}", secrets.token_bytes(8) + edit_message(seq, before, update))
    except (RedisError, OSError):
        log.warning("live.relay_away", exc_info=True)


class Relay:
    """This process's ear and voice: one connection that listens, one that tells where somebody listens.

    Most rooms are open in one process only: what it says would come back to nobody but itself.
    """

    def __init__(
        self,
        *,
        heard: Callable[[UUID, bytes], None],
        access: Callable[[bytes], None],
        connected: Callable[[], None],
    ) -> None:
        self._me = secrets.token_bytes(8)
        self._heard = heard
        self._access = access
        self._connected = connected
        self._rooms: set[UUID] = set()
        self._shared: set[UUID] = set()  # rooms that another process has open too
        self._unsaid: list[tuple[UUID, bytes]] = []
        self._has_unsaid = asyncio.Event()
        self._ear: Any = None
        self._voice = redis.Redis.from_url(settings.VALKEY_URL, socket_timeout=2, socket_connect_timeout=2)
        self._tasks = [asyncio.create_task(self._listen()), asyncio.create_task(self._speak())]

    async def join(self, room: UUID) -> None:
        """Hear what other processes say of this room from now on."""
        self._rooms.add(room)
        await self._quietly(lambda ear: ear.subscribe(f"{ROOM_CHANNEL}{room}"))
        await self.count([room])

    async def leave(self, room: UUID) -> None:
        """Stop hearing of this room."""
        self._rooms.discard(room)
        self._shared.discard(room)
        await self._quietly(lambda ear: ear.unsubscribe(f"{ROOM_CHANNEL}{room}"))

    async def count(self, rooms: Sequence[UUID]) -> None:
        """Ask in which of these rooms another process listens; all, where that cannot be known."""
        shared = set(rooms)
        if self._ear is not None:
            try:
                answer = await self._voice.pubsub_numsub(*(f"{ROOM_CHANNEL}{room}" for room in rooms))
                shared = {room for room, (_, ears) in zip(rooms, answer, strict=True) if ears > 1}
            except (RedisError, OSError) as error:
                log.debug("live.relay_away", extra={"error": type(error).__name__})
        self._shared = self._shared.difference(rooms) | shared.intersection(self._rooms)

    def is_shared(self, room: UUID) -> bool:
        """Does another process have this room open?"""
        return room in self._shared

    def tell(self, room: UUID, body: bytes) -> None:
        """Tell the other processes; what gets lost they find in the log."""
        if len(self._unsaid) >= UNSAID:
            self._unsaid.clear()
        self._unsaid.append((room, body))
        self._has_unsaid.set()

    async def _speak(self) -> None:
        while True:
            await self._has_unsaid.wait()
            self._has_unsaid.clear()
            said, self._unsaid = self._unsaid, []
            try:
                async with self._voice.pipeline(transaction=False) as pipe:
                    for room, body in said:
                        pipe.publish(f"{ROOM_CHANNEL}{room}", self._me + body)
                    await pipe.execute()
            except (RedisError, OSError) as error:
                log.debug("live.relay_away", extra={"error": type(error).__name__})

    async def stop(self) -> None:
        """Stop listening and close both connections."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._voice.aclose()

    async def _quietly(self, command: Callable[[Any], Awaitable[Any]]) -> None:
        if self._ear is not None:
            try:
                await command(self._ear)
            except (RedisError, OSError):
                self._ear = None  # the listener notices too and subscribes anew

    async def _listen(self) -> None:
        wait = 0.2
        while True:
            client = redis.Redis.from_url(settings.VALKEY_URL, health_check_interval=10, **settings.VALKEY_LASTING)
            try:
                async with client.pubsub(ignore_subscribe_messages=True) as ear:
                    await self._subscribe(ear)
                    self._connected()
                    wait = 0.2
                    while True:
                        message = await ear.get_message(timeout=5.0)
                        if message is not None:
                            self._sort(message["channel"].decode(), message["data"])
            except (RedisError, OSError) as error:
                log.warning("live.relay_away", extra={"error": type(error).__name__})
            finally:
                self._ear = None
                await client.aclose()
            await asyncio.sleep(wait)
            wait = min(wait * 2, 5.0)

    async def _subscribe(self, ear: Any) -> None:
        known = set(self._rooms)
        await ear.subscribe(ACCESS_CHANNEL, *(f"{ROOM_CHANNEL}{room}" for room in known))
        self._ear = ear
        # A room that was joined meanwhile found no ear to subscribe with.
        if late := self._rooms - known:
            await ear.subscribe(*(f"{ROOM_CHANNEL}{room}" for room in late))
        for room in self._rooms:
            self.tell(room, WHO)  # what was said before went unheard

    def _sort(self, channel: str, data: bytes) -> None:
        try:
            if channel == ACCESS_CHANNEL:
                self._access(data)
            elif not data.startswith(self._me):
                room = UUID(channel.removeprefix(ROOM_CHANNEL))
                if room in self._rooms:
                    self._shared.add(room)
                self._heard(room, data[len(self._me) :])
        except Exception:
            log.exception("live.relay_message")
