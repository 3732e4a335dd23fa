"""What happens by the clock."""

from celery import shared_task

from dotanks.actions import asking, beside, calls, hours


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
