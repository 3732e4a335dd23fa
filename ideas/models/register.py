"""The register of rules in the way: laws, rules of an organisation, habits and myths, and what became of each."""

from typing import ClassVar, Self

import pgtrigger
from django.db import models
from django.db.models.functions import Coalesce, Lower

from common.models import Record
from ideas.models.problems import Problem
from ideas.register.states import RegisterKind, RuleFate
from people.models import Organisation
from people.words import Language

NAME, ABOUT, REASON, LINK = 200, 2000, 2000, 500
ONLY_WEB = r"^$|^https?://"


class RuleRows(models.QuerySet["Rule"]):
    def listed(self) -> Self:
        """The entries themselves; another spelling of one is found through it."""
        return self.filter(merged_into__isnull=True)

    def with_naming(self) -> Self:
        """Each with `naming`: how many problems that anybody may read name it, under any of its spellings."""
        this = models.OuterRef("pk")
        problems = (
            Problem.objects.public()
            .filter(models.Q(names_rule=this) | models.Q(names_rule__merged_into=this))
            .order_by()
            .annotate(every=models.Value(1))
            .values("every")
            .annotate(number=models.Count("pk"))
            .values("number")
        )
        return self.annotate(naming=Coalesce(models.Subquery(problems), 0, output_field=models.IntegerField()))


class Rule(Record):
    """Something that problems name as being in the way."""

    holds_personal_data: ClassVar[bool] = False

    name = models.CharField(max_length=NAME)
    kind = models.CharField(max_length=10, choices=RegisterKind.choices)
    about = models.TextField(max_length=ABOUT, blank=True)
    owner = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="rules")
    # Whose rule it is, where that is no organisation of the network.
    owner_name = models.CharField(max_length=NAME, blank=True)
    source = models.URLField(max_length=LINK, blank=True)
    language = models.CharField(max_length=2, choices=Language.choices)
    # Set on another spelling of an entry; the problems that name it stay where they are, so that it can be undone.
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="spellings")
    version = models.PositiveIntegerField(default=1)

    objects = RuleRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("name"), name="one_rule_per_name"),
            models.CheckConstraint(
                condition=models.Q(source__regex=ONLY_WEB), name="source_of_a_rule_is_a_web_address"
            ),
            models.CheckConstraint(
                condition=models.Q(owner__isnull=True) | models.Q(owner_name=""), name="one_owner_of_a_rule"
            ),
            models.CheckConstraint(
                condition=~models.Q(merged_into=models.F("id")), name="a_rule_is_no_spelling_of_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Fate(Record):
    """What became of a rule on one day. A fact: another fate is another row."""

    holds_personal_data: ClassVar[bool] = False

    rule = models.ForeignKey(Rule, on_delete=models.PROTECT, related_name="fates")
    fate = models.CharField(max_length=10, choices=RuleFate.choices)
    on = models.DateField()
    reason = models.TextField(max_length=REASON)
    source = models.URLField(max_length=LINK, blank=True)

    class Meta:
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        indexes = [models.Index(fields=["rule", "-on"], name="fates_by_rule")]
        constraints = [
            models.CheckConstraint(condition=models.Q(source__regex=ONLY_WEB), name="source_of_a_fate_is_a_web_address")
        ]
