"""Where a problem can be, and the steps between."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.states import Step


class ProblemState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    POSTED = "posted", _("Posted")
    TAKEN_UP = "taken_up", _("Taken up by a Do Tank")
    ANSWERED = "answered", _("Answered with a lesson")
    WITHDRAWN = "withdrawn", _("Withdrawn by the poster")


PROBLEM_STEPS = {
    "post": Step((ProblemState.DRAFT,), ProblemState.POSTED),
    "withdraw": Step((ProblemState.DRAFT, ProblemState.POSTED), ProblemState.WITHDRAWN),
    "take_up": Step((ProblemState.POSTED,), ProblemState.TAKEN_UP),
    "release": Step((ProblemState.TAKEN_UP,), ProblemState.POSTED),
    "answer": Step((ProblemState.TAKEN_UP,), ProblemState.ANSWERED),
}


class RuleKind(models.TextChoices):
    LAW = "law", _("A law")
    OWN_RULE = "own_rule", _("A rule of our own")
    HABIT = "habit", _("A habit")
    UNKNOWN = "unknown", _("I do not know")
