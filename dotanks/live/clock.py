"""What must be done from time to time."""

from celery import shared_task
from django.db import connection

KEEP_LOG_DAYS = 30


PRUNE = """
    WITH gone AS (
        DELETE FROM live_roomupdate AS old USING live_roomsnapshot AS kept
        WHERE kept.room_id = old.room_id AND old.seq <= kept.up_to_seq
          AND old.at < now() - make_interval(days => %s)
        RETURNING old.room_id, old.seq, old.authors
    ), kept AS (
        INSERT INTO live_roomauthor (room_id, person_id, last_seq)
        SELECT room_id, author, max(seq) FROM gone, unnest(authors) AS author GROUP BY room_id, author
        ON CONFLICT (room_id, person_id)
        DO UPDATE SET last_seq = greatest(live_roomauthor.last_seq, excluded.last_seq)
    )
    SELECT count(*) FROM gone
"""


@shared_task(name="live.prune_logs")
def prune_logs() -> int:
    """Drop log rows that are 30 days old and safely in a snapshot, but not who wrote; answers how many went."""
    with connection.cursor() as cursor:
        cursor.execute(PRUNE, [KEEP_LOG_DAYS])
        return int(cursor.fetchone()[0])
