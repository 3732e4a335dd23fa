"""Work handed to the worker."""

from celery import shared_task

from people import delivery
from people.models import Erasure
from people.privacy import archive, erasure


@shared_task(
    name="people.deliver_letter", autoretry_for=(delivery.TryAgain,), retry_backoff=True, max_retries=6, acks_late=True
)
def deliver_letter(*, letter_id: str) -> None:
    """Send one letter. Running it twice sends it once."""
    letter = delivery.claim(letter_id)
    if letter is not None:
        delivery.deliver(letter)


@shared_task(name="people.make_archive", acks_late=True)
def make_archive(*, archive_id: str) -> None:
    """Make one archive. Running it twice makes it once."""
    claimed = archive.claim(archive_id)
    if claimed is not None:
        archive.make(claimed)


@shared_task(name="people.erase", acks_late=True)
def erase(*, erasure_id: str) -> None:
    """Erase one person, or finish it. Running it twice does it once."""
    asked = Erasure.objects.select_related("person").get(pk=erasure_id)
    if asked.done_at is None:
        erasure.carry_out(asked)
    else:
        erasure.finish(asked)
