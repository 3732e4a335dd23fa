"""What happens by the clock."""

from celery import shared_task

from flow import steps


@shared_task(name="flow.close_pilots_at_their_end")
def close_pilots_at_their_end() -> None:
    """Stop pilots whose end has passed, also those whose moment came while no worker ran."""
    steps.close_pilots_at_their_end()
