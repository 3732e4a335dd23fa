"""One room in one process: who is in it, what is on its way to the database, and the document as committed."""

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple
from uuid import UUID

import pycrdt

from dotanks.live import crdt, limits, protocol
from dotanks.live.guard import Facts, Presence, check_update
from dotanks.live.member import Member
from dotanks.live.presence import Entry, Roll
from dotanks.live.reader import GuardRefused
from dotanks.live.shapes import Shape
from dotanks.live.store import Appended, Stored
from dotanks.live.wire import framed

log = logging.getLogger(__name__)

PRESENCE_PAUSE: Final = 0.04
UNSHOWN: Final = 64


class Unstored(NamedTuple):
    """An edit on its way to the database."""

    member: Member
    data: bytes
    facts: Facts


class Waiting(NamedTuple):
    """A stored edit whose predecessor has not come yet."""

    data: bytes
    ends: Mapping[int, int]

    def settled(self, clocks: dict[int, int]) -> bool:
        """Has the document taken it in?"""
        return all(clocks.get(client, 0) >= end for client, end in self.ends.items())


class Room:
    """A document, its members and its queue. The document shows committed edits only."""

    def __init__(
        self,
        room_id: UUID,
        shape: Shape,
        stored: Stored,
        *,
        wake: Callable[["Room", int], None],
        presence_told: Callable[["Room", list[tuple[int, Entry]]], None],
    ) -> None:
        self.id = room_id
        self.shape = shape
        self.kind = stored.kind
        self.closed = stored.closed
        self.seq = stored.seq
        self.rows_since_compaction = len(stored.payloads)
        self.members: set[Member] = set()
        self.unstored: list[Unstored] = []
        self.unstored_bytes = 0
        self.untasted: list[bytes] = []  # what other processes committed and the expendable one has not seen
        self.waiting: list[Waiting] = []
        self.roll = Roll(shape)
        # Commits heard of, from the row before to the row itself, that do not follow on what is known yet.
        self._links: dict[int, int] = {}
        self._wake = wake
        self._presence_told = presence_told
        self._presence_due: asyncio.TimerHandle | None = None
        self._document: pycrdt.Doc[Any] = crdt.new_document(shape)
        self._clocks: dict[int, int] = {}
        self._unshown: list[bytes] = []
        self._unshown_parts: list[Waiting] = []
        if stored.payloads:
            merged = crdt.merge(stored.payloads)
            crdt.take_in(self._document, merged)
            self._clocks = crdt.clocks(self._document)
            left = crdt.rest(merged, self._document)
            facts = check_update(left, shape, ours=True)
            self._keep_waiting([Waiting(left, facts.ends)])

    # --- members ----------------------------------------------------------------------------------------------

    def join(self, member: Member) -> None:
        """Take a member in; from this moment on it hears everything, and gets the state when its turn comes."""
        self.members.add(member)
        self._show_all()
        member.send(protocol.step_1(crdt.state_vector(self._document)))
        if everybody := self.roll.everybody():
            member.send(protocol.awareness(everybody))

    def leave(self, member: Member) -> None:
        """Let a member go and tell the others."""
        self.members.discard(member)
        self.roll.leave(member)
        self._tell_presence_soon()

    def editors(self) -> int:
        """How many members may write."""
        return sum(1 for member in self.members if member.may_write)

    def state_since(self, state_vector: bytes) -> bytes:
        """Everything committed that this state vector lacks, also what waits for a predecessor."""
        self._show_all()
        update = crdt.since(self._document, state_vector)
        return crdt.merge([update, *(item.data for item in self.waiting)])

    def opening(self) -> tuple[Shape, Sequence[bytes]]:
        """What the expendable process needs to know this room."""
        self.untasted.clear()
        return self.shape, [self.state_since(b"\x00")]

    # --- edits coming in ---------------------------------------------------------------------------------------

    def offer(self, member: Member, updates: Iterable[tuple[bytes, Facts]]) -> None:
        """Queue checked updates for the next commit; refuse when too many already wait for predecessors."""
        if len(self.waiting) + len(self._unshown_parts) >= limits.WAITING_UPDATES:
            self._show_all()
        crowded = self.waiting and (
            len(self.waiting) >= limits.WAITING_UPDATES
            or sum(len(item.data) for item in self.waiting) >= limits.WAITING_BYTES
        )
        for data, facts in updates:
            if crowded and not self._follows(facts):
                raise GuardRefused("too many edits wait for their predecessor")
            self.unstored.append(Unstored(member, data, facts))
            self.unstored_bytes += len(data)
            self._wake(self, len(data))

    def _follows(self, facts: Facts) -> bool:
        known = dict(self._clocks)
        for item in self.unstored:
            for client, end in item.facts.ends.items():
                known[client] = max(known.get(client, 0), end)
        return all(known.get(client, 0) >= clock for client, clock in facts.needs.items())

    def take_unstored(self) -> list[Unstored]:
        """Hand the queue over to the commit that starts now."""
        taken, self.unstored = self.unstored, []
        return taken

    def release(self, taken: Sequence[Unstored]) -> int:
        """These edits are no longer in memory on their way; answers how many bytes they were."""
        size = sum(len(item.data) for item in taken)
        self.unstored_bytes -= size
        return size

    # --- edits committed ---------------------------------------------------------------------------------------

    def committed(self, taken: Sequence[Unstored], merged: bytes, landed: Appended) -> None:
        """These edits are in the database: show them, tell the others, and let the writers know."""
        self.rows_since_compaction += 1
        self._link(landed.before, landed.seq)
        writers = {item.member for item in taken}
        self._show([Waiting(item.data, item.facts.ends) for item in taken], merged)
        self.broadcast(protocol.update(merged), but=next(iter(writers)) if len(writers) == 1 else None)
        self._tell_presence_with_edits()
        for item in taken:
            item.member.stored(1)

    def heard(self, seq: int, before: int, update: bytes) -> None:
        """Another process committed this edit."""
        if seq > self.seq and seq not in self._links.values():
            self._take_foreign([update])
            self._link(before, seq)

    def caught_up(self, rows: Sequence[tuple[int, bytes]]) -> None:
        """These are all committed rows after what was known."""
        shown = set(self._links.values())
        self._take_foreign([update for seq, update in rows if seq > self.seq and seq not in shown])
        self.seq = max([self.seq, *(seq for seq, _ in rows)])
        self._follow()

    @property
    def in_doubt(self) -> bool:
        """Did another process commit something that was not heard here?"""
        return bool(self._links)

    def _link(self, before: int, seq: int) -> None:
        self._links[before] = seq
        self._follow()

    def _follow(self) -> None:
        while (following := self._links.pop(self.seq, None)) is not None:
            self.seq = following
        self._links = {before: seq for before, seq in self._links.items() if seq > self.seq}

    def _take_foreign(self, updates: Sequence[bytes]) -> None:
        shown: list[Waiting] = []
        for update in updates:
            facts = check_update(update, self.shape, ours=True)
            shown.append(Waiting(update, facts.ends))
        if not shown:
            return
        merged = crdt.merge(updates)
        self._show(shown, merged)
        self.untasted.extend(updates)
        self.rows_since_compaction += len(shown)
        self.broadcast(protocol.update(merged))

    def _show(self, parts: Iterable[Waiting], merged: bytes) -> None:
        self._unshown.append(merged)
        self._unshown_parts.extend(parts)
        if len(self._unshown_parts) >= UNSHOWN:
            self._show_all()

    def _show_all(self) -> None:
        """Take into the document what was committed since it was last needed; many cost little more than one."""
        if self._unshown:
            crdt.take_in(self._document, crdt.merge(self._unshown))
            self._unshown.clear()
            self._clocks = crdt.clocks(self._document)
            self._keep_waiting([*self.waiting, *self._unshown_parts])
            self._unshown_parts.clear()

    def _keep_waiting(self, candidates: Sequence[Waiting]) -> None:
        self.waiting = [item for item in candidates if not item.settled(self._clocks)]

    def broadcast(self, frame: bytes, *, but: Member | None = None) -> None:
        """Send one frame to everybody here."""
        as_framed = framed(frame)
        for member in self.members:
            if member is not but:
                member.send(frame, as_framed)

    # --- who is here -------------------------------------------------------------------------------------------

    def note_presence(self, member: Member, told: Iterable[Presence]) -> None:
        """Take what a member says of itself; the others hear the newest a moment later."""
        self.roll.note(member, member.person_id, member.shown_as, told)
        self._tell_presence_soon()

    def note_remote_presence(self, entries: Iterable[tuple[int, int, bytes, UUID]]) -> None:
        """Take what another process says of its members."""
        for client, clock, state, person in entries:
            self.roll.note_remote(client, clock, state, person)
        self._tell_presence_soon()

    def tell_presence_to(self, member: Member) -> None:
        """Answer "who is here?"."""
        member.send(protocol.awareness(self.roll.everybody()))

    def _tell_presence_soon(self) -> None:
        if self._presence_due is None:
            self._presence_due = asyncio.get_running_loop().call_later(PRESENCE_PAUSE, self._tell_presence)

    def _tell_presence_with_edits(self) -> None:
        # What is sent in one step of the loop leaves as one packet.
        due = self._presence_due
        if due is not None and due.when() - asyncio.get_running_loop().time() < PRESENCE_PAUSE / 2:
            due.cancel()
            self._tell_presence()

    def _tell_presence(self) -> None:
        self._presence_due = None
        news = self.roll.news()
        if not news:
            return
        frame = protocol.awareness((client, entry.clock, entry.state) for client, entry in news)
        as_framed = framed(frame)
        owners = {entry.owner for _, entry in news if entry.said != entry.clock}
        for member in self.members:
            if member not in owners:
                # Also to whom it came from: y-websocket takes its own echo for a sign of life.
                member.send(frame, as_framed)
                continue
            # A clock above its own would make a browser take the echo for news about itself.
            own = [(c, e.said if e.owner is member else e.clock, e.state) for c, e in news]
            member.send(protocol.awareness(own))
        self._presence_told(self, [(client, entry) for client, entry in news if entry.owner is not None])

    def stop(self) -> None:
        """Nothing more goes out of this room."""
        if self._presence_due is not None:
            self._presence_due.cancel()
