"""The short way between a browser and its room: frames go in without a queue, the same bytes go out to everybody.

uvicorn's own protocol does handshake, pings and closing; `--ws dotanks.live.wire:RoomProtocol` puts this in its place.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine
from typing import Any, Final

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import apply_mask  # type: ignore[attr-defined]  # the one in C where there is one

EXTENSION: Final = "dotanks.wire"
WHOLE_BINARY: Final = 0x82
MASKED: Final = 0x80

# Does what one frame asks; what comes back is to be awaited before the next frame is read.
Take = Callable[[bytes], Coroutine[Any, Any, None] | None]


class RoomProtocol(WebSocketsSansIOProtocol):
    """One socket. Until a room takes it over, and for whatever is no whole binary frame, all is uvicorn's."""

    _take_frame: Take | None = None
    _waiting: "asyncio.Task[None] | None" = None
    _unread = b""

    def handle_connect(self, event: Any) -> None:
        """Let the room find this in the scope."""
        super().handle_connect(event)
        if not self.handshake_complete:
            extensions: Any = self.scope["extensions"]
            extensions[EXTENSION] = self

    def carry(self, take: Take) -> None:
        """Hand all binary frames to the room from now on, first those that came during its handshake."""
        self._take_frame = take
        self._early: deque[bytes] = deque()
        for _ in range(self.queue.qsize()):
            event: Any = self.queue.get_nowait()
            if event.get("bytes") is not None:
                self._early.append(event["bytes"])
            else:
                self.queue.put_nowait(event)
        self._read_on()

    def write(self, data: bytes) -> int:
        """Send whole frames; answers how many bytes wait for the browser to read now."""
        transport = self.transport
        if self.close_sent or transport.is_closing():
            return 0
        transport.write(data)
        return transport.get_write_buffer_size()

    def unread(self) -> int:
        """How many bytes wait for the browser to read."""
        return self.transport.get_write_buffer_size()

    def cut(self) -> None:
        """End at once, without waiting for a browser that does not read."""
        self.transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing more is read, nor waited for."""
        self._take_frame, self._unread = None, b""
        if self._waiting is not None:
            self._waiting.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Cut what came into frames."""
        if not self.handshake_initiated:
            super().data_received(data)
            return
        self._unread = self._unread + data if self._unread else data
        if self._waiting is None:
            self._cut_frames()

    def send_receive_event_to_app(self) -> None:
        """A message that came in fragments goes to the room too; text is uvicorn's to pass on."""
        if self._take_frame is None or self.curr_msg_data_type == "text":
            super().send_receive_event_to_app()
            return
        whole, self.frames = b"".join(self.frames), []
        self._hand_on(whole)

    def _cut_frames(self) -> None:
        data, at, have = self._unread, 0, len(self._unread)
        while self._waiting is None and have - at >= 2:
            size, head = data[at + 1] & 127, at + 2
            if size > 125:
                head += 2 if size == 126 else 8
                if head > have:
                    break
                size = int.from_bytes(data[at + 2 : head], "big")
            masked = data[at + 1] & MASKED
            end = head + size + (4 if masked else 0)
            if end > have and size <= self.config.ws_max_size:
                break
            if data[at] == WHOLE_BINARY and masked and end <= have and self._take_frame is not None:
                self._hand_on(apply_mask(data[head + 4 : end], data[head : head + 4]))
            else:
                super().data_received(data[at:end])  # also what is too large, of which it takes note at once
            at = end
        self._unread = data[at:]

    def _hand_on(self, frame: bytes) -> None:
        assert self._take_frame is not None
        wait = self._take_frame(frame)
        if wait is not None:
            self.transport.pause_reading()
            self._waiting = self.loop.create_task(wait)
            self._waiting.add_done_callback(self._waited)

    def _waited(self, task: "asyncio.Task[None]") -> None:
        self._waiting = None
        if self._take_frame is None or task.cancelled():
            return
        if task.exception() is not None:
            self.cut()
            return
        self._read_on()

    def _read_on(self) -> None:
        while self._early and self._waiting is None:
            self._hand_on(self._early.popleft())
        if self._waiting is None:
            self._cut_frames()
        if self._waiting is None and not self.transport.is_closing():
            self.read_paused = False
            self.transport.resume_reading()


def framed(payload: bytes) -> bytes:
    """A message as a whole binary frame, as a server sends it."""
    size = len(payload)
    if size < 126:
        return bytes((WHOLE_BINARY, size)) + payload
    if size < 65536:
        return b"\x82\x7e" + size.to_bytes(2, "big") + payload
    return b"\x82\x7f" + size.to_bytes(8, "big") + payload
