"""What happens by the clock."""

from celery import shared_task

from dotanks.actions import asking, calls


@shared_task(name="dotanks.look_after_invitations")
def look_after_invitations() -> None:
    """End questions that were not answered by their day, and those to join a team that no longer gathers."""
    asking.look_after_invitations()
    calls.look_after_calls()
