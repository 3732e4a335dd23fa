"""Organisations, who works there, and which roles they hold for a period."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Lower

from common.models import Record
from people.models.persons import Person
from people.words import Language, Level, OrganisationKind, RoleKind


class Organisation(Record):
    """A public body."""

    holds_personal_data: ClassVar[bool] = False

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=OrganisationKind.choices)
    level = models.CharField(max_length=10, choices=Level.choices)
    country = models.CharField(max_length=2)
    region = models.CharField(max_length=60)
    language = models.CharField(max_length=2, choices=Language.choices)
    time_zone = models.CharField(max_length=40, default="Europe/Amsterdam")
    domain = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(Lower("domain"), name="one_organisation_per_domain")]

    def __str__(self) -> str:
        return self.name


class Employment(Record):
    """Where a person works, and for whom, from one day until another."""

    holds_personal_data: ClassVar[bool] = True

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="employments")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="employments")
    job_title = models.CharField(max_length=120, blank=True)
    manager = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="reports")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(until__isnull=True), name="one_current_employment"
            ),
        ]


class Role(Record):
    """A role held for a period; without an organisation it holds for the whole network."""

    holds_personal_data: ClassVar[bool] = True

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="roles")
    kind = models.CharField(max_length=20, choices=RoleKind.choices)
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.CASCADE)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
