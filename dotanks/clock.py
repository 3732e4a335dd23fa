"""What happens by the clock."""

from celery import shared_task

from dotanks import batch_work
from dotanks.actions import asking, beside, calls, hours
from dotanks.tasks import work_out_batch


@shared_task(name="dotanks.look_after_invitations")
def look_after_invitations() -> None:
    """End questions that were not answered by their day, and those to join a team that no longer gathers."""
    asking.look_after_invitations()
    calls.look_after_calls()


@shared_task(name="dotanks.end_what_is_over")
def end_what_is_over() -> None:
    """End hours and seats beside teams whose last day has passed."""
    hours.end_what_is_over()
    beside.end_what_is_over()


@shared_task(name="dotanks.look_after_batches")
def look_after_batches() -> None:
    """Hurry every batch that nobody works at: its worker died, or the broker was away."""
    for batch_id in batch_work.waiting():
        work_out_batch.delay(batch_id=str(batch_id))
