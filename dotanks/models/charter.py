"""What a team agrees with each other before it starts, and who accepted it."""

from typing import ClassVar

import pgtrigger
from django.db import models

from common.models import Record
from dotanks.models.teams import DoTank
from people.models import Person

LINE = 600


class Charter(Record):
    """Four lines under a number, never changed: members accepted these words, so another text gets another number."""

    holds_personal_data: ClassVar[bool] = True

    dotank = models.ForeignKey(DoTank, on_delete=models.PROTECT, related_name="charters")
    number = models.PositiveIntegerField()
    aim = models.CharField(max_length=LINE)
    brings = models.CharField(max_length=LINE)
    openness = models.CharField(max_length=LINE)
    leaving = models.CharField(max_length=LINE)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dotank", "number"], name="one_charter_per_number")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]


class CharterAcceptance(Record):
    """A member accepted these words; added, never edited."""

    holds_personal_data: ClassVar[bool] = True

    charter = models.ForeignKey(Charter, on_delete=models.PROTECT, related_name="acceptances")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["charter", "person"], name="accepted_once")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
