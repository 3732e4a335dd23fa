"""What must be done from time to time."""

from celery import shared_task
from django.db import connection

KEEP_LOG_DAYS = 30


@shared_task(name="live.prune_logs")
def prune_logs() -> int:
    """Drop log rows that are 30 days old and safely in a snapshot; answers how many went."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            DELETE FROM live_roomupdate AS old USING live_roomsnapshot AS kept
            WHERE kept.room_id = old.room_id AND old.seq <= kept.up_to_seq
              AND old.at < now() - make_interval(days => %s)
            """,
            [KEEP_LOG_DAYS],
        )
        return int(cursor.rowcount)
