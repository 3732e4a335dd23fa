"""Who is in the room: the newest entry per client, with the name the server knows, whatever the browser says."""

import hashlib
import json
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from dotanks.live import limits
from dotanks.live.guard import Presence
from dotanks.live.reader import MAX_CLOCK
from dotanks.live.shapes import Shape

# Dark enough for white letters on them (4.5:1).
COLOURS: Final = (
    "#0b5cad",
    "#a1260d",
    "#1f6f43",
    "#7a3e9d",
    "#8a5a00",
    "#00696e",
    "#a8185f",
    "#4a5568",
    "#3b4cca",
    "#6b6100",
)
FORGET_AFTER: Final = 45.0
GONE: Final = b"null"

_PACK: Final = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode


def colour_of(person: UUID, room: UUID) -> str:
    """The person's colour in this room; the same person looks different elsewhere, so that colours link nothing."""
    digest = hashlib.sha256(person.bytes + room.bytes).digest()
    return COLOURS[digest[0] % len(COLOURS)]


@dataclass(slots=True)
class Entry:
    """The newest that is known of one client. `owner` is the socket it came by, None for another process.

    `said` is the browser's own clock, `clock` what the others hear: it goes on rising when a browser comes back with
    the clock it left with, which they would otherwise take for old news.
    """

    said: int
    clock: int
    state: bytes
    person: UUID
    owner: object | None
    at: float = field(default_factory=time.monotonic)


class Roll:
    """The entries of one room, and which of them the others have not heard yet."""

    def __init__(self, shape: Shape) -> None:
        self._shape = shape
        self._entries: dict[int, Entry] = {}
        self._fresh: set[int] = set()
        self._left: dict[int, Entry] = {}
        self._gone: dict[int, int] = {}  # the clock with which the others heard of a leave

    def note(self, owner: object, person: UUID, user: dict[str, str], told: Iterable[Presence]) -> None:
        """Take what one socket says of itself; what it says of others is not heard."""
        for entry in told:
            known = self._entries.get(entry.client)
            if known is not None and known.owner is owner:
                if entry.clock < known.said or (entry.clock == known.said and entry.state is not None):
                    continue
            elif known is not None and (known.person != person or entry.state is None):
                continue
            if entry.state is None:
                if known is not None:
                    self._drop(entry.client)
                continue
            if known is None and not self._has_place(owner):
                continue
            state: dict[str, Any] = {name: value for name, value in entry.state.items() if name in self._shape.presence}
            state["user"] = user
            packed = _PACK(state).encode()
            heard = known.clock if known is not None else self._gone.get(entry.client, -1)
            self._put(entry.client, Entry(entry.clock, max(entry.clock, heard + 1), packed, person, owner))

    def note_remote(self, client: int, clock: int, state: bytes, person: UUID) -> None:
        """Take what another process of ours says; its entries were made by the rules above."""
        known = self._entries.get(client)
        if known is not None and (clock < known.clock or (clock == known.clock and state != GONE)):
            return
        if state == GONE:
            if known is not None and known.owner is None:
                self._drop(client)
        elif known is not None or len(self._entries) < limits.PRESENCE_PER_ROOM:
            self._put(client, Entry(clock, clock, state, person, None))

    def leave(self, owner: object) -> None:
        """The socket died: everybody it spoke for is gone."""
        for client, entry in list(self._entries.items()):
            if entry.owner is owner:
                self._drop(client)

    def forget_silent(self) -> None:
        """Drop clients of other processes that have not been heard of for a while."""
        oldest = time.monotonic() - FORGET_AFTER
        for client, entry in list(self._entries.items()):
            if entry.owner is None and entry.at < oldest:
                self._drop(client)

    def everybody(self) -> list[tuple[int, int, bytes]]:
        """All entries, for somebody who just came."""
        return [(client, entry.clock, entry.state) for client, entry in self._entries.items()]

    def news(self) -> list[tuple[int, Entry]]:
        """What changed since this was last asked."""
        told = [(client, self._entries[client]) for client in self._fresh if client in self._entries]
        told.extend(self._left.items())
        self._fresh.clear()
        self._left.clear()
        return told

    def own(self) -> list[tuple[int, Entry]]:
        """The entries of this process's own sockets, for another process that asks."""
        return [(client, entry) for client, entry in self._entries.items() if entry.owner is not None]

    def _has_place(self, owner: object) -> bool:
        mine = sum(1 for entry in self._entries.values() if entry.owner is owner)
        return mine < limits.CLIENTS_PER_SOCKET and len(self._entries) < limits.PRESENCE_PER_ROOM

    def _put(self, client: int, entry: Entry) -> None:
        self._entries[client] = entry
        self._left.pop(client, None)
        self._fresh.add(client)

    def _drop(self, client: int) -> None:
        entry = self._entries.pop(client)
        self._fresh.discard(client)
        clock = min(entry.clock + 1, MAX_CLOCK - 1)
        self._left[client] = Entry(clock, clock, GONE, entry.person, entry.owner)
        self._gone[client] = clock
        if len(self._gone) > limits.PRESENCE_PER_ROOM:
            del self._gone[next(iter(self._gone))]
