"""What happens by the clock."""

from celery import shared_task

from experiments.actions import reminding


@shared_task(name="experiments.remind_of_sign_offs")
def remind_of_sign_offs() -> None:
    """Remind of sign-offs that wait, and carry up those that wait too long. Running it twice tells once."""
    reminding.remind_of_sign_offs()
