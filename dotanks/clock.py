"""What happens by the clock."""

from celery import shared_task

from dotanks.actions import beside, hours


@shared_task(name="dotanks.end_what_is_over")
def end_what_is_over() -> None:
    """End hours and seats beside teams whose last day has passed."""
    hours.end_what_is_over()
    beside.end_what_is_over()
