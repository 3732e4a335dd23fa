"""Work handed to the worker."""

import logging
from uuid import UUID

from celery import shared_task

from dotanks import batch_work

log = logging.getLogger(__name__)
# A thousand problems among nineteen thousand members take half a minute; a busy machine takes some minutes.
SOFT, HARD = 1_500, 1_560


@shared_task(name="dotanks.work_out_batch", acks_late=True, soft_time_limit=SOFT, time_limit=HARD)
def work_out_batch(*, batch_id: str) -> None:
    """Work out one batch. Running it twice does it once."""
    batch = batch_work.claim(batch_id)
    if batch is not None:
        batch_work.work_out(batch)


def hurry_batch(batch_id: UUID) -> None:
    """Work it out now; where the broker is away, the clock does within a minute."""
    try:
        work_out_batch.delay(batch_id=str(batch_id))
    except Exception:
        log.warning("batch.not_hurried", exc_info=True)
