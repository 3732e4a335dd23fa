"""Which lines of the feed are new, although numbers become visible in another order than they are given out.

A line with a lower number may be committed after one with a higher number. So a number that is missing between visible
ones is kept in mind until every transaction that might still bring it is over; only then was it rolled back.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import connection
from django.db.models import Max
from django.utils import timezone

from common.models import Change

# An indexer that was away longer no longer finds its last line, and builds anew.
LINES_KEPT = timedelta(days=30)
PRUNED_AT_ONCE = 10_000
# No transaction stays open while this many later lines are written; a longer jump was made by PostgreSQL itself.
GAPS_KEPT = 10_000

# One statement, so that lines and transactions are seen at the same moment.
NEW_LINES = """
    WITH moment AS MATERIALIZED (SELECT pg_current_snapshot() AS now)
    SELECT pg_snapshot_xmin(now)::text::bigint, pg_snapshot_xmax(now)::text::bigint, id, kind, subject_id, at
    FROM moment LEFT JOIN common_change ON id > %s OR id = ANY(%s)
    ORDER BY id LIMIT %s
"""
NEWEST_LINES = """
    SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint, id, at
    FROM common_change ORDER BY id DESC LIMIT %s
"""


@dataclass(frozen=True)
class Followed:
    """The highest number followed, when it was written, and which lower numbers may still come.

    Each gap is kept with the first transaction that began after it was seen; older ones may still fill it.
    """

    number: int = 0
    at: str = ""
    gaps: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Line:
    """One line of the feed."""

    number: int
    kind: str
    subject_id: str
    at: str


def unfollowed(done: Followed, limit: int) -> tuple[list[Line], Followed]:
    """The next lines that were not visible before, and what is followed once they are applied."""
    with connection.cursor() as cursor:
        cursor.execute(NEW_LINES, [done.number, list(done.gaps), limit])
        rows = cursor.fetchall()
    oldest_running, next_transaction = rows[0][:2]
    lines = [
        Line(number, kind, subject, at.isoformat()) for *_, number, kind, subject, at in rows if number is not None
    ]
    came = {line.number for line in lines}
    gaps = {
        number: began_after
        for number, began_after in done.gaps.items()
        if number not in came and (oldest_running < began_after or len(rows) == limit)
    }
    if not lines or lines[-1].number <= done.number:
        return lines, Followed(done.number, done.at, gaps)
    newest = lines[-1]
    for number in range(max(done.number + 1, newest.number - GAPS_KEPT), newest.number):
        if number not in came:
            gaps[number] = next_transaction
    return lines, Followed(newest.number, newest.at, gaps)


def end_of_feed() -> Followed:
    """Everything that is visible now counts as followed; what is missing in between may still come."""
    with connection.cursor() as cursor:
        cursor.execute(NEWEST_LINES, [GAPS_KEPT])
        rows = cursor.fetchall()
    if not rows:
        return Followed()
    next_transaction, newest, at = rows[0]
    seen = {number for _, number, _ in rows}
    missing = [number for number in range(max(1, newest - GAPS_KEPT), newest) if number not in seen]
    return Followed(newest, at.isoformat(), dict.fromkeys(missing, next_transaction))


def same_history(done: Followed) -> bool:
    """Whether this is the feed that was followed: a restored or emptied database gives its numbers to other changes."""
    return not done.number or Change.objects.filter(pk=done.number, at=done.at).exists()


def prune_feed() -> int:
    """Drop lines of the feed that every indexer has long followed; how many. The newest line always stays."""
    newest = Change.objects.aggregate(last=Max("pk"))["last"]
    old = Change.objects.filter(at__lt=timezone.now() - LINES_KEPT).exclude(pk=newest).order_by("pk")
    count, _ = Change.objects.filter(pk__in=old.values("pk")[:PRUNED_AT_ONCE]).delete()
    return count
