"""How much one socket, person and room may ask for. Who asks for more is slowed down first, and cut only if he
does not read."""

import time
from typing import Final

# A person who types fast makes about 12 a second; what comes faster than this is gathered and stored as one.
UPDATES_PER_SECOND: Final = 25.0
UPDATES_AT_ONCE: Final = 60.0
FRAMES_PER_SECOND: Final = 60.0
FRAMES_AT_ONCE: Final = 240.0
BYTES_PER_SECOND: Final = 256 * 1024.0
BYTES_AT_ONCE: Final = 1024 * 1024.0
HELD_UPDATES: Final = 64
HELD_BYTES: Final = 256 * 1024
QUEUED_BYTES: Final = 256 * 1024
QUEUED_MESSAGES: Final = 200
# A few large pastes at once fill the queue of a quick reader too: only who stays behind is cut. The frames are shared
# between all readers, so a long queue costs little memory until the hard limit.
BEHIND_FOR: Final = 2.0
QUEUED_BYTES_EVER: Final = 8 * 1024 * 1024
QUEUED_MESSAGES_EVER: Final = 4_000
SOCKETS_PER_PERSON: Final = 20
EDITORS_PER_ROOM: Final = 60
CLIENTS_PER_SOCKET: Final = 4
PRESENCE_PER_ROOM: Final = 500
UNSTORED_BYTES_PER_ROOM: Final = 4 * 1024 * 1024
UNSTORED_BYTES: Final = 64 * 1024 * 1024
WAITING_UPDATES: Final = 100
WAITING_BYTES: Final = 1024 * 1024


class Bucket:
    """A token bucket: `take` answers how many seconds too early the taker is."""

    __slots__ = ("_at", "_full", "_left", "_rate")

    def __init__(self, rate: float, full: float) -> None:
        self._rate = rate
        self._full = self._left = full
        self._at = time.monotonic()

    def _refill(self) -> None:
        now = time.monotonic()
        left = self._left + (now - self._at) * self._rate
        self._left = left if left < self._full else self._full
        self._at = now

    def take(self, amount: float = 1.0) -> float:
        """Take the tokens, into debt if need be, and say how long to wait until the debt is paid."""
        self._refill()
        self._left = left = self._left - amount
        return -left / self._rate if left < 0 else 0.0

    def take_one(self) -> bool:
        """Take one token if one is there."""
        self._refill()
        if self._left < 1.0:
            return False
        self._left -= 1.0
        return True

    def wait_for_one(self) -> float:
        """How long until one token is there; takes nothing."""
        self._refill()
        return max(0.0, (1.0 - self._left) / self._rate)
