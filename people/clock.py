"""What happens by the clock."""

from datetime import timedelta

from celery import shared_task
from django.db.models import Q
from django.db.models.functions import Now

from people.models import Notice
from people.models.notices import Mailed
from people.tasks import deliver_notice

HURRIED_WITHIN = timedelta(seconds=30)
AT_ONCE = 500


@shared_task(name="people.sweep_notices")
def sweep_notices() -> None:
    """Hurry again every promised notice that nobody is sending."""
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lt=Now())
    waiting = Notice.objects.filter(free, mailed=Mailed.PROMISED, created_at__lt=Now() - HURRIED_WITHIN)
    for notice_id in waiting.order_by("created_at").values_list("pk", flat=True)[:AT_ONCE]:
        deliver_notice.delay(notice_id=str(notice_id))
