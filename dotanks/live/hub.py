"""All open rooms of this process, who is in them, and what other processes say of them."""

import asyncio
import contextlib
import gc
import json
import logging
from collections.abc import Coroutine, Sequence
from typing import Any, Final
from uuid import UUID
from weakref import WeakKeyDictionary

import psycopg
from psycopg_pool import PoolTimeout

from dotanks.live import kinds, limits, protocol
from dotanks.live.commits import Commits
from dotanks.live.crdt import CrdtFailed
from dotanks.live.member import Member
from dotanks.live.presence import Entry
from dotanks.live.reader import GuardRefused
from dotanks.live.relay import EDIT, NEWEST, PRESENCE, WHO, Relay, newest_message, read_edit, read_newest
from dotanks.live.room import Room
from dotanks.live.store import Store
from dotanks.live.taster import Taster, TasterDied

log = logging.getLogger(__name__)

LINGER: Final = 15.0
CATCH_UP_EVERY: Final = 5.0
CHECK_EVERY: Final = 60.0
SESSION_ENDS_WITHIN: Final = 0.4
COMPACT_EVERY: Final = 1_000
COMPACT_WHEN_EMPTY: Final = 20
GARBAGE: Final = (20_000, 20, 20)

DATABASE_TROUBLE = (psycopg.Error, PoolTimeout, OSError, TimeoutError)


class NoSuchRoom(Exception):
    """There is no such room."""


class Unreadable(Exception):
    """The stored document cannot be opened safely."""


