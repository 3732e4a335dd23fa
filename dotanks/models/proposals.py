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
    restored_from = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    # Up to where in the room's log it is: who wrote after that wrote in a later version.
    up_to_seq = models.BigIntegerField(default=0, db_default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dotank", "number"], name="one_version_per_number")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]


class VersionAuthor(models.Model):
    """Somebody who wrote in the document between the version before and this one."""

    holds_personal_data: ClassVar[bool] = True

    id = models.BigAutoField(primary_key=True)
    version = models.ForeignKey(DocumentVersion, on_delete=models.PROTECT, related_name="authors")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "person"], name="one_row_per_version_and_author")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]


class VersionName(Record):
    """What a version was called, by whom and when; the newest counts, the earlier ones stay."""

    holds_personal_data: ClassVar[bool] = True

    version = models.ForeignKey(DocumentVersion, on_delete=models.PROTECT, related_name="names")
    name = models.CharField(max_length=80)
    named_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
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
