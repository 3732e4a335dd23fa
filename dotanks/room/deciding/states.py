"""Kinds of polls, who sees what of the votes, where a poll and a decision can be."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.states import Step


class PollKind(models.TextChoices):
    DOTS = "dots", _("Dot vote")
    CONSENT = "consent", _("Proposal for consent")
    CHOICE = "choice", _("Choice")


class Secrecy(models.TextChoices):
    OPEN = "open", _("Everybody sees at once who chose what")
    UNTIL_CLOSED = "until_closed", _("Hidden until it is closed; then everybody sees who chose what")
    ALWAYS = "always", _("Secret for ever: nobody ever sees who chose what")


class Consent(models.TextChoices):
    CONSENT = "consent", _("I can live with it")
    STAND_ASIDE = "stand_aside", _("I stand aside")
    OBJECT = "object", _("I object")


class PollState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


POLL_STEPS = {
    "open": Step((PollState.DRAFT,), PollState.OPEN),
    "close": Step((PollState.OPEN,), PollState.CLOSED),
    "withdraw": Step((PollState.DRAFT, PollState.OPEN), PollState.WITHDRAWN),
}


class DecisionState(models.TextChoices):
    STANDS = "stands", _("Stands")
    ENDED = "ended", _("Does not hold any more")


DECISION_STEPS = {
    # Looked at again and kept, with a new day for the next look.
    "keep": Step((DecisionState.STANDS,), DecisionState.STANDS),
    "end": Step((DecisionState.STANDS,), DecisionState.ENDED),
}
