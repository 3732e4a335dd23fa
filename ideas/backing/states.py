"""Where the question to a decision maker can be, and the steps between."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.states import Step


class BackingState(models.TextChoices):
    REACHED = "reached", _("Waits until a coordinator names who decides")
    NAMED = "named", _("Waits for the answer")
    MISSED = "missed", _("No answer in time")
    ANSWERED = "answered", _("A decision maker has answered")


BACKING_STEPS = {
    # Whoever did not answer in time may be followed by somebody else.
    "name": Step((BackingState.REACHED, BackingState.MISSED), BackingState.NAMED),
    "miss": Step((BackingState.NAMED,), BackingState.MISSED),
    "answer": Step((BackingState.NAMED, BackingState.MISSED), BackingState.ANSWERED),
}


class Decision(models.TextChoices):
    TAKEN_UP = "taken_up", _("We take it up ourselves")
    REFERRED = "referred", _("Others have to decide this")
    DECLINED = "declined", _("We leave it as it is")
