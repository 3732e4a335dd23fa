"""Answers to a proposal, where a pilot can be, and the steps between."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.states import Step


class Decision(models.TextChoices):
    SIGNED_OFF = "signed_off", _("Signed off")
    SENT_BACK = "sent_back", _("Sent back")
    DECLINED = "declined", _("Declined")


class SignOffKind(models.TextChoices):
    """Whose yes is needed. Each but the manager's is called like the role of whoever gives it."""

    MANAGER = "manager", _("Manager")
    LEGAL = "legal", _("Legal officer")
    DATA_PROTECTION = "data_protection", _("Data protection officer")
    FINANCE = "finance", _("Finance officer")
    RULE_OWNER = "rule_owner", _("Rule owner")


class PilotState(models.TextChoices):
    PREPARING = "preparing", _("Being prepared")
    RUNNING = "running", _("Running")
    PAUSED = "paused", _("Paused")
    STOPPED = "stopped", _("Stopped, waiting for its verdict")
    CLOSED = "closed", _("Closed")


PILOT_STEPS = {
    "open": Step((PilotState.PREPARING,), PilotState.RUNNING),
    "pause": Step((PilotState.RUNNING,), PilotState.PAUSED),
    "resume": Step((PilotState.PAUSED,), PilotState.RUNNING),
    "stop": Step((PilotState.RUNNING, PilotState.PAUSED), PilotState.STOPPED),
    "reach_end": Step((PilotState.RUNNING, PilotState.PAUSED), PilotState.STOPPED),
    "conclude": Step((PilotState.RUNNING, PilotState.PAUSED, PilotState.STOPPED), PilotState.CLOSED),
}
OPENED = (PilotState.RUNNING, PilotState.PAUSED)


class PauseCause(models.TextChoices):
    """Why a pilot rests."""

    BY_HAND = "by_hand", _("Paused by the team")
    GUARDRAIL = "guardrail", _("A measure that must not get worse did")
    SIGN_OFF = "sign_off", _("The sign-off was withdrawn")
    EXEMPTION = "exemption", _("The exemption does not hold any more")


class Verdict(models.TextChoices):
    WORKED = "worked", _("Worked")
    PARTLY = "partly", _("Partly worked")
    DID_NOT_WORK = "did_not_work", _("Did not work")
    UNCLEAR = "unclear", _("Unclear")


class Level(models.TextChoices):
    """A score from -2 to 2 as a reader understands it."""

    MUCH_WORSE = "much_worse", _("Much worse than before")
    WORSE = "worse", _("Somewhat worse")
    SAME = "same", _("No difference")
    BETTER = "better", _("Somewhat better")
    MUCH_BETTER = "much_better", _("Much better than before")

    @classmethod
    def of(cls, score: int) -> "Level":
        """The level this score stands for."""
        return tuple(cls)[score + 2]

    @property
    def score(self) -> int:
        """The score that this level stands for."""
        return tuple(Level).index(self) - 2


class MeasureKind(models.TextChoices):
    GOAL = "goal", _("Goal")
    SECONDARY = "secondary", _("Also watched")
    GUARDRAIL = "guardrail", _("Must not get worse")


class Direction(models.TextChoices):
    UP = "up", _("Higher is better")
    DOWN = "down", _("Lower is better")


class UseKind(models.TextChoices):
    """What a pilot may not use more of than it promised."""

    PEOPLE = "people", _("People")
    MONEY = "money", _("Money")
    PLACE = "place", _("Place")


class CardState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    RUNNING = "running", _("Being tested")
    DECIDED = "decided", _("Decided")


CARD_STEPS = {
    "start": Step((CardState.PLANNED,), CardState.RUNNING),
    "decide": Step((CardState.RUNNING,), CardState.DECIDED),
}


class CardDecision(models.TextChoices):
    """What follows from a loop."""

    END = "end", _("End it")
    CHANGE = "change", _("Change it and test again")
    GO_ON = "go_on", _("Go on with it")
    KEEP_TESTING = "keep_testing", _("Keep testing the same")


class Going(models.TextChoices):
    """How a pilot goes, at a check-in."""

    WELL = "well", _("Well")
    MIXED = "mixed", _("Partly well, partly not")
    BADLY = "badly", _("Badly")
