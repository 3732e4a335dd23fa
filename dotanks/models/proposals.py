"""Numbered versions of the team's document, and the proposal that names one of them."""

from collections.abc import Mapping
from typing import ClassVar

import pgtrigger
from django.db import models

from common.models import Record
from common.states import Step
from dotanks.models.teams import DoTank
from dotanks.states import PROPOSAL_STEPS, ProposalState
from people.models import Person


class DocumentVersion(Record):
    """The document as it stood when a member saved it. Never changed: a decision may rest on it."""

    holds_personal_data: ClassVar[bool] = True

    dotank = models.ForeignKey(DoTank, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    html = models.TextField()
    text = models.TextField()
    state = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    saved_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dotank", "number"], name="one_version_per_number")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]


class Proposal(Record):
    """What the team asks a manager to carry out, resting on one version of its document."""

    holds_personal_data: ClassVar[bool] = True
    STEPS: ClassVar[Mapping[str, Step]] = PROPOSAL_STEPS

    dotank = models.OneToOneField(DoTank, on_delete=models.PROTECT, related_name="proposal")
    version = models.ForeignKey(DocumentVersion, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    asked = models.CharField(max_length=300)
    summary = models.TextField(max_length=4000)
    state = models.CharField(max_length=12, choices=ProposalState.choices, default=ProposalState.DRAFT)
    submitted_at = models.DateTimeField(null=True)
