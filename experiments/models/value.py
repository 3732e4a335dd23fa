"""What a pilot was worth by kind, beside its two scores."""

from typing import ClassVar

from django.db import models

from common.models import Record
from experiments.kinds import ValueKind
from experiments.models.pilots import Pilot
from experiments.models.sign_offs import APPEND_ONLY


class ValueEntry(Record):
    """The value of one kind, from -2 to 2, with the words for it; each kind at most once."""

    holds_personal_data: ClassVar[bool] = False

    pilot = models.ForeignKey(Pilot, on_delete=models.PROTECT, related_name="value_entries")
    kind = models.CharField(max_length=25, choices=ValueKind.choices)
    score = models.SmallIntegerField()
    words = models.TextField(max_length=1000)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pilot", "kind"], name="each_kind_of_value_once"),
            models.CheckConstraint(condition=models.Q(score__range=(-2, 2)), name="value_entry_between_limits"),
        ]
        triggers = [APPEND_ONLY]
