"""What happens by the clock."""

from celery import shared_task
from django.db.models import Q
from django.db.models.functions import Now

from people.delivery import gather
from people.models import Archive, Erasure, Letter
from people.models.notices import Mailed
from people.tasks import deliver_letter, erase, make_archive

AT_ONCE = 500


def _free() -> Q:
    return Q(claimed_until__isnull=True) | Q(claimed_until__lt=Now())


@shared_task(name="people.sweep_notices")
def sweep_notices() -> None:
    """Write this morning's digests, and hurry again every promised letter that nobody is sending."""
    gather()
    waiting = Letter.objects.filter(_free(), mailed=Mailed.PROMISED, due_at__lte=Now())
    for letter_id in waiting.order_by("due_at").values_list("pk", flat=True)[:AT_ONCE]:
        deliver_letter.delay(letter_id=str(letter_id))


@shared_task(name="people.keep_privacy_promises")
def keep_privacy_promises() -> None:
    """Hurry every archive that nobody is making and every erasure whose time has come."""
    waiting = Archive.objects.filter(_free(), ready_at__isnull=True, failed=False)
    for archive_id in waiting.order_by("created_at").values_list("pk", flat=True)[:AT_ONCE]:
        make_archive.delay(archive_id=str(archive_id))
    due = Q(done_at__isnull=True, due_at__lte=Now()) | Q(later_done=False, later_at__lte=Now())
    for erasure_id in Erasure.objects.filter(due, revoked_at__isnull=True).values_list("pk", flat=True)[:AT_ONCE]:
        erase.delay(erasure_id=str(erasure_id))
