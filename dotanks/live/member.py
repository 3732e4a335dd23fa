"""One person's one socket into one room: what is queued for it, and what it asked about."""

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable
from uuid import UUID

from dotanks.live import limits, protocol


class Member:
    """A socket's seat in a room. Sending never waits: who does not read is cut and comes back."""

    def __init__(self, *, person_id: UUID, room_id: UUID, name: str, colour: str) -> None:
        self.person_id = person_id
        self.room_id = room_id
        self.shown_as = {"name": name, "color": colour, "colour": colour}
        self.may_write = False
        self.recheck: Callable[[], Awaitable[int | None]] | None = None
        self.closing = asyncio.Event()
        self.close_code = 1000
        self.something_to_send = asyncio.Event()
        self.dropped = False
        self._queue: deque[bytes] = deque()
        self._queued_bytes = 0
        self._behind_since: float | None = None
        self._wants: bytes | None = None
        self._given = 0
        self._stored = 0
        self._questions: deque[tuple[int, int]] = deque()

    def send(self, frame: bytes) -> None:
        """Queue a frame; a socket that stays behind for long is cut."""
        if self.closing.is_set():
            return
        self._queue.append(frame)
        self._queued_bytes += len(frame)
        if len(self._queue) > limits.QUEUED_MESSAGES or self._queued_bytes > limits.QUEUED_BYTES:
            now = time.monotonic()
            self._behind_since = self._behind_since or now
            if (
                now - self._behind_since > limits.BEHIND_FOR
                or self._queued_bytes > limits.QUEUED_BYTES_EVER
                or len(self._queue) > limits.QUEUED_MESSAGES_EVER
            ):
                self.close(protocol.TOO_SLOW)
        self.something_to_send.set()

    def wants_state(self, state_vector: bytes) -> None:
        """Remember what the browser has; it is answered once, with the newest, when its turn comes."""
        self._wants = state_vector
        self.something_to_send.set()

    def take_wanted(self) -> bytes | None:
        """The state vector to answer, if there is one."""
        wanted, self._wants = self._wants, None
        return wanted

    def take_frame(self) -> bytes | None:
        """The next frame to send."""
        if not self._queue:
            return None
        frame = self._queue.popleft()
        self._queued_bytes -= len(frame)
        if len(self._queue) <= limits.QUEUED_MESSAGES and self._queued_bytes <= limits.QUEUED_BYTES:
            self._behind_since = None
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
