"""A problem behind which enough people stand; kept from then on, whoever takes their support back."""

import uuid
from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.utils.timezone import localdate

from common.states import Step
from ideas.backing.states import BACKING_STEPS, BackingState, Decision
from ideas.models.problems import Problem
from people.models import Organisation, Person
from people.words import Language

WORDS = 2000


class Backing(models.Model):
    """How many stood behind the problem when it was enough, who must answer by when, and the answer. Only days."""

    holds_personal_data: ClassVar[bool] = True
    STEPS: ClassVar[Mapping[str, Step]] = BACKING_STEPS

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    problem = models.OneToOneField(Problem, on_delete=models.CASCADE, related_name="backing")
    state = models.CharField(max_length=8, choices=BackingState.choices, default=BackingState.REACHED)
    people = models.PositiveIntegerField()
    organisations = models.PositiveIntegerField()
    day = models.DateField(default=localdate)
    manager = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    # Where they decide, and by whose calendar the days are counted.
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True)
    decision = models.CharField(max_length=8, choices=Decision.choices, blank=True)
    words = models.TextField(max_length=WORDS, blank=True)
    language = models.CharField(max_length=2, choices=Language.choices, blank=True)
    answered_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=BackingState.REACHED)
                | models.Q(manager__isnull=False, organisation__isnull=False, due_on__isnull=False),
                name="somebody_decides",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=BackingState.ANSWERED)
                | models.Q(answered_on__isnull=False) & ~models.Q(decision="") & ~models.Q(words=""),
                name="answered_with_words",
            ),
        ]

    @property
    def is_unanswered(self) -> bool:
        """Whether the day is over without an answer, also before the clock has said so."""
        return self.state == BackingState.MISSED or (
            self.state == BackingState.NAMED and self.due_on is not None and self.due_on < localdate()
        )
