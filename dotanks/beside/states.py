"""Who can stand beside a team, where their seat can be, and the steps between."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.states import Step


class BesideKind(models.TextChoices):
    COACH = "coach", _("Coach")
    EXPERT = "expert", _("Expert on call")
    GUEST = "guest", _("Guest")
    BORROWED = "borrowed", _("Borrowed skill")


class BesideState(models.TextChoices):
    ASKED = "asked", _("Waiting for an answer")
    IN = "in", _("Beside the team")
    DECLINED = "declined", _("Declined")
    ENDED = "ended", _("Ended")


BESIDE_STEPS = {
    "accept": Step((BesideState.ASKED,), BesideState.IN),
    "decline": Step((BesideState.ASKED,), BesideState.DECLINED),
    # By the driver, a coordinator or the person, or by the clock.
    "end": Step((BesideState.ASKED, BesideState.IN), BesideState.ENDED),
}
STANDING = (BesideState.ASKED, BesideState.IN)
