"""What happens by the clock."""

from datetime import timedelta

from celery import shared_task
from django.core.management import call_command
from django.db.models.functions import Now

from common.models import KeptAnswer

# When an answer was kept is known to the hour only.
KEPT_FOR = timedelta(hours=24 + 1)


@shared_task(name="common.forget")
def forget() -> None:
    """Forget answers kept for repeated requests after a day, and sessions that have ended."""
    KeptAnswer.objects.filter(at__lt=Now() - KEPT_FOR).delete()
    call_command("clearsessions")
