"""Lists of the pilot's shelf: kinds of value, and the four facets with the question each opens with."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class ValueKind(models.TextChoices):
    """What a try-out may be worth, beside its two scores; shown in this order."""

    QUALITY = "quality", _("Quality")
    EFFICIENCY = "efficiency", _("Efficiency")
    EMPLOYEE_SATISFACTION = "employee_satisfaction", _("Employee satisfaction")
    CITIZEN_INVOLVEMENT = "citizen_involvement", _("Citizen involvement")
    POLITICAL_GOALS = "political_goals", _("Political goals")
    AVOIDED_COST = "avoided_cost", _("Avoided cost")
    VALUE_FOR_BUSINESS = "value_for_business", _("Value for business")


class Facet(models.TextChoices):
    """What kind of change a pilot looks for."""

    ENHANCEMENT = "enhancement", _("Enhancement")
    MISSION = "mission", _("Mission")
    ADAPTIVE = "adaptive", _("Adaptive")
    ANTICIPATORY = "anticipatory", _("Anticipatory")

    @property
    def question(self) -> Promise:
        """The question this facet opens with."""
        return QUESTIONS[self]


QUESTIONS: dict[str, Promise] = {
    Facet.ENHANCEMENT: _("How might we do what we do better?"),
    Facet.MISSION: _("How might we reach what we set out to reach?"),
    Facet.ADAPTIVE: _("How does our changed situation alter how we do it?"),
    Facet.ANTICIPATORY: _("How could what is emerging change what we should be doing?"),
}
