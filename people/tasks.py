"""Work handed to the worker."""

from celery import shared_task

from people import delivery


@shared_task(
    name="people.deliver_notice", autoretry_for=(delivery.TryAgain,), retry_backoff=True, max_retries=6, acks_late=True
)
def deliver_notice(*, notice_id: str) -> None:
    """Send one notice. Running it twice sends it once."""
    notice = delivery.claim(notice_id)
    if notice is not None:
        delivery.deliver(notice)
