"""One call appends: a commit costs half of what a transaction of two statements does.

A volatile function takes a new snapshot for each of its statements, so the insert sees what was committed before it
got its locks.
"""

from django.db import migrations

APPEND = """
CREATE FUNCTION live_append(keys bigint[], rooms uuid[], payloads bytea[], whose text[])
RETURNS TABLE (room uuid, landed bigint, before bigint) LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(key) FROM unnest(keys) AS key;
    RETURN QUERY
        INSERT INTO live_roomupdate (room_id, payload, authors)
        SELECT new.room, new.payload, new.authors::uuid[]
        FROM unnest(rooms, payloads, whose) AS new(room, payload, authors)
        JOIN live_room ON live_room.id = new.room AND live_room.closed_at IS NULL
        RETURNING live_roomupdate.room_id, live_roomupdate.seq, (
            SELECT coalesce(max(earlier.seq), 0) FROM live_roomupdate AS earlier
            WHERE earlier.room_id = live_roomupdate.room_id);
END $$
"""


class Migration(migrations.Migration):

    dependencies = [
        ('live', '0002_authors'),
    ]

    operations = [
        migrations.RunSQL(APPEND, 'DROP FUNCTION live_append(bigint[], uuid[], bytea[], text[])'),
    ]
