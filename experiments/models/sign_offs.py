"""Whose yes a submission needs, and what each of them answered to it. Facts are added, never edited."""

from typing import ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models

from common.models import Record
from dotanks.models import DocumentVersion, Proposal, Submission
from dotanks.states import Risk
from experiments.models.entitled import ENTITLED
from experiments.states import Decision, SignOffKind
from people.models import Delegation, Organisation, Person

APPEND_ONLY = pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)


class RequiredSignOff(Record):
    """One yes that a submission needs: whose, in which organisation, why, and since when it is their turn."""

    holds_personal_data: ClassVar[bool] = False

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="required")
    kind = models.CharField(max_length=15, choices=SignOffKind.choices)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    # The answers that ask for it; none where it is always asked.
    because = ArrayField(models.CharField(max_length=20, choices=Risk.choices), default=list)
    # Those of one place answer side by side; the next place has its turn when all of them stand.
    place = models.PositiveSmallIntegerField()
    turn_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "kind", "organisation"], name="one_sign_off_per_kind_and_organisation"
            ),
            models.CheckConstraint(
                condition=models.Q(turn_at__isnull=True, due_on__isnull=True)
                | models.Q(turn_at__isnull=False, due_on__isnull=False),
                name="a_turn_has_its_day",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="never_removed", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="only_its_turn_comes", exclude=["turn_at", "due_on"]),
        ]


class SignOff(Record):
    """An answer to one version, by whom and for whom: signed off with help promised, sent back, or declined."""

    holds_personal_data: ClassVar[bool] = True

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="sign_offs")
    version = models.ForeignKey(DocumentVersion, on_delete=models.PROTECT, related_name="+")
    required = models.OneToOneField(RequiredSignOff, on_delete=models.PROTECT, related_name="answer")
    # Whoever answered: the manager, an officer, or who stands in for one of them.
    manager = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    on_behalf_of = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    delegation = models.ForeignKey(Delegation, null=True, on_delete=models.PROTECT, related_name="+")
    decision = models.CharField(max_length=12, choices=Decision.choices)
    help_promised = models.TextField(max_length=2000, blank=True)
    help_by = models.CharField(max_length=200, blank=True)
    help_until = models.DateField(null=True)
    conditions = models.TextField(max_length=2000, blank=True)
    reason = models.TextField(max_length=2000)
    at = models.DateTimeField()

    class Meta:
        triggers = [APPEND_ONLY, ENTITLED]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(delegation__isnull=True, on_behalf_of__isnull=True)
                | models.Q(delegation__isnull=False, on_behalf_of__isnull=False),
                name="on_behalf_by_delegation",
            ),
        ]


class SignOffWithdrawal(Record):
    """A sign-off was taken back: whatever rests on it is no longer in force."""

    holds_personal_data: ClassVar[bool] = True

    sign_off = models.OneToOneField(SignOff, on_delete=models.PROTECT, related_name="withdrawal")
    manager = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(max_length=2000)

    class Meta:
        triggers = [APPEND_ONLY]


class SignOffReminder(Record):
    """Somebody was reminded of a sign-off, or it was carried further up, after so many working days; added once."""

    holds_personal_data: ClassVar[bool] = True

    required = models.ForeignKey(RequiredSignOff, on_delete=models.PROTECT, related_name="reminders")
    working_days = models.PositiveSmallIntegerField()
    # Whom it was carried up to; empty where those who should answer were reminded.
    escalated_to = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["required", "working_days"], name="one_reminder_per_day_count")]
        triggers = [APPEND_ONLY]