class Hub:
    """One per process (and event loop)."""

    def __init__(self) -> None:
        self.store = Store()
        self.taster = Taster()
        self._scribe = Taster()  # merges logs; apart, so that no edit waits for a long merge
        self._rooms: dict[UUID, Room] = {}
        self._opening: dict[UUID, asyncio.Task[Room]] = {}
        self._people: dict[UUID, set[Member]] = {}
        self._doubt = asyncio.Event()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._relay = Relay(heard=self._heard, access=self._access, connected=self._doubt.set)
        self._commits = Commits(
            store=self.store, taster=self.taster, relay=self._relay, reset=self._reset, shown=self._shown
        )
        self._background(self._commits.run())
        self._background(self._catch_up_forever())
        self._background(self._check_forever())

    # --- coming and going --------------------------------------------------------------------------------------

    def seat(self, member: Member) -> bool:
        """Make a place before anything is checked, so that nobody is missed who loses access meanwhile."""
        mine = self._people.setdefault(member.person_id, set())
        if len(mine) >= limits.SOCKETS_PER_PERSON:
            return False
        mine.add(member)
        return True

    def unseat(self, member: Member) -> None:
        """The socket is gone."""
        mine = self._people.get(member.person_id)
        if mine is not None:
            mine.discard(member)
            if not mine:
                del self._people[member.person_id]

    async def enter(self, member: Member) -> Room | None:
        """Let a checked member in; None when the room has too many editors already."""
        room = await self._open(member.room_id)
        member.may_write = member.may_write and not room.closed
        if member.may_write and room.editors() >= limits.EDITORS_PER_ROOM:
            return None
        room.join(member)
        self._relay.tell(room.id, WHO)
        return room

    def leave(self, room: Room, member: Member) -> None:
        """A member leaves the room; a room nobody is in is kept for a moment."""
        room.leave(member)
        if not room.members:
            asyncio.get_running_loop().call_later(LINGER, self._close_if_empty, room)

    async def _open(self, room_id: UUID) -> Room:
        # Two first clients at once must end up in the same room object.
        while (room := self._rooms.get(room_id)) is None:
            opening = self._opening.get(room_id)
            if opening is None:
                opening = self._opening[room_id] = asyncio.create_task(self._read_in(room_id))
                opening.add_done_callback(lambda _: self._opening.pop(room_id, None))
            await asyncio.shield(opening)
        return room

    async def _read_in(self, room_id: UUID) -> Room:
        await self._relay.join(room_id)  # first listen, then read: what is committed in between is heard
        stored = await self.store.load(room_id)
        kind = kinds.find(stored.kind) if stored is not None else None
        if stored is None or kind is None:
            await self._relay.leave(room_id)
            raise NoSuchRoom
        try:
            if not await self.taster.open(room_id, kind.shape, stored.payloads):
                raise Unreadable
            room = Room(room_id, kind.shape, stored, wake=self._has_edits, presence_told=self._presence_told)
        except (CrdtFailed, GuardRefused) as error:
            raise Unreadable from error
        self._rooms[room_id] = room
        self._doubt.set()  # look once more: what was committed while reading may have been said too early
        return room

    def _close_if_empty(self, room: Room) -> None:
        if not room.members and not room.unstored_bytes and self._rooms.get(room.id) is room:
            self._drop(room)
            if room.rows_since_compaction >= COMPACT_WHEN_EMPTY:
                self._background(self._compact(room))

    def _drop(self, room: Room) -> None:
        self._rooms.pop(room.id, None)
        room.stop()
        self._commits.give_up(room)
        self._background(self._relay.leave(room.id))
        self._background(self.taster.forget(room.id))

    def _reset(self, room: Room, code: int) -> None:
        """Something went wrong in memory: send everybody back, the database has the truth."""
        if self._rooms.get(room.id) is room:
            self._drop(room)
        for member in list(room.members):
            member.close(code)

    # --- edits -------------------------------------------------------------------------------------------------

    def is_full(self, room: Room) -> bool:
        """Is too much on its way to the database?"""
        return self._commits.is_full(room)

    async def has_space(self, room: Room) -> None:
        """Wait while it is."""
        await self._commits.has_space(room)

    def _has_edits(self, room: Room, size: int) -> None:
        if self._rooms.get(room.id) is room:
            self._commits.notice(room, size)

    def _shown(self, room: Room) -> None:
        if room.in_doubt:
            self._doubt.set()
        if room.rows_since_compaction >= COMPACT_EVERY:
            room.rows_since_compaction = 0
            self._background(self._compact(room))

    async def _compact(self, room: Room) -> None:
        try:
            rows = await self.store.compact(room.id, self._scribe.merge)
            log.info("live.compacted", extra={"room": str(room.id), "rows": rows})
        except (TasterDied, *DATABASE_TROUBLE):
            log.warning("live.not_compacted", extra={"room": str(room.id)}, exc_info=True)

    # --- other processes ---------------------------------------------------------------------------------------

    def _heard(self, room_id: UUID, body: bytes) -> None:
        room = self._rooms.get(room_id)
        if room is None:
            return
        kind, rest = body[:1], body[1:]
        try:
            if kind == EDIT:
                room.heard(*read_edit(rest))
                if room.in_doubt:
                    self._doubt.set()
            elif kind == PRESENCE:
                room.note_remote_presence(_presence_from(rest))
            elif kind == WHO:
                self._presence_told(room, room.roll.own())
                self._relay.tell(room_id, newest_message(room.seq))  # of which it may not have been told
            elif kind == NEWEST and read_newest(rest) > room.seq:
                self._doubt.set()
        except (CrdtFailed, GuardRefused):
            log.exception("live.heard", extra={"room": str(room_id)})
            self._reset(room, protocol.NOT_NOW)

    def _presence_told(self, room: Room, entries: Sequence[tuple[int, Entry]]) -> None:
        if entries and self._relay.is_shared(room.id):
            packed = [[client, entry.clock, entry.state.decode(), str(entry.person)] for client, entry in entries]
            self._relay.tell(room.id, PRESENCE + json.dumps(packed).encode())

    async def _catch_up_forever(self) -> None:
        """Read what was missed: at once where there is doubt, every few seconds for all rooms."""
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(CATCH_UP_EVERY):
                    await self._doubt.wait()
            self._doubt.clear()
            try:
                await self._catch_up()
            except DATABASE_TROUBLE:
                await asyncio.sleep(1)
                self._doubt.set()
            except Exception:
                log.exception("live.catch_up")

    async def _catch_up(self) -> None:
        if not self._rooms:
            return
        await self._relay.count(list(self._rooms))
        for room_id, newest in (await self.store.newest(list(self._rooms))).items():
            room = self._rooms.get(room_id)
            if room is None:
                continue
            room.roll.forget_silent()
            if newest > room.seq:
                rows = await self.store.above(room_id, room.seq)
                try:
                    room.caught_up(rows)
                except (CrdtFailed, GuardRefused):
                    log.exception("live.caught_up", extra={"room": str(room_id)})
                    self._reset(room, protocol.NOT_NOW)

    # --- access ------------------------------------------------------------------------------------------------

    def _access(self, data: bytes) -> None:
        message = json.loads(data)
        person = UUID(message["person"])
        room_id = UUID(message["room"]) if message.get("room") else None
        for member in list(self._people.get(person, ())):
            if room_id is None:
                self._background(self._check_session(member))
            elif member.room_id == room_id:
                member.close(protocol.ACCESS_ENDED)

    async def _check_session(self, member: Member) -> None:
        # The message may be quicker than the end of the session it tells of.
        await asyncio.sleep(SESSION_ENDS_WITHIN)
        try:
            code = await member.recheck() if member.recheck is not None else protocol.SIGNED_OUT
        except Exception:
            log.exception("live.recheck")
            code = protocol.SIGNED_OUT  # closed on failure
        if code:
            member.close(code)

    async def _check_forever(self) -> None:
        """Ask again for everybody once a minute, spread out: the message above may get lost."""
        while True:
            members = [member for mine in self._people.values() for member in mine]
            for member in members:
                if member.recheck is not None and not member.closing.is_set():
                    try:
                        code = await member.recheck()
                    except Exception as error:  # noqa: BLE001 - whoever owns the rooms may raise what they like
                        log.warning("live.recheck", extra={"error": type(error).__name__})
                    else:
                        if code:
                            member.close(code)
                await asyncio.sleep(CHECK_EVERY / len(members))
            if not members:
                await asyncio.sleep(CHECK_EVERY / 10)

    # --- the loop's own ----------------------------------------------------------------------------------------

    def _background(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def stop(self) -> None:
        """End everything this hub started."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._relay.stop()
        await self.taster.stop()
        await self._scribe.stop()
        await self.store.stop()


def _presence_from(body: bytes) -> list[tuple[int, int, bytes, UUID]]:
    return [
        (int(client), int(clock), state.encode(), UUID(person)) for client, clock, state, person in json.loads(body)
    ]


_hubs: "WeakKeyDictionary[asyncio.AbstractEventLoop, Hub]" = WeakKeyDictionary()


def current() -> Hub:
    """This event loop's hub, started at first use."""
    loop = asyncio.get_running_loop()
    hub = _hubs.get(loop)
    if hub is None:
        hub = _hubs[loop] = Hub()
        # What is loaded by now stays. Looking through all of it for every few edits took a tenth of the time.
        gc.collect()
        gc.freeze()
        gc.set_threshold(*GARBAGE)
    return hub
