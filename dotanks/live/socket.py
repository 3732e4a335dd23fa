"""The socket's edge: who may come in, what a browser may say, and how fast."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
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
from dotanks.live import kinds, limits, protocol
from dotanks.live.guard import NO_CHANGE, Facts, check_presence, check_state_vector, check_update
from dotanks.live.kinds import RoomAbilities
from dotanks.live.limits import Bucket
from dotanks.live.member import Member
from dotanks.live.models import Room as RoomRow
from dotanks.live.presence import colour_of
from dotanks.live.reader import GuardRefused
from dotanks.live.room import Room

log = logging.getLogger(__name__)

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

FRAME_BYTES: Final = 256 * 1024
LARGE: Final = 32 * 1024


async def room_socket(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """One person in one room, from handshake to end. Nothing is read before it is clear who that is."""
    event = await receive()
    if event["type"] != "websocket.connect":
        return
    if not from_this_site(scope):
        await send({"type": "websocket.close"})  # before accepting: the handshake itself is refused
        return
    await send({"type": "websocket.accept"})
    code = await _enter(scope, receive, send)
    with contextlib.suppress(Exception):
        async with asyncio.timeout(1):
            await send({"type": "websocket.close", "code": code})


def from_this_site(scope: dict[str, Any]) -> bool:
    """Did a page of ours open this socket? Cookies travel across ports, so host and port must both fit."""
    headers = dict(scope["headers"])
    origin = headers.get(b"origin", b"").decode("latin-1")
    host = headers.get(b"host", b"").decode("latin-1")
    known = [settings.SITE_URL, *settings.CSRF_TRUSTED_ORIGINS]
    return bool(urlsplit(origin).netloc) and (urlsplit(origin).netloc == host or origin in known)


async def _enter(scope: dict[str, Any], receive: Receive, send: Send) -> int:
    person = scope["user"]
    if not person.is_authenticated:
        return protocol.SIGNED_OUT
    room_id: UUID = scope["url_route"]["kwargs"]["room_id"]
    session_key = scope["session"].session_key
    member = Member(person_id=person.pk, room_id=room_id, name=person.name, colour=colour_of(person.pk, room_id))
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


def abilities_of(person: Any, room_id: UUID) -> RoomAbilities | None:
    """What the person may do there; None when there is no such room for this person."""
    row = RoomRow.objects.filter(pk=room_id).values_list("kind", flat=True).first()
    kind = kinds.find(row) if row else None
    return kind.abilities(person, room_id) if kind is not None else None


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
        tasks = [
            asyncio.create_task(self._read()),
            asyncio.create_task(self._write()),
            asyncio.create_task(self._member.closing.wait()),
        ]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        except GuardRefused as refused:
            log.warning("live.refused", extra={"room": str(self._room.id), "reason": str(refused)})
            self._member.close(protocol.NOT_UNDERSTOOD)
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
            wanted = member.take_wanted()
            if wanted is not None:
                state = self._room.state_since(wanted)
                if self._asked:
                    self._bytes.take(len(state))  # asking for everything again and again is paid for in reading
                self._asked = True
                await self._send({"type": "websocket.send", "bytes": protocol.step_2(state)})
            while (frame := member.take_frame()) is not None:
                await self._send({"type": "websocket.send", "bytes": frame})

    async def _read(self) -> None:
        while True:
            await self._hub.has_space(self._room)
            event = await self._receive()
            if event["type"] != "websocket.receive":
                return
            data = event.get("bytes")
            if data is None:
                raise GuardRefused("text instead of bytes")
            if len(data) > FRAME_BYTES:
                self._member.close(protocol.TOO_LARGE)
                return
            await self._take(data)
            pause = max(self._frames.take(), self._bytes.take(len(data)))
            if pause:
                await asyncio.sleep(pause)  # not reading is what slows the other side down

    async def _take(self, data: bytes) -> None:
        frame = protocol.read(data)
        member, room = self._member, self._room
        if frame.kind == protocol.SYNC and frame.step == protocol.STEP_1:
            check_state_vector(frame.payload)
            member.wants_state(frame.payload)
        elif frame.kind == protocol.SYNC:
            await self._take_update(frame.payload)
        elif frame.kind == protocol.AWARENESS:
            room.note_presence(member, check_presence(frame.payload))
        elif frame.kind == protocol.QUERY_AWARENESS:
            room.tell_presence_to(member)
        elif frame.kind == protocol.STORED:
            member.asks(frame.number)

    async def _take_update(self, update: bytes) -> None:
        member, shape = self._member, self._room.shape
        if update == NO_CHANGE:
            return
        if not member.may_write:
            if not member.dropped:
                member.dropped = True
                member.send(protocol.read_only())
            return
        if len(update) > LARGE:
            facts = await asyncio.to_thread(check_update, update, shape)
        else:
            facts = check_update(update, shape)
        member.gave()
        if not self._held and not self._updates.wait_for_one():
            self._updates.take()
            self._room.offer(member, [(update, facts)])
            return
        # People type faster than five keys a second: what comes too fast is gathered and goes as one, none is refused.
        self._held.append((update, facts))
        self._held_bytes += len(update)
        if self._due is None:
            self._due = asyncio.get_running_loop().call_later(self._updates.wait_for_one(), self._offer_held)
        if len(self._held) > limits.HELD_UPDATES or self._held_bytes > limits.HELD_BYTES:
            await asyncio.sleep(self._updates.wait_for_one() + 0.01)  # reads on once they are on their way

    def _offer_held(self) -> None:
        self._due = None
        held, self._held, self._held_bytes = self._held, [], 0
        self._updates.take()
        try:
            self._room.offer(self._member, held)
        except GuardRefused as refused:
            log.warning("live.refused", extra={"room": str(self._room.id), "reason": str(refused)})
            self._member.close(protocol.NOT_UNDERSTOOD)
