"""Work handed to the worker."""

from celery import shared_task

from people import delivery


@shared_task(
    name="people.deliver_letter", autoretry_for=(delivery.TryAgain,), retry_backoff=True, max_retries=6, acks_late=True
)
def deliver_letter(*, letter_id: str) -> None:
    """Send one letter. Running it twice sends it once."""
    letter = delivery.claim(letter_id)
    if letter is not None:
        delivery.deliver(letter)
