"""Where a lesson can be."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.states import Step


class LessonState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")


LESSON_STEPS = {"publish": Step((LessonState.DRAFT,), LessonState.PUBLISHED)}


class Outcome(models.TextChoices):
    WORKED = "worked", _("Worked")
    PARTLY = "partly", _("Partly worked")
    DID_NOT_WORK = "did_not_work", _("Did not work")
    UNCLEAR = "unclear", _("Unclear")
    NOT_TRIED = "not_tried", _("Not tried out")
