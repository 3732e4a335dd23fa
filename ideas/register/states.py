"""What kinds of rules the register knows, and what can become of one."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RegisterKind(models.TextChoices):
    LAW = "law", _("A law")
    OWN_RULE = "own_rule", _("An organisation's own rule")
    HABIT = "habit", _("A habit")
    MYTH = "myth", _("A myth")


class RuleFate(models.TextChoices):
    """What can become of a rule that stands in the way."""

    KEPT = "kept", _("Kept, with the reason")
    EXPLAINED = "explained", _("Explained")
    EXEMPTED = "exempted", _("Set aside in a pilot")
    CHANGED = "changed", _("Changed")
    SCRAPPED = "scrapped", _("Scrapped")
