"""What happens by the clock."""

from celery import shared_task

from dotanks import batch_work
from dotanks.tasks import work_out_batch


@shared_task(name="dotanks.look_after_batches")
def look_after_batches() -> None:
    """Hurry every batch that nobody works at: its worker died, or the broker was away."""
    for batch_id in batch_work.waiting():
        work_out_batch.delay(batch_id=str(batch_id))
