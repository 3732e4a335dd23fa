"""What may be chosen when talking about a problem, and where a comment and a report can be."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.states import Step


class HowOften(models.TextChoices):
    DAILY = "daily", _("Every day")
    WEEKLY = "weekly", _("Every week")
    MONTHLY = "monthly", _("Every month")
    SOMETIMES = "sometimes", _("Now and then")


class CommentState(models.TextChoices):
    SHOWN = "shown", _("Shown")
    HIDDEN = "hidden", _("Hidden by a coordinator")
    REMOVED = "removed", _("Removed by its author")


COMMENT_STEPS = {
    "hide": Step((CommentState.SHOWN,), CommentState.HIDDEN),
    "show_again": Step((CommentState.HIDDEN,), CommentState.SHOWN),
    "remove": Step((CommentState.SHOWN, CommentState.HIDDEN), CommentState.REMOVED),
}


class ReportReason(models.TextChoices):
    NAMES_SOMEBODY = "names_somebody", _("It names somebody, or a resident can be recognised")
    HURTS = "hurts", _("It insults or threatens")
    OFF_TOPIC = "off_topic", _("It has nothing to do with the problem")
    OTHER = "other", _("Something else")


class ReportState(models.TextChoices):
    OPEN = "open", _("Waits for a coordinator")
    SETTLED = "settled", _("Looked at")


REPORT_STEPS = {"settle": Step((ReportState.OPEN,), ReportState.SETTLED)}
