"""Where a coordinator chose other people than were advised."""

from typing import ClassVar

import pgtrigger
from django.db import models

from common.models import Record
from dotanks.models.teams import DoTank, ProposedTeam
from people.models import Person

REASON = 300


class SeatChange(Record):
    """One seat that was confirmed otherwise than advised, and why: added, never edited."""

    holds_personal_data: ClassVar[bool] = True

    proposed_team = models.ForeignKey(ProposedTeam, on_delete=models.CASCADE, related_name="changes")
    dotank = models.ForeignKey(DoTank, on_delete=models.CASCADE, related_name="seat_changes")
    came_in = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    went_out = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=REASON)
    coordinator = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(came_in__isnull=False) | models.Q(went_out__isnull=False),
                name="seat_change_is_about_somebody",
            ),
            models.UniqueConstraint(fields=["proposed_team", "came_in"], name="came_in_once"),
            models.UniqueConstraint(fields=["proposed_team", "went_out"], name="went_out_once"),
        ]
        # Not "append_only", which also takes from the application the right to remove: retention does that.
        triggers = [pgtrigger.Protect(name="never_edited", operation=pgtrigger.Update)]
