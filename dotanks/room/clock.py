"""What happens in rooms by the clock."""

from celery import shared_task

from dotanks.room.deciding import decisions
from dotanks.room.sessions import planning, recording
from dotanks.room.tasks import make_record


@shared_task(name="room.look_after_records")
def look_after_records() -> None:
    """Hurry every record that nobody makes: its worker died, or the broker was away."""
    for record_id in recording.waiting():
        make_record.delay(record_id=str(record_id))


@shared_task(name="room.remind_of_reviews")
def remind_of_reviews() -> None:
    """Tell a room's people when the day to look at a decision again has come."""
    decisions.remind_of_reviews()


@shared_task(name="room.remind_of_sessions")
def remind_of_sessions() -> None:
    """Tell a room's people of its session the day before."""
    planning.remind_of_sessions()
