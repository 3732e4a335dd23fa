"""Where edits live: appended to the log before anybody sees them, read back with one statement.

Rows of one room are inserted under an advisory lock, so within a room the order of `seq` is the order of commit.
Everything that says "up to seq" rests on that.
"""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import psycopg
from django.db import connection
from psycopg_pool import AsyncConnectionPool

log = logging.getLogger(__name__)

LOCK: Final = "SELECT pg_advisory_xact_lock(%s)"
# Takes the locks. Rooms that are gone or closed drop out. `before` shows the writer whether it missed somebody's edit.
APPEND: Final = "SELECT room, landed, before FROM live_append(%s::bigint[], %s::uuid[], %s::bytea[], %s::text[])"
LOAD: Final = """
    WITH snapshot AS (SELECT up_to_seq, payload FROM live_roomsnapshot WHERE room_id = %(room)s)
    SELECT up_to_seq AS seq, payload FROM snapshot WHERE up_to_seq > %(above)s
    UNION ALL
    SELECT seq, payload FROM live_roomupdate
    WHERE room_id = %(room)s
      AND seq > greatest(%(above)s, coalesce((SELECT up_to_seq FROM snapshot), 0))
    ORDER BY seq
"""
ROOM: Final = "SELECT kind, closed_at IS NOT NULL FROM live_room WHERE id = %s"
NEWEST: Final = """
    SELECT room, coalesce((SELECT max(seq) FROM live_roomupdate WHERE room_id = room), 0)
    FROM unnest(%s::uuid[]) AS room
"""
AUTHORS: Final = """
    SELECT DISTINCT author FROM live_roomupdate, unnest(authors) AS author
    WHERE room_id = %(room)s AND seq > %(above)s AND seq <= %(up_to)s
    UNION
    SELECT person_id FROM live_roomauthor WHERE room_id = %(room)s AND last_seq > %(above)s AND last_seq <= %(up_to)s
"""
BEGIN_COMPACTION: Final = """
    INSERT INTO live_roomsnapshot (room_id, up_to_seq, payload)
    SELECT id, 0, '' FROM live_room WHERE id = %s
    ON CONFLICT DO NOTHING
"""
LOCK_SNAPSHOT: Final = "SELECT up_to_seq, payload FROM live_roomsnapshot WHERE room_id = %s FOR UPDATE"
LOG_ABOVE: Final = "SELECT seq, payload FROM live_roomupdate WHERE room_id = %s AND seq > %s ORDER BY seq LIMIT %s"
KEEP_SNAPSHOT: Final = "UPDATE live_roomsnapshot SET up_to_seq = %s, payload = %s, at = now() WHERE room_id = %s"
COMPACT_AT_ONCE: Final = 20_000

Merge = Callable[[Sequence[bytes]], Awaitable[bytes]]


@dataclass(frozen=True)
class Appended:
    """Where an edit landed in the log, and what the log's newest row was before."""

    seq: int
    before: int


@dataclass(frozen=True)
class Stored:
    """A room as it stands in the database."""

    kind: str
    closed: bool
    seq: int
    payloads: list[bytes]


def appending(updates: Mapping[UUID, bytes], authors: Mapping[UUID, Iterable[UUID]]) -> list[str]:
    """What APPEND needs to know of one update per room, as PostgreSQL writes arrays (quicker than the driver)."""
    whose = (f'"{{{",".join(map(str, authors.get(room, ())))}}}"' for room in updates)
    payloads = (f'"\\\\x{payload.hex()}"' for payload in updates.values())
    keys = map(str, sorted({lock_key(room) for room in updates}))
    return [f"{{{','.join(items)}}}" for items in (keys, map(str, updates), payloads, whose)]


def lock_key(room: UUID) -> int:
    """The number of the advisory lock under which this room's log grows."""
    return int.from_bytes(room.bytes[:8], "big", signed=True)


def connection_parameters() -> dict[str, Any]:
    """Django's own settings for the database, read at run time so that tests reach the test database."""
    parameters = dict(connection.get_connection_params())
    for django_only in ("cursor_factory", "context", "prepare_threshold"):
        parameters.pop(django_only, None)
    return parameters


