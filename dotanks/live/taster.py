"""Hands updates to the expendable process, keeps it warm, and starts another when it dies."""

import asyncio
import contextlib
import json
import logging
import struct
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, NamedTuple
from uuid import UUID

from dotanks.live import tasting
from dotanks.live.shapes import Shape

log = logging.getLogger(__name__)

PATIENCE: Final = 3.0  # seconds for one batch; a hung library must not hold up the other rooms for longer
OPENING: Final = 30.0

Opening = Callable[[], tuple[Shape, Sequence[bytes]]]


class ToTaste(NamedTuple):
    """What came of one room, and what was committed elsewhere since the last time."""

    room: UUID
    opening: Opening
    before: Sequence[bytes]
    updates: Sequence[bytes]


class Tasted(NamedTuple):
    """Which of the updates may be stored, and all as one if all may."""

    fine: list[bool]
    merged: bytes | None


class TasterDied(Exception):
    """The process ended or hung while it had the request."""


class Taster:
    """One expendable process. Requests are answered one after the other."""

    def __init__(self) -> None:
        self._process: asyncio.subprocess.Process | None = None
        self._turn = asyncio.Lock()
        self._known: set[UUID] = set()

    async def taste(self, rooms: Sequence[ToTaste]) -> list[Tasted]:
        """Say of each room's updates which may be stored, and give them as one where all may."""
        async with self._turn:
            try:
                merged = await self._together(rooms)
            except TasterDied:
                log.warning("live.taster_died", extra={"rooms": len(rooms)})
                merged = [None] * len(rooms)
            # One of them did it. Each is tried alone: the others must not lose their edits.
            return [
                Tasted([True] * len(one.updates), whole)
                if whole is not None
                else Tasted(await self._carefully(one), None)
                for one, whole in zip(rooms, merged, strict=True)
            ]

    async def _together(self, rooms: Sequence[ToTaste]) -> list[bytes | None]:
        request = [bytes([tasting.TOGETHER])]
        for one in rooms:
            before = one.before
            if one.room not in self._known:
                before = ()  # its opening says it all
                await self._open_or_die(one)
            request += [one.room.bytes, struct.pack(">I", len(before)), *map(_chunk, before)]
            request += [struct.pack(">I", len(one.updates)), *map(_chunk, one.updates)]
        reply = tasting.Parts(await self._ask(b"".join(request), PATIENCE))
        answers = [reply.chunk() if reply.take(1)[0] == tasting.FINE else None for _ in rooms]
        self._known.difference_update(one.room for one, whole in zip(rooms, answers, strict=True) if whole is None)
        return answers

    async def _carefully(self, one: ToTaste) -> list[bool]:
        # The room is opened anew, and what was committed before is in what it opens with.
        try:
            return await self._taste(one.room, one.opening, one.updates)
        except TasterDied:
            fine = []
            for update in one.updates:
                try:
                    fine.append((await self._taste(one.room, one.opening, [update]))[0])
                except TasterDied:
                    log.warning("live.update_ended_taster", extra={"room": str(one.room), "size": len(update)})
                    fine.append(False)
            return fine

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

    async def _taste(self, room: UUID, opening: Opening, updates: Sequence[bytes]) -> list[bool]:
        if room not in self._known:
            await self._open_or_die(ToTaste(room, opening, (), updates))
        request = bytes([tasting.TASTE]) + room.bytes + struct.pack(">I", len(updates)) + b"".join(map(_chunk, updates))
        marks = await self._ask(request, PATIENCE)
        fine = [mark == tasting.FINE for mark in marks]
        if tasting.REFUSED in marks:
            self._known.discard(room)
            # What came after the refused one was not looked at yet.
            later = marks.index(tasting.REFUSED) + 1
            if rest := updates[later:]:
                kept = [update for update, good in zip(updates[:later], fine, strict=False) if good]
                fine[later:] = (await self._taste(room, opening, [*kept, *rest]))[len(kept) :]
        return fine

    async def _open_or_die(self, one: ToTaste) -> None:
        shape, state = one.opening()
        if not await self._open(one.room, shape, state):
            raise TasterDied

    async def _open(self, room: UUID, shape: Shape, state: Sequence[bytes]) -> bool:
        described = json.dumps(shape.described()).encode()
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
