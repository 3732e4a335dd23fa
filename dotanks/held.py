"""Everybody as columns, held once in each process and kept up to date by what changed since."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.utils import timezone

from dotanks.assembly import Columns
from dotanks.assembly.merging import merged
from dotanks.copied import columns_on

# Beyond these, reading everybody is quicker.
MOST_CHANGES = 1_000


@dataclass(frozen=True)
class Held:
    """Columns of one day, and the oldest transaction that they may not know of."""

    columns: Columns
    day: date
    known_before: int


_held: Held | None = None


def columns() -> Columns:
    """Everybody who could be in a team today, as this transaction sees them."""
    global _held
    day, held = timezone.localdate(), _held
    known_before, writing = _now()
    fresh = columns_on(day) if held is None or held.day != day else _refreshed(held)
    if not writing:
        # What this transaction wrote itself may still be taken back, so it is nobody else's to know.
        _held = Held(fresh, day, known_before)
    return fresh


def forget() -> None:
    """Read everybody the next time."""
    global _held
    _held = None


def _refreshed(held: Held) -> Columns:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT member_id FROM people_memberchange WHERE transaction >= %s LIMIT %s",
            [held.known_before, MOST_CHANGES + 1],
        )
        changed: list[UUID | None] = [row[0] for row in cursor.fetchall()]
    if None in changed or len(changed) > MOST_CHANGES:
        return columns_on(held.day)
    members = [one for one in changed if one is not None]
    if not members:
        return held.columns
    return merged(held.columns, [str(one) for one in members], columns_on(held.day, members))


def _now() -> tuple[int, bool]:
    """The oldest transaction that still runs, asked before anything is read; and whether this one changed a member.

    Everything older is visible from now on. Whatever runs or begins later has a number as high, and is read again.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint, EXISTS (SELECT FROM people_memberchange "
            "WHERE transaction = pg_current_xact_id_if_assigned()::text::bigint)"
        )
        known_before, writing = cursor.fetchone()
    return int(known_before), bool(writing)