class Store:
    """This process's way to the log: one connection that appends, a few that read."""

    def __init__(self) -> None:
        self._writer: psycopg.AsyncConnection[Any] | None = None
        self._readers: AsyncConnectionPool[psycopg.AsyncConnection[Any]] | None = None
        self.away = False

    async def append(
        self, updates: Mapping[UUID, bytes], authors: Mapping[UUID, Iterable[UUID]] | None = None
    ) -> dict[UUID, Appended]:
        """Commit one update per room, all together, with whose edits it holds; tries until PostgreSQL takes them.

        A room missing from the answer does not take edits any more. A commit whose answer was lost is repeated:
        the same edit twice in the log is the same edit.
        """
        wait = 0.1
        while True:
            try:
                answer = await self._append(updates, authors or {})
            except (psycopg.Error, OSError, TimeoutError) as error:
                if not self.away:
                    log.warning("live.database_away", extra={"error": type(error).__name__})
                self.away = True
                await self._drop_writer()
                await asyncio.sleep(wait * random.uniform(0.8, 1.2))  # noqa: S311 - spreads retries, no secret
                wait = min(wait * 2, 2.0)
            else:
                if self.away:
                    log.info("live.database_back")
                self.away = False
                return answer

    async def _append(
        self, updates: Mapping[UUID, bytes], authors: Mapping[UUID, Iterable[UUID]]
    ) -> dict[UUID, Appended]:
        if self._writer is None or self._writer.closed:
            async with asyncio.timeout(5):
                self._writer = await psycopg.AsyncConnection.connect(**connection_parameters(), autocommit=True)
        async with asyncio.timeout(10):
            cursor = await self._writer.execute(APPEND, appending(updates, authors), prepare=True)
            return {room: Appended(seq=seq, before=before) for room, seq, before in await cursor.fetchall()}

    async def _drop_writer(self) -> None:
        writer, self._writer = self._writer, None
        if writer is not None:
            await writer.close()

    async def _reader(self) -> AsyncConnectionPool[psycopg.AsyncConnection[Any]]:
        if self._readers is None:
            self._readers = AsyncConnectionPool(
                kwargs={**connection_parameters(), "autocommit": True},
                min_size=0,
                max_size=4,
                timeout=5,
                max_idle=60,
                open=False,
                check=AsyncConnectionPool.check_connection,
            )
            await self._readers.open()
        return self._readers

    async def load(self, room: UUID) -> Stored | None:
        """Everything that is committed of a room, or None where there is no such room."""
        async with (await self._reader()).connection() as reader:
            found = await (await reader.execute(ROOM, [room])).fetchone()
            if found is None:
                return None
            rows = await (await reader.execute(LOAD, {"room": room, "above": 0})).fetchall()
        return Stored(
            kind=found[0],
            closed=found[1],
            seq=rows[-1][0] if rows else 0,
            payloads=[bytes(payload) for _, payload in rows if payload],
        )

    async def above(self, room: UUID, seq: int) -> list[tuple[int, bytes]]:
        """What was committed after seq."""
        async with (await self._reader()).connection() as reader:
            rows = await (await reader.execute(LOAD, {"room": room, "above": seq})).fetchall()
        return [(row, bytes(payload)) for row, payload in rows]

    async def newest(self, rooms: Sequence[UUID]) -> dict[UUID, int]:
        """The newest committed row of each of these rooms."""
        async with (await self._reader()).connection() as reader:
            return dict(await (await reader.execute(NEWEST, [list(rooms)])).fetchall())

    async def compact(self, room: UUID, merge: Merge) -> int:
        """Merge the log into the snapshot; the log itself stays. Answers how many rows were merged."""
        async with (await self._reader()).connection() as writer, writer.transaction():
            await writer.execute("SET LOCAL statement_timeout = 0")
            await writer.execute(BEGIN_COMPACTION, [room])
            snapshot = await (await writer.execute(LOCK_SNAPSHOT, [room])).fetchone()
            if snapshot is None:
                return 0
            rows = await (await writer.execute(LOG_ABOVE, [room, snapshot[0], COMPACT_AT_ONCE])).fetchall()
            if not rows:
                return 0
            payloads = [bytes(payload) for payload in (snapshot[1], *(row[1] for row in rows)) if payload]
            merged = await merge(payloads)
            await writer.execute(KEEP_SNAPSHOT, [rows[-1][0], merged, room])
            return len(rows)

    async def stop(self) -> None:
        """Close all connections."""
        await self._drop_writer()
        readers, self._readers = self._readers, None
        if readers is not None:
            await readers.close()
