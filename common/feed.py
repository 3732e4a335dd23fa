"""The feed that search follows. Called in the same transaction as the change itself."""

from django.db import connection

from common.models import Change

FEED_CHANNEL = "dotank_changes"
# Writers queue here until their commit, so numbers become visible in the order in which they were given out.
FEED_LOCK = 7_301_984


def note_change(kind: str, subject_id: object) -> None:
    """Promise that search will look at this thing again, once this transaction is committed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [FEED_LOCK])
        Change.objects.create(kind=kind, subject_id=str(subject_id))
        cursor.execute("SELECT pg_notify(%s, %s)", [FEED_CHANNEL, kind])
