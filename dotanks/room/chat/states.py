"""Where a message can be."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.states import Step


class MessageState(models.TextChoices):
    SHOWN = "shown", _("Shown")
    TAKEN = "taken", _("Taken away by whoever wrote it")


MESSAGE_STEPS = {"take_away": Step((MessageState.SHOWN,), MessageState.TAKEN)}
