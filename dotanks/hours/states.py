"""Where a question about hours can be, and the steps between."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.states import Step


class HoursState(models.TextChoices):
    ASKED = "asked", _("Waiting for the manager")
    GRANTED = "granted", _("Given")
    REFUSED = "refused", _("Not given")
    REVOKED = "revoked", _("Taken back by the manager")
    ENDED = "ended", _("Ended")


HOURS_STEPS = {
    "grant": Step((HoursState.ASKED,), HoursState.GRANTED),
    "refuse": Step((HoursState.ASKED,), HoursState.REFUSED),
    "revoke": Step((HoursState.GRANTED,), HoursState.REVOKED),
    # By the member who needs them no more, or by the clock.
    "end": Step((HoursState.ASKED, HoursState.GRANTED), HoursState.ENDED),
}
STANDING = (HoursState.ASKED, HoursState.GRANTED)
