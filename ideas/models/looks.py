"""A look behind a pseudonym: asked for by one coordinator, agreed by another from elsewhere."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from common.models import Record
from common.states import Step
from ideas.models.problems import Problem
from ideas.states import LOOK_STEPS, LookState
from people.models import Organisation, Person


class Look(Record):
    """Who wanted to know who posted, why, and who agreed. It never says who was found."""

    holds_personal_data: ClassVar[bool] = True
    STEPS: ClassVar[Mapping[str, Step]] = LOOK_STEPS

    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="looks")
    reason = models.TextField(max_length=1000)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=LookState.choices, default=LookState.ASKED)
    answered_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    answered_organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["problem"], condition=models.Q(state=LookState.ASKED), name="one_open_look_per_problem"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=LookState.AGREED)
                | (
                    models.Q(until__isnull=False)
                    & models.Q(answered_by__isnull=False)
                    & models.Q(answered_organisation__isnull=False)
                    & ~models.Q(answered_by=models.F("asked_by"))
                    & ~models.Q(answered_organisation=models.F("organisation"))
                ),
                name="two_agree_from_two_organisations",
            ),
        ]
