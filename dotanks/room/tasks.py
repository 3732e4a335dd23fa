"""Work of the room that is handed to the worker."""

import logging
from uuid import UUID

from celery import shared_task

from dotanks.room.sessions import recording

log = logging.getLogger(__name__)


@shared_task(name="room.make_record", acks_late=True)
def make_record(*, record_id: str) -> None:
    """Make the record of one session. Running it twice makes it once."""
    record = recording.claim(record_id)
    if record is not None:
        recording.make(record)


def hurry_record(record_id: UUID) -> None:
    """Make it now; where the broker is away, the clock does within a minute."""
    try:
        make_record.delay(record_id=str(record_id))
    except Exception:
        log.warning("record.not_hurried", exc_info=True)
