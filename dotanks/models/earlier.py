"""What the coordinator who forms a team made of earlier work."""

from typing import ClassVar

import pgtrigger
from django.db import models

from common.models import Record
from ideas.models import Problem
from people.models import Person

REASON = 500


class EarlierWork(Record):
    """The answer to "What did you use?", before a team is formed: added, never edited; the last one counts.

    `used` names things of apps further right, each by its kind, id and title.
    """

    holds_personal_data: ClassVar[bool] = True

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="earlier_work")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    used = models.JSONField(default=list)
    nothing_fitted = models.TextField(max_length=REASON, blank=True)

    class Meta:
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
