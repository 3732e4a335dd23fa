"""What happens by the clock."""

from celery import shared_task

from ideas import actions


@shared_task(name="ideas.show_waiting")
def show_waiting() -> None:
    """Show what waited for its moment."""
    actions.show_waiting()
