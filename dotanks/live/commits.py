"""The loop that commits the edits of all rooms before anybody sees them."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from typing import Final
from uuid import UUID

from dotanks.live import crdt, limits, protocol
from dotanks.live.crdt import CrdtFailed
from dotanks.live.member import Member
from dotanks.live.relay import Relay, edit_message
from dotanks.live.room import Room, Unstored
from dotanks.live.store import Store
from dotanks.live.taster import Taster, ToTaste

log = logging.getLogger(__name__)

UNTASTED: Final = 50
# At 500 edits a second and more, rounds come no closer than this.
PAUSE_PER_EDIT: Final = 0.002
LONGEST_PAUSE: Final = 0.02

Edits = tuple[Room, list[Unstored]]


class Commits:
    """Taste, merge, append, show: in that order, for whatever came in while the last round ran."""

    def __init__(
        self,
        *,
        store: Store,
        taster: Taster,
        relay: Relay,
        reset: Callable[[Room, int], None],
        shown: Callable[[Room], None],
    ) -> None:
        self._store = store
        self._taster = taster
        self._relay = relay
        self._reset = reset
        self._shown = shown
        self._dirty: set[Room] = set()
        self._wake = asyncio.Event()
        self._space = asyncio.Event()
        self._unstored_bytes = 0

    def notice(self, room: Room, size: int) -> None:
        """A room has an edit for the next round."""
        self._unstored_bytes += size
        self._dirty.add(room)
        self._wake.set()

    def give_up(self, room: Room) -> None:
        """Forget what a room still had on its way; its browsers have it too."""
        self._dirty.discard(room)
        self._unstored_bytes -= room.release(room.take_unstored())
        self._space.set()

    async def has_space(self, room: Room) -> None:
        """Wait while too much is on its way to the database: the sockets stay, their browsers hold on to the rest."""
        while self.is_full(room):
            self._space.clear()
            await self._space.wait()

    def is_full(self, room: Room) -> bool:
        """Is too much on its way to the database?"""
        return self._unstored_bytes > limits.UNSTORED_BYTES or room.unstored_bytes > limits.UNSTORED_BYTES_PER_ROOM

    async def run(self) -> None:
        """While one commit runs, the edits of all rooms pile up; the next takes them all.

        A round costs about the same for one edit as for many: where very many come, they wait a moment for each other.
        """
        loop = asyncio.get_running_loop()
        next_at = 0.0
        while True:
            await self._wake.wait()
            if (early := next_at - loop.time()) > 0:
                await asyncio.sleep(early)
            self._wake.clear()
            dirty, self._dirty = self._dirty, set()
            taken = [(room, room.take_unstored()) for room in dirty]
            next_at = loop.time() + min(LONGEST_PAUSE, PAUSE_PER_EDIT * sum(len(edits) for _, edits in taken))
            try:
                await self._commit([(room, edits) for room, edits in taken if edits])
            except Exception:
                log.exception("live.commit")
                for room, _ in taken:
                    self._reset(room, protocol.NOT_NOW)
            finally:
                for room, edits in taken:
                    self._unstored_bytes -= room.release(edits)
                self._space.set()

    async def _commit(self, taken: Sequence[Edits]) -> None:
        if not taken:
            return
        good: dict[UUID, tuple[Room, list[Unstored], bytes]] = {}
        for room, edits, whole in await self._tasted(taken):
            if edits:
                try:
                    good[room.id] = (room, edits, whole or crdt.merge([edit.data for edit in edits]))
                except CrdtFailed:
                    log.exception("live.merge", extra={"room": str(room.id)})
                    self._reset(room, protocol.NOT_NOW)
        if not good:
            return
        landed = await self._store.append(
            {room_id: merged for room_id, (_, _, merged) in good.items()},
            {room_id: {edit.member.person_id for edit in edits} for room_id, (_, edits, _) in good.items()},
        )
        for room_id, (room, edits, merged) in good.items():
            place = landed.get(room_id)
            if place is None:
                self._reset(room, protocol.COME_BACK)  # closed or gone meanwhile
                continue
            try:
                room.committed(edits, merged, place)
            except CrdtFailed:
                log.exception("live.show", extra={"room": str(room_id)})
                self._reset(room, protocol.NOT_NOW)
            if self._relay.is_shared(room_id):
                self._relay.tell(room_id, edit_message(place.seq, place.before, merged))
            self._shown(room)

    async def _tasted(self, taken: Sequence[Edits]) -> list[tuple[Room, list[Unstored], bytes | None]]:
        """Leave out what the expendable process refused, with all that the same socket sent after it."""
        asked = []
        for room, edits in taken:
            if len(room.untasted) > UNTASTED:
                self._taster.stale(room.id)
            before, room.untasted = room.untasted, []
            asked.append(ToTaste(room.id, room.opening, before, [edit.data for edit in edits]))
        result = []
        for (room, edits), answer in zip(taken, await self._taster.taste(asked), strict=True):
            kept: list[Unstored] = []
            refused: set[Member] = set()
            for edit, fine in zip(edits, answer.fine, strict=True):
                if fine and edit.member not in refused:
                    kept.append(edit)
                elif edit.member not in refused:
                    refused.add(edit.member)
                    log.warning("live.edit_refused", extra={"room": str(room.id), "size": len(edit.data)})
                    edit.member.close(protocol.NOT_UNDERSTOOD)
            result.append((room, kept, answer.merged))
        return result
