"""The groups that a team's work affects, and who in the team speaks for each."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Lower

from common.models import Record
from dotanks.models.teams import DoTank
from people.models import Person


class AffectedGroup(Record):
    """A group in plain words; `voice` is whoever speaks for it, or nobody."""

    holds_personal_data: ClassVar[bool] = True

    dotank = models.ForeignKey(DoTank, on_delete=models.CASCADE, related_name="affected")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    voice = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint("dotank", Lower("name"), name="one_affected_group_per_name")]
