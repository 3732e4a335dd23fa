"""Teams for many problems at once, worked out by a worker."""

from dotanks import batch_work
from dotanks.actions import batches
from dotanks.models import (
    Batch,
)
from dotanks.tasks import work_out_batch
from tests.cast import Cast
from tests.remembered import remembered
from tests.stages.teams import needed


@remembered
def batch(cast: Cast) -> Batch:
    """Asked for, and waiting for a worker."""
    return batches.start_batch(coordinator=cast.coordinator, problems=[needed(cast).problem_id])


def batch_running(cast: Cast) -> Batch:
    claimed = batch_work.claim(batch(cast).pk)
    assert claimed
    return claimed


@remembered
def batch_done(cast: Cast) -> Batch:
    asked = batch(cast)
    work_out_batch(batch_id=str(asked.pk))
    return Batch.objects.get(pk=asked.pk)


def batch_failed(cast: Cast) -> Batch:
    """Tried as often as it is tried."""
    asked = batch(cast)
    Batch.objects.filter(pk=asked.pk).update(attempts=batch_work.LAST_ATTEMPT)
    assert batch_work.claim(asked.pk) is None
    return Batch.objects.get(pk=asked.pk)


def batch_cancelled(cast: Cast) -> Batch:
    return batches.cancel_batch(coordinator=cast.coordinator, batch_id=batch(cast).pk)
