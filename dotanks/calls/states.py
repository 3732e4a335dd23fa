"""Where somebody's question to join can be, and the steps between."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.states import Step


class JoinState(models.TextChoices):
    ASKED = "asked", _("Waits for the coordinator")
    ACCEPTED = "accepted", _("In the team")
    REFUSED = "refused", _("Not this time")
    WITHDRAWN = "withdrawn", _("Taken back")
    LAPSED = "lapsed", _("The Do Tank no longer gathers")


JOIN_STEPS = {
    "accept": Step((JoinState.ASKED,), JoinState.ACCEPTED),
    "refuse": Step((JoinState.ASKED,), JoinState.REFUSED),
    "withdraw": Step((JoinState.ASKED,), JoinState.WITHDRAWN),
    "lapse": Step((JoinState.ASKED,), JoinState.LAPSED),
}
