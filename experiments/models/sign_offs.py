"""What a manager answered to exactly one version of a proposal. Facts are added, never edited."""

from typing import ClassVar

import pgtrigger
from django.db import models

from common.models import Record
from dotanks.models import DocumentVersion, Proposal
from experiments.states import Decision
from people.models import Person

APPEND_ONLY = pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)


class SignOff(Record):
    """A manager's answer to one version: signed off with help promised, sent back, or declined."""

    holds_personal_data: ClassVar[bool] = True

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="sign_offs")
    version = models.ForeignKey(DocumentVersion, on_delete=models.PROTECT, related_name="+")
    manager = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    decision = models.CharField(max_length=12, choices=Decision.choices)
    help_promised = models.TextField(max_length=2000, blank=True)
    reason = models.TextField(max_length=2000)
    at = models.DateTimeField()

    class Meta:
        triggers = [APPEND_ONLY]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "version"], name="one_answer_per_version"),
            models.CheckConstraint(
                condition=~models.Q(decision=Decision.SIGNED_OFF) | ~models.Q(help_promised=""),
                name="sign_off_promises_help",
            ),
        ]


class SignOffWithdrawal(Record):
    """The manager took a sign-off back: whatever rests on it is no longer in force."""

    holds_personal_data: ClassVar[bool] = True

    sign_off = models.OneToOneField(SignOff, on_delete=models.PROTECT, related_name="withdrawal")
    manager = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(max_length=2000)

    class Meta:
        triggers = [APPEND_ONLY]
