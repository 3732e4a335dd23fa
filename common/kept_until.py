"""How long what belongs to nobody's stage is kept."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from common.models import KeptAnswer
from common.retention import Rule, keep_until, remove

# When an answer was kept is known to the hour only.
ANSWERS = timedelta(hours=24 + 1)

keep_until(
    Rule(
        "kept-answers",
        _("What we answered, kept for a request that is sent twice"),
        _("one day"),
        lambda: remove(KeptAnswer.objects.filter(at__lt=Now() - ANSWERS)),
    )
)
keep_until(
    Rule(
        "sessions",
        _("That you are signed in on a device"),
        _("when you sign out, or after twelve hours"),
        lambda: remove(Session.objects.filter(expire_date__lt=Now())),
    )
)
