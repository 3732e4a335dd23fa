"""A browser's stand-in: a Yjs document, the y-websocket protocol, and what it was told."""

import asyncio
import json
from contextlib import suppress
from typing import Any
from uuid import UUID

import pycrdt
import websockets
from websockets import Origin
from websockets.asyncio.client import ClientConnection, connect

from dotanks.live import protocol
from dotanks.live.guard import NO_CHANGE, check_presence


class Typist:
    """One person in one room over a real socket."""

    def __init__(self, url: str, cookie: str | None, *, origin: str | None) -> None:
        self.url, self.cookie, self.origin = url, cookie, origin
        self.doc: pycrdt.Doc[Any] = pycrdt.Doc()
        self.root = self.doc.get("document", type=pycrdt.XmlFragment)
        self.clock = 0
        self.presence: dict[int, dict[str, Any] | None] = {}
        self.clocks: dict[int, int] = {}
        self.answered: set[int] = set()
        self.denied = False
        self.synced = asyncio.Event()
        self.changed = asyncio.Event()
        self.close_code: int | None = None
        self._asked = 0
        self._reading: asyncio.Task[None] | None = None
        self._socket: ClientConnection | None = None

    @property
    def socket(self) -> ClientConnection:
        """The open socket."""
        assert self._socket is not None
        return self._socket

    async def __aenter__(self) -> "Typist":
        headers = {"Cookie": f"sessionid={self.cookie}"} if self.cookie else {}
        self._socket = await connect(
            self.url,
            additional_headers=headers,
            origin=Origin(self.origin) if self.origin else None,
            max_size=None,
            open_timeout=60,
            compression=None,
            close_timeout=1,
        )
        self._reading = asyncio.create_task(self._read())
        with suppress(websockets.ConnectionClosed):
            await self.socket.send(protocol.step_1(self.doc.get_state()))
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.socket.close()
        if self._reading is not None:
            self._reading.cancel()
            await asyncio.gather(self._reading, return_exceptions=True)

    async def _read(self) -> None:
        try:
            async for data in self.socket:
                assert isinstance(data, bytes)
                await self._hear(data)
        except websockets.ConnectionClosed:
            pass
        self.close_code = self.socket.close_code
        self.changed.set()

    async def _hear(self, data: bytes) -> None:
        if data[0] == protocol.AUTH:
            self.denied = True
        elif data[0] == protocol.STORED:
            self.answered.add(protocol.read(data).number)
        elif data[0] == protocol.AWARENESS:
            for entry in check_presence(protocol.read(data).payload):
                # As y-protocols does: only a newer clock is news, or the same clock that says goodbye.
                known = self.clocks.get(entry.client, -1)
                if entry.clock > known or (entry.clock == known and entry.state is None):
                    self.presence[entry.client], self.clocks[entry.client] = entry.state, entry.clock
        else:
            frame = protocol.read(data)
            if frame.step == protocol.STEP_1:
                missing = self.doc.get_update(frame.payload)
                if missing != NO_CHANGE:
                    await self.socket.send(protocol.step_2(missing))
            else:
                self.doc.apply_update(frame.payload)
                if frame.step == protocol.STEP_2:
                    self.synced.set()
        self.changed.set()

    async def until(self, fact: Any, seconds: float = 10.0) -> None:
        """Wait until the fact holds."""
        async with asyncio.timeout(seconds):
            while not fact():
                if self.close_code is not None:
                    raise ConnectionResetError(f"closed with {self.close_code}")
                self.changed.clear()
                await self.changed.wait()

    async def paragraph(self, text: str) -> None:
        """Write a paragraph at the end."""
        state = self.doc.get_state()
        with self.doc.transaction():
            paragraph = pycrdt.XmlElement("paragraph")
            self.root.children.append(paragraph)
            paragraph.children.append(pycrdt.XmlText(text))
        await self.socket.send(protocol.update(self.doc.get_update(state)))

    def edit(self, text: str) -> bytes:
        """Write at the end of the last paragraph, and answer the update without sending it."""
        state = self.doc.get_state()
        run = next(iter(list(self.root.children)[-1].children))
        run.insert(len(run), text)
        return self.doc.get_update(state)

    async def type(self, text: str) -> None:
        """Write at the end of the last paragraph."""
        await self.socket.send(protocol.update(self.edit(text)))

    async def say(self, state: dict[str, Any] | None, client: int | None = None) -> None:
        """Tell who I am, in my own words."""
        self.clock += 1
        entry = (client or self.doc.client_id, self.clock, json.dumps(state).encode())
        await self.socket.send(protocol.awareness([entry]))

    async def ask_stored(self) -> int:
        """Ask whether all of it is stored, without waiting."""
        self._asked += 1
        await self.socket.send(protocol.stored(self._asked))
        return self._asked

    async def stored(self, seconds: float = 10.0) -> None:
        """Wait until the server says that all of it is stored."""
        asked = await self.ask_stored()
        await self.until(lambda: asked in self.answered, seconds)

    def text(self) -> str:
        """The document as it stands here."""
        return str(self.root)


def room_url(port: int, room: UUID) -> str:
    """Where a room's socket is."""
    return f"ws://127.0.0.1:{port}/ws/rooms/{room}/"
