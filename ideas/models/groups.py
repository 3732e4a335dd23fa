"""Which problems were brought before which thematic groups. Nothing here differs by who posted them."""

from typing import ClassVar

from django.db import models

from common.models import Record
from ideas.models.problems import Problem
from people.models import Group

WHY = 300


class ProblemInGroup(Record):
    """A coordinator brought this problem before this group, once."""

    holds_personal_data: ClassVar[bool] = False

    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="in_groups")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="problems")
    why = models.CharField(max_length=WHY, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["problem", "group"], name="once_in_a_group")]
