"""Which roles people hold for a period, and who stands in for them while they are away."""

from typing import ClassVar

from django.db import models

from common.models import Record
from people.models.organisations import Organisation
from people.models.persons import Person
from people.words import DECIDING, RoleKind


class Role(Record):
    """A role held for a period; without an organisation it holds for the whole network."""

    holds_personal_data: ClassVar[bool] = True

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="roles")
    kind = models.CharField(max_length=20, choices=RoleKind.choices)
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.CASCADE)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "organisation"],
                condition=models.Q(until__isnull=True),
                nulls_distinct=False,
                name="one_open_role",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind__in=DECIDING) | models.Q(organisation__isnull=False),
                name="decides_for_an_organisation",
            ),
        ]
        indexes = [models.Index(fields=["-created_at", "-id"], name="roles_by_age")]


class Delegation(Record):
    """While the holder of a role is away, a colleague decides in it: no longer, no wider, and never handed on."""

    holds_personal_data: ClassVar[bool] = True

    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="delegations")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="delegations_given")
    delegate = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="delegations_received")
    since = models.DateField()
    until = models.DateField()
    # The first and the last moment of those days where the organisation is: what the database compares its clock with.
    holds_from = models.DateTimeField()
    holds_until = models.DateTimeField()
    # Up to how much money they decide; empty where as much as the holder does.
    money_limit = models.PositiveIntegerField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(person=models.F("delegate")), name="nobody_stands_in_for_self"),
            models.CheckConstraint(condition=models.Q(since__lte=models.F("until")), name="delegation_since_until"),
        ]
        indexes = [models.Index(fields=["delegate", "until"], name="delegations_received")]
