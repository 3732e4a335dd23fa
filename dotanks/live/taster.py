"""Hands updates to the expendable process, keeps it warm, and starts another when it dies."""

import asyncio
import contextlib
import json
import logging
import struct
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final
from uuid import UUID

from dotanks.live import tasting
from dotanks.live.shapes import Shape

log = logging.getLogger(__name__)

PATIENCE: Final = 3.0  # seconds for one batch; a hung library must not hold up the other rooms for longer
OPENING: Final = 30.0

Opening = Callable[[], tuple[Shape, Sequence[bytes]]]


class TasterDied(Exception):
    """The process ended or hung while it had the request."""


class Taster:
    """One expendable process. Requests are answered one after the other."""

    def __init__(self) -> None:
        self._process: asyncio.subprocess.Process | None = None
        self._turn = asyncio.Lock()
        self._known: set[UUID] = set()

    async def taste(self, rooms: Sequence[tuple[UUID, Opening, Sequence[bytes]]]) -> list[list[bool]]:
        """Say for each update of each room whether it may be stored."""
        async with self._turn:
            try:
                return await self._taste(rooms)
            except TasterDied:
                log.warning("live.taster_died", extra={"rooms": len(rooms)})
            # One of them did it. Try each alone: the others must not lose their edits.
            answers = []
            for room, opening, updates in rooms:
                fine = []
                for update in updates:
                    try:
                        fine.append((await self._taste([(room, opening, [update])]))[0][0])
                    except TasterDied:
                        log.warning("live.update_ended_taster", extra={"room": str(room), "size": len(update)})
                        fine.append(False)
                answers.append(fine)
            return answers

    async def open(self, room: UUID, shape: Shape, state: Sequence[bytes]) -> bool:
        """Take a room's stored state in; False when it cannot be read safely."""
        async with self._turn:
            try:
                return await self._open(room, shape, state)
            except TasterDied:
                return False

    async def forget(self, room: UUID) -> None:
        """Drop the copy of a room nobody has open."""
        async with self._turn:
            if room in self._known:
                self._known.discard(room)
                try:
                    await self._ask(bytes([tasting.FORGET]) + room.bytes, PATIENCE)
                except TasterDied:
                    return

    def stale(self, room: UUID) -> None:
        """Take the room in anew before the next taste: its copy missed too much."""
        self._known.discard(room)

    async def merge(self, updates: Sequence[bytes]) -> bytes:
        """Merge stored updates into one; raises TasterDied when they cannot be merged."""
        async with self._turn:
            return await self._ask(bytes([tasting.MERGE]) + b"".join(map(_chunk, updates)), OPENING)

    async def stop(self) -> None:
        """End the process."""
        async with self._turn:
            await self._end()

    async def _taste(self, rooms: Sequence[tuple[UUID, Opening, Sequence[bytes]]]) -> list[list[bool]]:
        for room, opening, _ in rooms:
            if room not in self._known:
                shape, state = opening()
                if not await self._open(room, shape, state):
                    raise TasterDied
        request = bytes([tasting.TASTE]) + b"".join(
            room.bytes + struct.pack(">I", len(updates)) + b"".join(map(_chunk, updates)) for room, _, updates in rooms
        )
        reply = await self._ask(request, PATIENCE)
        answers, at = [], 0
        for room, opening, updates in rooms:
            marks = reply[at : at + len(updates)]
            at += len(updates)
            fine = [mark == tasting.FINE for mark in marks]
            if tasting.REFUSED in marks:
                self._known.discard(room)
                # What came after the refused one was not looked at yet.
                later = marks.index(tasting.REFUSED) + 1
                kept = [update for update, good in zip(updates[:later], fine, strict=False) if good]
                again = await self._again(room, opening, kept, updates[later:])
                fine[later:] = again
            answers.append(fine)
        return answers

    async def _again(self, room: UUID, opening: Opening, kept: Sequence[bytes], rest: Sequence[bytes]) -> list[bool]:
        if not rest:
            return []
        results = (await self._taste([(room, opening, [*kept, *rest])]))[0]
        return results[len(kept) :]

    async def _open(self, room: UUID, shape: Shape, state: Sequence[bytes]) -> bool:
        children = {name: sorted(names) for name, names in shape.children.items()}
        described = json.dumps({"root": shape.root, "children": children}).encode()
        reply = await self._ask(
            bytes([tasting.OPEN]) + room.bytes + _chunk(described) + b"".join(map(_chunk, state)), OPENING
        )
        if reply != bytes([tasting.FINE]):
            return False
        self._known.add(room)
        return True

    async def _ask(self, request: bytes, patience: float) -> bytes:
        process = await self._running()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            async with asyncio.timeout(patience):
                process.stdin.write(struct.pack(">I", len(request)) + request)
                await process.stdin.drain()
                header = await process.stdout.readexactly(4)
                return await process.stdout.readexactly(struct.unpack(">I", header)[0])
        except (TimeoutError, asyncio.IncompleteReadError, OSError):
            await self._end()
            raise TasterDied from None
        except asyncio.CancelledError:
            await self._end()  # its answer would be taken for the next one's
            raise

    async def _running(self) -> asyncio.subprocess.Process:
        if self._process is None or self._process.returncode is not None:
            self._known.clear()
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-I",
                str(Path(tasting.__file__)),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                limit=2**20,
            )
        return self._process

    async def _end(self) -> None:
        process, self._process = self._process, None
        self._known.clear()
        if process is not None:
            if process.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    process.kill()
            await process.wait()


def _chunk(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data
