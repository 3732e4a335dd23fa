"""What a team asked for, and answered, with one numbered version: exactly what whoever decides reads."""

from typing import ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models

from common.models import Record
from dotanks.models.proposals import DocumentVersion, Proposal
from dotanks.states import Risk
from ideas.models import Rule
from people.models import Organisation, Person

WORDS, EFFECT = 2000, 1000


class Submission(Record):
    """A proposal as it was submitted with one version. Never changed: a decision may rest on it."""

    holds_personal_data: ClassVar[bool] = True

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="submissions")
    version = models.OneToOneField(DocumentVersion, on_delete=models.PROTECT, related_name="submission")
    title = models.CharField(max_length=120)
    asked = models.CharField(max_length=300)
    summary = models.TextField(max_length=4000)
    help_asked = models.TextField(max_length=WORDS, blank=True)
    people_asked = models.TextField(max_length=WORDS, blank=True)
    money = models.PositiveIntegerField(default=0)
    promised_effect = models.TextField(max_length=EFFECT, blank=True)
    rule_set_aside = models.TextField(max_length=WORDS, blank=True)
    names_rule = models.ForeignKey(Rule, null=True, on_delete=models.PROTECT, related_name="+")
    risks = ArrayField(models.CharField(max_length=20, choices=Risk.choices), default=list)
    duty_of = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    evaluation = models.TextField(max_length=WORDS)
    # Of everything above together with the version's own hash: a printout can be held against it.
    sha256 = models.CharField(max_length=64)
    submitted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(money=0) | ~models.Q(promised_effect=""), name="money_promises_an_effect"
            )
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
