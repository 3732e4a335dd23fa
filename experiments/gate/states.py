"""What the gate's answers can be, and the steps of asking to copy an exemption."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.states import Step


class Part(models.TextChoices):
    """The parts of the gate that are questions."""

    PEOPLE = "people", _("The people affected")
    INCLUSION = "inclusion", _("Who might be left out")
    DATA = "data", _("Personal data")
    RED_LINES = "red_lines", _("Red lines")


class YesNo(models.TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("No")


class CheckResult(models.TextChoices):
    OPEN = "open", _("Still open")
    PASSED = "passed", _("Passed")
    FAILED = "failed", _("Failed")


class Rhythm(models.IntegerChoices):
    """How often the team looks at the pilot together."""

    WEEKLY = 7, _("Every week")
    FORTNIGHTLY = 14, _("Every two weeks")
    FOUR_WEEKLY = 28, _("Every four weeks")


class Touch(models.TextChoices):
    """What two pilots can have in common."""

    SERVICE = "service", _("Service")
    POPULATION = "population", _("People")
    RULE = "rule", _("Rule")


class CopyState(models.TextChoices):
    ASKED = "asked", _("Waits for the team's answer")
    AGREED = "agreed", _("Agreed")
    DECLINED = "declined", _("Declined")


COPY_STEPS = {
    "agree_to_copy": Step((CopyState.ASKED,), CopyState.AGREED),
    "decline_copy": Step((CopyState.ASKED,), CopyState.DECLINED),
}


class ExemptionState(models.TextChoices):
    """Where an exemption is today; computed, never stored."""

    HOLDS = "holds", _("Holds")
    TO_COME = "to_come", _("Begins later")
    ENDED = "ended", _("Has ended")
    REVOKED = "revoked", _("Was revoked")
