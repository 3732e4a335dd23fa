"""What happens by the clock."""

from celery import shared_task

from ideas.actions import attachments, backing, conversation, peers, problems, triage


@shared_task(name="ideas.show_waiting")
def show_waiting() -> None:
    """Show what waited for its moment."""
    problems.show_waiting()
    conversation.show_waiting_comments()
    attachments.show_waiting_attachments()


@shared_task(name="ideas.look_after_peers")
def look_after_peers() -> None:
    """Remind both sides of searches for peers, and end those whose time is over."""
    peers.look_after_searches()


@shared_task(name="ideas.look_after_backing")
def look_after_backing() -> None:
    """Remind of problems with many behind them that wait for a decision maker, and show where no answer came."""
    backing.look_after_backing()


@shared_task(name="ideas.look_after_the_queue")
def look_after_the_queue() -> None:
    """Remind of what waits to be read, and close what its poster left unanswered."""
    triage.remind_of_triage()
    triage.close_stale()
