"""The checks that come with every pilot, as data. They must pass; a team adds its own."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class StandardCheck(models.TextChoices):
    TOLD = "told", _("Everybody who works where it happens knows of the pilot and whom to ask")
    CAN_STOP = "can_stop", _("Everybody in the team knows when to stop, and may")
    UNDONE = "undone", _("What is tried can be undone, and somebody has tried that")
    MEASURED = "measured", _("The first reading has been taken once, to see that it can be")


CHECKS: Final = tuple(StandardCheck)
