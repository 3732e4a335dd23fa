"""Two problems become one, so that it can be undone."""

from typing import ClassVar

from django.db import models

from common.models import Record
from ideas.models.problems import Problem


class Merge(Record):
    """What moved from one problem to another: ids only, and the numbers that comments had."""

    holds_personal_data: ClassVar[bool] = False

    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="merges")
    into = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="merged_here")
    support = models.JSONField(default=list)
    follows = models.JSONField(default=list)
    in_groups = models.JSONField(default=list)
    # From a comment's id to the number it had.
    comments = models.JSONField(default=dict)
    from_state = models.CharField(max_length=12)
    undone = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["problem"], condition=models.Q(undone=False), name="merged_into_one"),
            models.CheckConstraint(condition=~models.Q(problem=models.F("into")), name="not_merged_into_itself"),
        ]
