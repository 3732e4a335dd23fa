"""Where a problem can be, and the steps between."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.states import Step


class ProblemState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    POSTED = "posted", _("Posted")
    PUBLISHED = "published", _("Open")
    TAKEN_UP = "taken_up", _("Taken up by a Do Tank")
    ANSWERED = "answered", _("Answered with a lesson")
    WITHDRAWN = "withdrawn", _("Withdrawn by the poster")
    ASKED_BACK = "asked_back", _("Back with the poster")
    DECLINED = "declined", _("Declined")
    MERGED = "merged", _("Merged with another problem")
    CLOSED = "closed", _("Closed: nobody answered")


# Only its poster reads it.
HIDDEN = (ProblemState.DRAFT, ProblemState.WITHDRAWN)
# Members read it; without an account only its trail is seen, until a coordinator has looked at the words.
MEMBERS_ONLY = (ProblemState.POSTED, ProblemState.ASKED_BACK, ProblemState.DECLINED)
# The poster may still change the words.
EDITABLE = (ProblemState.DRAFT, ProblemState.ASKED_BACK)
# The poster may still add a photo: a coordinator will look at it before everybody does.
STILL_TO_READ = (*EDITABLE, ProblemState.POSTED)
# A Do Tank may be formed for it.
WAITING = (ProblemState.POSTED, ProblemState.PUBLISHED)
# On its way or at its end: worth the attention of others.
GOES_ON = (*WAITING, ProblemState.TAKEN_UP, ProblemState.ANSWERED)

PROBLEM_STEPS = {
    "post": Step(EDITABLE, ProblemState.POSTED),
    "ask_back": Step((ProblemState.POSTED,), ProblemState.ASKED_BACK),
    "decline": Step((ProblemState.POSTED, ProblemState.ASKED_BACK), ProblemState.DECLINED),
    "merge": Step((*WAITING, ProblemState.ASKED_BACK), ProblemState.MERGED),
    "unmerge": Step((ProblemState.MERGED,), ProblemState.PUBLISHED),
    "close": Step((ProblemState.ASKED_BACK,), ProblemState.CLOSED),
    "reopen": Step((ProblemState.CLOSED,), ProblemState.POSTED),
    "publish": Step((ProblemState.POSTED,), ProblemState.PUBLISHED),
    "withdraw": Step((*EDITABLE, *WAITING), ProblemState.WITHDRAWN),
    "take_up": Step(WAITING, ProblemState.TAKEN_UP),
    "release": Step((ProblemState.TAKEN_UP,), ProblemState.PUBLISHED),
    "answer": Step((ProblemState.TAKEN_UP,), ProblemState.ANSWERED),
}


class RuleKind(models.TextChoices):
    LAW = "law", _("A law")
    OWN_RULE = "own_rule", _("A rule of our own")
    HABIT = "habit", _("A habit")
    UNKNOWN = "unknown", _("I do not know")


class LookState(models.TextChoices):
    ASKED = "asked", _("Waits for a second coordinator")
    AGREED = "agreed", _("Agreed")
    REFUSED = "refused", _("Refused")


LOOK_STEPS = {
    "agree": Step((LookState.ASKED,), LookState.AGREED),
    "refuse": Step((LookState.ASKED,), LookState.REFUSED),
}
