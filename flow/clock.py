"""What happens by the clock."""

from celery import shared_task

from common.refusals import WrongState
from flow import steps


@shared_task(name="flow.close_pilots_at_their_end")
def close_pilots_at_their_end() -> None:
    """Stop pilots whose end has passed, also those whose moment came while no worker ran."""
    try:
        steps.close_pilots_at_their_end()
    except WrongState:
        # Somebody stopped it by hand in the same moment; the next round takes the others.
        return
