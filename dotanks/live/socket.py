"""The socket's edge: who may come in, what a browser may say, and how fast."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from functools import partial
from importlib import import_module
from typing import Any, Final
from urllib.parse import urlsplit
from uuid import UUID

from channels.db import database_sync_to_async
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.utils.crypto import constant_time_compare

from dotanks.live import hub as hubs
from dotanks.live import limits, protocol
from dotanks.live.guard import NO_CHANGE, Facts, check_presence, check_state_vector, check_update
from dotanks.live.kinds import RoomAbilities
from dotanks.live.limits import Bucket
from dotanks.live.member import Member
from dotanks.live.presence import colour_of
from dotanks.live.reader import GuardRefused
from dotanks.live.room import Room
from dotanks.live.rooms import abilities_of
from dotanks.live.wire import EXTENSION, RoomProtocol

log = logging.getLogger(__name__)

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

FRAME_BYTES: Final = 1536 * 1024
LARGE: Final = 32 * 1024
SMALL: Final = 64 * 1024


async def room_socket(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """One person in one room, from handshake to end. Nothing is read before it is clear who that is."""
    event = await receive()
    if event["type"] != "websocket.connect":
        return
    if not from_this_site(scope):
        await send({"type": "websocket.close"})  # before accepting: the handshake itself is refused
        return
    await send({"type": "websocket.accept"})
    code = await stay(scope, receive, send)
    try:
        async with asyncio.timeout(1):
            await send({"type": "websocket.close", "code": code})
    except TimeoutError:
        if (wire := wire_of(scope)) is not None:
            wire.cut()
    except Exception:  # noqa: BLE001 - the browser is gone; servers tell it in their own ways
        return


def wire_of(scope: dict[str, Any]) -> RoomProtocol | None:
    """The short way to this browser, where the server has one."""
    return (scope.get("extensions") or {}).get(EXTENSION)


def from_this_site(scope: dict[str, Any]) -> bool:
    """Did a page of ours open this socket? Cookies travel across ports, so host and port must both fit."""
    headers = dict(scope["headers"])
    origin = headers.get(b"origin", b"").decode("latin-1")
    host = headers.get(b"host", b"").decode("latin-1")
    known = [settings.SITE_URL, *settings.CSRF_TRUSTED_ORIGINS]
    return bool(urlsplit(origin).netloc) and (urlsplit(origin).netloc == host or origin in known)


async def stay(scope: dict[str, Any], receive: Receive, send: Send) -> int:
    """From the door to the end, over whatever carries the frames; answers the code that says why it ended."""
    person = scope["user"]
    if not person.is_authenticated:
        return protocol.SIGNED_OUT
    room_id: UUID = scope["url_route"]["kwargs"]["room_id"]
    session_key = scope["session"].session_key
    member = Member(person_id=person.pk, room_id=room_id, name=person.name, colour=colour_of(person.pk, room_id))
    member.wire = wire_of(scope)
    hub = hubs.current()
    if not hub.seat(member):
        return protocol.TOO_MANY
    try:
        abilities = await database_sync_to_async(abilities_of)(person, room_id)
        if abilities is None:
            return protocol.UNKNOWN_ROOM
        if not abilities.read:
            return protocol.ACCESS_ENDED
        member.may_write = abilities.write
        member.recheck = database_sync_to_async(partial(why_not, person.pk, session_key, room_id, abilities))
        room = await hub.enter(member)
        if room is None:
            return protocol.TOO_MANY
        try:
            return await Connection(hub, room, member, receive, send).run()
        finally:
            hub.leave(room, member)
    except hubs.NoSuchRoom:
        return protocol.UNKNOWN_ROOM
    except Exception:
        log.exception("live.socket", extra={"room": str(room_id)})
        return protocol.NOT_NOW  # closed on failure
    finally:
        hub.unseat(member)


def why_not(person_id: UUID, session_key: str | None, room_id: UUID, had: RoomAbilities) -> int | None:
    """The code with which this socket must close now, or None while all is as it was."""
    person = get_user_model().objects.filter(pk=person_id, is_active=True).first()
    session = import_module(settings.SESSION_ENGINE).SessionStore(session_key).load()
    if (
        person is None
        or session.get(SESSION_KEY) != str(person_id)
        or session.get(BACKEND_SESSION_KEY) is None
        or not constant_time_compare(session.get(HASH_SESSION_KEY, ""), person.get_session_auth_hash())
    ):
        return protocol.SIGNED_OUT
    abilities = abilities_of(person, room_id)
    if abilities is None or not abilities.read:
        return protocol.ACCESS_ENDED
    return None if abilities == had else protocol.COME_BACK


class Connection:
    """Reads from and writes to one socket."""

    def __init__(self, hub: hubs.Hub, room: Room, member: Member, receive: Receive, send: Send) -> None:
        self._hub = hub
        self._room = room
        self._member = member
        self._receive = receive
        self._send = send
        self._updates = Bucket(limits.UPDATES_PER_SECOND, limits.UPDATES_AT_ONCE)
        self._frames = Bucket(limits.FRAMES_PER_SECOND, limits.FRAMES_AT_ONCE)
        self._bytes = Bucket(limits.BYTES_PER_SECOND, limits.BYTES_AT_ONCE)
        self._asked = False
        self._held: list[tuple[bytes, Facts]] = []
        self._held_bytes = 0
        self._due: asyncio.TimerHandle | None = None

    async def run(self) -> int:
        """Until the browser goes or is sent away; answers the code to close with."""
        work: list[Coroutine[Any, Any, object]] = [self._member.closing.wait()]
        if self._member.wire is not None:
            self._member.wire.carry(self._take)
            work.append(self._read_rest())
        else:
            work += [self._read(), self._write()]
        tasks = [asyncio.create_task(one) for one in work]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        except (OSError, RuntimeError):
            pass  # the browser is gone; servers tell it in their own ways
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            if self._due is not None:
                self._due.cancel()
            if self._held and not self._member.closing.is_set():
                self._offer_held()  # the browser left, what it sent still counts
        return self._member.close_code

    async def _write(self) -> None:
        member = self._member
        while True:
            await member.something_to_send.wait()
            member.something_to_send.clear()
            while (frame := member.take_frame()) is not None:
                await self._send({"type": "websocket.send", "bytes": frame})

    async def _read(self) -> None:
        while (event := await self._receive())["type"] == "websocket.receive":
            data = event.get("bytes")
            if data is None:
                self._refuse("text instead of bytes")
            elif (wait := self._take(data)) is not None:
                await wait

    async def _read_rest(self) -> None:
        """What does not come by the short way: text, and that the browser left."""
        if (await self._receive())["type"] == "websocket.receive":
            self._refuse("text instead of bytes")

    def _refuse(self, reason: object) -> None:
        log.warning("live.refused", extra={"room": str(self._room.id), "reason": str(reason)})
        self._member.close(protocol.NOT_UNDERSTOOD)

    def _take(self, data: bytes) -> Coroutine[Any, Any, None] | None:
        """Do what one frame asks; answers what to wait for before the next is read."""
        if self._member.closing.is_set():
            return None
        if len(data) > FRAME_BYTES:
            self._member.close(protocol.TOO_LARGE)
            return None
        try:
            more = self._act(data)
        except GuardRefused as refused:
            self._refuse(refused)
            return None
        pause = max(self._frames.take(), self._bytes.take(len(data)))
        if more is None and not pause and not self._hub.is_full(self._room):
            return None
        return self._wait(more, pause)

    async def _wait(self, more: Coroutine[Any, Any, None] | None, pause: float) -> None:
        if more is not None:
            try:
                await more
            except GuardRefused as refused:
                self._refuse(refused)
        if pause:
            await asyncio.sleep(pause)  # not reading is what slows the other side down
        await self._hub.has_space(self._room)

    def _act(self, data: bytes) -> Coroutine[Any, Any, None] | None:
        frame = protocol.read(data)
        member, room = self._member, self._room
        if frame.kind == protocol.SYNC:
            if frame.step != protocol.STEP_1:
                return self._take_update(frame.payload)
            check_state_vector(frame.payload)
            return self._answer(frame.payload)
        if frame.kind == protocol.AWARENESS:
            room.note_presence(member, check_presence(frame.payload))
        elif frame.kind == protocol.QUERY_AWARENESS:
            room.tell_presence_to(member)
        elif frame.kind == protocol.STORED:
            member.asks(frame.number)
        return None

    async def _answer(self, state_vector: bytes) -> None:
        """Say what the browser lacks; who asks again has to have read what was sent before."""
        member = self._member
        while self._asked and member.unread() > SMALL:  # noqa: ASYNC110 - nobody tells what a browser has read
            await asyncio.sleep(0.05)
        state = self._room.state_since(state_vector)
        member.send(protocol.step_2(state), state=True)
        if self._asked:
            # Asking for everything again and again is paid for in reading.
            await asyncio.sleep(self._bytes.take(len(state)))
        self._asked = True

    def _take_update(self, update: bytes) -> Coroutine[Any, Any, None] | None:
        member = self._member
        if update == NO_CHANGE:
            return None
        if not member.may_write:
            if not member.dropped:
                member.dropped = True
                member.send(protocol.read_only())
            return None
        if len(update) > LARGE:
            return self._take_large(update)
        return self._offer(update, check_update(update, self._room.shape))

    async def _take_large(self, update: bytes) -> None:
        facts = await asyncio.to_thread(check_update, update, self._room.shape)
        if (wait := self._offer(update, facts)) is not None:
            await wait

    def _offer(self, update: bytes, facts: Facts) -> Coroutine[Any, Any, None] | None:
        self._member.gave()
        if not self._held and self._updates.take_one():
            self._room.offer(self._member, [(update, facts)])
            return None
        # People type faster than five keys a second: what comes too fast is gathered and goes as one, none is refused.
        self._held.append((update, facts))
        self._held_bytes += len(update)
        if self._due is None:
            self._due = asyncio.get_running_loop().call_later(self._updates.wait_for_one(), self._offer_held)
        if len(self._held) > limits.HELD_UPDATES or self._held_bytes > limits.HELD_BYTES:
            return asyncio.sleep(self._updates.wait_for_one() + 0.01)  # reads on once they are on their way
        return None

    def _offer_held(self) -> None:
        self._due = None
        held, self._held, self._held_bytes = self._held, [], 0
        self._updates.take()
        try:
            self._room.offer(self._member, held)
        except GuardRefused as refused:
            self._refuse(refused)
