"""What happens by the clock."""

from celery import shared_task

from ideas.actions import conversation, problems


@shared_task(name="ideas.show_waiting")
def show_waiting() -> None:
    """Show what waited for its moment."""
    problems.show_waiting()
    conversation.show_waiting_comments()
