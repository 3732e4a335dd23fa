"""Hours that a member asks of their own manager, and the dated answer."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from common.models import Record
from common.states import Step
from dotanks.hours.states import HOURS_STEPS, STANDING, HoursState
from dotanks.models.teams import DoTank
from people.models import Person
from people.models.persons import MOST_HOURS


class HoursRequest(Record):
    """One question to one manager. What they wrote with their answer is for the member alone."""

    holds_personal_data: ClassVar[bool] = True
    STEPS: ClassVar[Mapping[str, Step]] = HOURS_STEPS

    dotank = models.ForeignKey(DoTank, on_delete=models.PROTECT, related_name="hours")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    manager = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    hours_a_week = models.PositiveSmallIntegerField()
    since = models.DateField()
    until = models.DateField()
    state = models.CharField(max_length=8, choices=HoursState.choices, default=HoursState.ASKED)
    answered_at = models.DateTimeField(null=True)
    words = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dotank", "person"],
                condition=models.Q(state__in=STANDING),
                name="one_question_about_hours",
            ),
            models.CheckConstraint(condition=models.Q(hours_a_week__range=(1, MOST_HOURS)), name="hours_1_to_40"),
            models.CheckConstraint(condition=models.Q(since__lte=models.F("until")), name="hours_since_until"),
            models.CheckConstraint(condition=~models.Q(person=models.F("manager")), name="nobody_gives_own_hours"),
        ]
        indexes = [models.Index(fields=["manager", "state"], name="hours_of_manager")]
