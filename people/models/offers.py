"""When somebody is free, and with whom they would rather not be in a team."""

from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models

from common.models import Record
from people.models.persons import MOST_HOURS, Person


class FreePeriod(Record):
    """From one day until another the person can give these hours a week instead of their usual ones."""

    holds_personal_data: ClassVar[bool] = True

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="free_periods")
    since = models.DateField()
    until = models.DateField()
    hours_a_week = models.PositiveSmallIntegerField(validators=[MaxValueValidator(MOST_HOURS)])

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(until__gte=models.F("since")), name="free_period_ends_last"),
            models.CheckConstraint(condition=models.Q(hours_a_week__lte=MOST_HOURS), name="free_period_hours"),
        ]
        indexes = [models.Index(fields=["until"], name="free_periods_by_end")]


class Block(Record):
    """A colleague with whom this person does not want to be in a team. Whom is sealed: the table does not tell."""

    holds_personal_data: ClassVar[bool] = True

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="blocks")
    # Only the key makes it again: the same address twice is the same block.
    mark = models.BinaryField(max_length=32, unique=True)
    sealed = models.BinaryField()
