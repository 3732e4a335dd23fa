"""The feed that search follows. Called in the same transaction as the change itself."""

from django.db import connection

from common.models import Change

FEED_CHANNEL = "dotank_changes"


def note_change(kind: str, subject_id: object) -> None:
    """Promise that search will look at this thing again, once this transaction is committed."""
    with connection.cursor() as cursor:
        # A number given out always belongs to a transaction that PostgreSQL already counts as running.
        cursor.execute("SELECT pg_current_xact_id(), pg_notify(%s, %s)", [FEED_CHANNEL, kind])
    Change.objects.create(kind=kind, subject_id=str(subject_id))
