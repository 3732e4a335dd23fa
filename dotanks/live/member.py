"""One person's one socket into one room: what is queued for it, and what it asked about."""

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING
from uuid import UUID

from dotanks.live import limits, protocol
from dotanks.live.wire import framed

if TYPE_CHECKING:
    from dotanks.live.wire import RoomProtocol


class Member:
    """A socket's seat in a room. Sending never waits: who does not read is cut and comes back."""

    def __init__(self, *, person_id: UUID, room_id: UUID, name: str, colour: str) -> None:
        self.person_id = person_id
        self.room_id = room_id
        self.shown_as = {"name": name, "color": colour, "colour": colour}
        self.may_write = False
        self.recheck: Callable[[], Awaitable[int | None]] | None = None
        self.wire: RoomProtocol | None = None  # the short way, where the server has one; else the queue below
        self.closing = asyncio.Event()
        self.close_code = 1000
        self.something_to_send = asyncio.Event()
        self.dropped = False
        self._queue: deque[bytes] = deque()
        self._queued_bytes = 0
        self._behind_since: float | None = None
        self._unread_state = 0
        self._given = 0
        self._stored = 0
        self._questions: deque[tuple[int, int]] = deque()

    def send(self, frame: bytes, as_framed: bytes | None = None, *, state: bool = False) -> None:
        """Send a frame; a socket that stays behind for long is cut, the state it asked for not counted."""
        if self.closing.is_set():
            return
        if self.wire is not None:
            unread = self.wire.write(as_framed or framed(frame))
        else:
            self._queue.append(frame)
            unread = self._queued_bytes = self._queued_bytes + len(frame)
            self.something_to_send.set()
        self._unread_state = unread if state else min(self._unread_state, unread)
        behind = unread - self._unread_state
        if behind <= limits.QUEUED_BYTES and len(self._queue) <= limits.QUEUED_MESSAGES:
            self._behind_since = None
            return
        now = time.monotonic()
        self._behind_since = self._behind_since or now
        if (
            now - self._behind_since > limits.BEHIND_FOR
            or behind > limits.QUEUED_BYTES_EVER
            or len(self._queue) > limits.QUEUED_MESSAGES_EVER
        ):
            self.close(protocol.TOO_SLOW)

    def unread(self) -> int:
        """How many bytes wait for the browser to read."""
        return self._queued_bytes if self.wire is None else self.wire.unread()

    def take_frame(self) -> bytes | None:
        """The next frame to send."""
        if not self._queue:
            return None
        frame = self._queue.popleft()
        self._queued_bytes -= len(frame)
        return frame

    def gave(self) -> None:
        """An edit came in over this socket."""
        self._given += 1

    def stored(self, amount: int) -> None:
        """Edits of this socket are in the database, in the order in which they came."""
        self._stored += amount
        self._answer()

    def asks(self, number: int) -> None:
        """The browser asks whether everything it sent so far is stored."""
        # An edit that was dropped is not stored and never will be: no answer is the truth.
        if self.dropped:
            return
        if len(self._questions) >= limits.QUEUED_MESSAGES:
            self._questions.popleft()
        self._questions.append((self._given, number))
        self._answer()

    def close(self, code: int) -> None:
        """End this socket; the browser learns why from the code."""
        if not self.closing.is_set():
            self.close_code = code
            self.closing.set()

    def _answer(self) -> None:
        while self._questions and self._questions[0][0] <= self._stored:
            self.send(protocol.stored(self._questions.popleft()[1]))
