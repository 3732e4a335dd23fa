"""What happens by the clock."""

from celery import shared_task
from django.db.models import Q
from django.db.models.functions import Now

from people.delivery import gather
from people.models import Letter
from people.models.notices import Mailed
from people.tasks import deliver_letter

AT_ONCE = 500


@shared_task(name="people.sweep_notices")
def sweep_notices() -> None:
    """Write this morning's digests, and hurry again every promised letter that nobody is sending."""
    gather()
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lt=Now())
    waiting = Letter.objects.filter(free, mailed=Mailed.PROMISED, due_at__lte=Now())
    for letter_id in waiting.order_by("due_at").values_list("pk", flat=True)[:AT_ONCE]:
        deliver_letter.delay(letter_id=str(letter_id))
