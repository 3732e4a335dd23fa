"""Where a thread of comments can be."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.states import Step


class ThreadState(models.TextChoices):
    OPEN = "open", _("Open")
    RESOLVED = "resolved", _("Resolved")


THREAD_STEPS = {
    "resolve": Step((ThreadState.OPEN,), ThreadState.RESOLVED),
    "reopen": Step((ThreadState.RESOLVED,), ThreadState.OPEN),
}
