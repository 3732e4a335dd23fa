"""The same room over plain HTTP, for networks that block sockets: the same frames, carried by requests.

POST without a seat takes one, POST with it brings frames, DELETE gives it back. GET brings frames as server-sent
events while they happen, or, for who asks for bytes, whatever there is within a while: some networks hold a stream
back. All of it has one address, so that a proxy that pins by address finds the process in which the seat is.
"""

import asyncio
import io
import json
import secrets
import signal
import threading
from base64 import b64encode
from collections.abc import Awaitable, Sequence
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import DisallowedHost
from django.core.handlers.asgi import ASGIRequest
from rest_framework.authentication import CSRFCheck

from dotanks.live import protocol
from dotanks.live.reader import GuardRefused, Reader
from dotanks.live.socket import Receive, Send, stay

BODY_BYTES: Final = 1792 * 1024
BEAT: Final = 15.0  # a silent stream still says that it is there
POLL: Final = 20.0
ALONE_FOR: Final = 30.0
ENDED_KEPT: Final = 60.0
OUTGOING: Final = 64
PADDING: Final = b":" + b" " * 2048 + b"\n\n"  # pushes the beginning through what gathers before it passes on

STATUS: Final = {
    protocol.SIGNED_OUT: 401,
    protocol.ACCESS_ENDED: 403,
    protocol.UNKNOWN_ROOM: 404,
    protocol.TOO_LARGE: 413,
    protocol.NOT_UNDERSTOOD: 422,
    protocol.TOO_MANY: 429,
    protocol.NOT_NOW: 503,
}
HEADERS: Final = [
    (b"cache-control", b"private, no-store, no-transform"),
    (b"vary", b"Cookie"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]

Holder = tuple[UUID, str, UUID]


class Ended(Exception):
    """The seat is gone; the code says why."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class Seat:
    """What stands in for a socket: frames in from one request, out to another."""

    def __init__(self, scope: dict[str, Any], holder: Holder) -> None:
        self.token = secrets.token_urlsafe(24)
        self.holder = holder
        self.code = protocol.COME_BACK
        self.entered = asyncio.Event()
        self.turn = asyncio.Lock()
        self.listening = False
        self._reading = False
        self._incoming: asyncio.Queue[bytes] = asyncio.Queue()
        self._outgoing: asyncio.Queue[bytes] = asyncio.Queue(OUTGOING)
        self._staying = asyncio.create_task(self._stay(scope))
        self._alone: asyncio.TimerHandle | None = None

    async def _stay(self, scope: dict[str, Any]) -> None:
        try:
            self.code = await stay(scope, self._receive, self._send)
        finally:
            self.entered.set()
            asyncio.get_running_loop().call_later(ENDED_KEPT, _seats.pop, self.token, None)

    async def _receive(self) -> dict[str, Any]:
        if self._reading:  # whoever asks for the next is done with the one before
            self._incoming.task_done()
        frame = await self._incoming.get()
        self._reading = True
        return {"type": "websocket.receive", "bytes": frame}

    async def _send(self, event: dict[str, Any]) -> None:
        await self._outgoing.put(event["bytes"])
        self.entered.set()

    def leave(self, code: int) -> None:
        """Give the seat back."""
        if not self._staying.done():
            self.code = code
            self._staying.cancel()

    def nobody_listens(self) -> None:
        """Who does not come back for a while has gone."""
        self.listening = False
        self._alone = asyncio.get_running_loop().call_later(ALONE_FOR, self.leave, protocol.COME_BACK)

    def somebody_listens(self) -> None:
        """The browser waits for frames."""
        self.listening = True
        if self._alone is not None:
            self._alone.cancel()

    @property
    def ended(self) -> bool:
        """Whether this seat is nobody's any more."""
        return self._staying.done()

    async def take(self, frames: Sequence[bytes]) -> None:
        """Hand frames in; comes back when all were read, which is slow for who sends too much."""
        for frame in frames:
            self._incoming.put_nowait(frame)
        await self._unless_ended(self._incoming.join())

    async def give(self, patience: float) -> list[bytes]:
        """The next frames, or none after a while without any."""
        try:
            async with asyncio.timeout(patience):
                frames = [await self._unless_ended(self._outgoing.get())]
        except TimeoutError:
            return []
        while not self._outgoing.empty():
            frames.append(self._outgoing.get_nowait())
        return frames

    async def _unless_ended(self, work: Awaitable[Any]) -> Any:
        task = asyncio.ensure_future(work)
        try:
            await asyncio.wait({task, self._staying}, return_when=asyncio.FIRST_COMPLETED)
            if not task.done():
                raise Ended(self.code)
            return task.result()
        finally:
            task.cancel()


_seats: dict[str, Seat] = {}


async def room_http(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """One request of one person's browser to one room."""
    try:
        await _answer(scope, receive, send)
    except Ended as ended:
        await _say(send, STATUS.get(ended.code, 410), {"code": ended.code})
    except GuardRefused:
        await _say(send, 422, {"code": protocol.NOT_UNDERSTOOD})


async def _answer(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    if scope["method"] not in ("GET", "POST", "DELETE"):
        await _say(send, 405, {})
        return
    if not _from_this_site(scope):
        await _say(send, 403, {})  # no code: a page of ours never hears this
        return
    if not scope["user"].is_authenticated:
        raise Ended(protocol.SIGNED_OUT)
    holder = (scope["user"].pk, scope["session"].session_key, scope["url_route"]["kwargs"]["room_id"])
    headers = dict(scope["headers"])
    token = headers.get(b"x-seat", b"").decode("latin-1")
    if scope["method"] == "POST" and not token:
        await _say(send, 200, {"seat": (await _take_seat(scope, holder)).token})
        return
    seat = _seats.get(token)
    if seat is None or seat.holder != holder:
        raise Ended(protocol.COME_BACK)
    if scope["method"] == "DELETE":
        seat.leave(1000)
        await _say(send, 204, {})
    elif scope["method"] == "POST":
        async with seat.turn:  # before reading: who sends many at once keeps them himself
            await seat.take(_frames(await _body(receive)))
        await _say(send, 204, {})
    elif seat.ended:
        raise Ended(seat.code)
    elif seat.listening:
        await _say(send, 409, {})
    else:
        stream = b"text/event-stream" in headers.get(b"accept", b"")
        await _listen(seat, receive, _stream(seat, send) if stream else _poll(seat, send))


def _from_this_site(scope: dict[str, Any]) -> bool:
    """Django's own rules: a host of ours, and for whatever changes something our page's origin and its token."""
    request = ASGIRequest(scope, io.BytesIO())
    try:
        request.get_host()
    except DisallowedHost:
        return False
    check = CSRFCheck(lambda _: None)  # type: ignore[arg-type]
    check.process_request(request)
    return check.process_view(request, None, (), {}) is None  # type: ignore[arg-type]


async def _take_seat(scope: dict[str, Any], holder: Holder) -> Seat:
    _end_before_the_server()
    seat = Seat(scope, holder)
    _seats[seat.token] = seat
    await seat.entered.wait()
    if seat.ended:
        raise Ended(seat.code)
    seat.nobody_listens()
    return seat


async def _body(receive: Receive) -> bytes:
    body = b""
    while True:
        event = await receive()
        if event["type"] == "http.disconnect":
            return b""  # cut in the middle: what did not come whole did not come
        body += event.get("body", b"")
        if len(body) > BODY_BYTES:
            raise Ended(protocol.TOO_LARGE)
        if not event.get("more_body"):
            return bytes(body)


def _frames(body: bytes) -> list[bytes]:
    reader = Reader(body)
    frames = []
    while reader.at < reader.end:
        frames.append(reader.chunk())
    return frames


async def _listen(seat: Seat, receive: Receive, work: Any) -> None:
    seat.somebody_listens()
    working = asyncio.create_task(work)
    gone = asyncio.create_task(_gone(receive))
    try:
        await asyncio.wait({working, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            # What was on its way is lost with the request: the browser takes a new seat and says what it has.
            seat.leave(protocol.COME_BACK)
            return
        await working
    finally:
        working.cancel()
        gone.cancel()
        await asyncio.gather(working, gone, return_exceptions=True)
        seat.nobody_listens()


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _stream(seat: Seat, send: Send) -> None:
    await _start(send, 200, b"text/event-stream")
    body = PADDING
    try:
        while True:
            await send({"type": "http.response.body", "body": body, "more_body": True})
            frames = await seat.give(BEAT)
            body = b"".join(b"data: " + b64encode(frame) + b"\n\n" for frame in frames) or b":\n\n"
    except Ended as ended:
        await send({"type": "http.response.body", "body": f"event: end\ndata: {ended.code}\n\n".encode()})


async def _poll(seat: Seat, send: Send) -> None:
    body = b"".join(map(protocol.chunk, await seat.give(POLL)))
    await _start(send, 200, b"application/octet-stream")
    await send({"type": "http.response.body", "body": body})


async def _say(send: Send, status: int, answer: dict[str, Any]) -> None:
    await _start(send, status, b"application/json")
    await send({"type": "http.response.body", "body": json.dumps(answer).encode() if status != 204 else b""})


async def _start(send: Send, status: int, kind: bytes) -> None:
    headers = HEADERS if status == 204 else [(b"content-type", kind), *HEADERS]
    await send({"type": "http.response.start", "status": status, "headers": headers})


def _end_before_the_server() -> None:
    """A server that is told to stop waits for its open answers: end them, the browsers come back to the next."""
    if _chained or threading.current_thread() is not threading.main_thread():
        return
    loop = asyncio.get_running_loop()
    before = signal.getsignal(signal.SIGTERM)

    def stop(number: int, frame: Any) -> None:
        loop.call_soon_threadsafe(_end_all)
        if callable(before):
            before(number, frame)

    if callable(before):  # a server that waits for its answers has its own way to stop
        signal.signal(signal.SIGTERM, stop)
    _chained.append(True)


_chained: list[bool] = []


def _end_all() -> None:
    for seat in list(_seats.values()):
        seat.leave(protocol.NOT_NOW)
