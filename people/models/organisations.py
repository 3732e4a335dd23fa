"""Organisations with the proof that they are what they say, and who works there."""

from collections.abc import Mapping
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models.functions import Lower

from common.models import Record
from common.states import Step
from people.models.changes import EVERYBODY, ITS_PERSON, tells_of_members
from people.models.persons import Person
from people.states import CLAIM_STEPS, ORGANISATION_STEPS, ClaimState, OrganisationState
from people.words import ConfirmedBy, Language, Level, OrganisationKind, ProofKind

EVIDENCE = 300
LINE = 80


class Organisation(Record):
    """A public body."""

    holds_personal_data: ClassVar[bool] = False
    STEPS: ClassVar[Mapping[str, Step]] = ORGANISATION_STEPS

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=OrganisationKind.choices)
    level = models.CharField(max_length=10, choices=Level.choices)
    country = models.CharField(max_length=2)
    region = models.CharField(max_length=60)
    language = models.CharField(max_length=2, choices=Language.choices)
    time_zone = models.CharField(max_length=40, default="Europe/Amsterdam")
    # A code of the `holidays` package such as "DE-BE"; empty where the days of the whole country hold.
    calendar = models.CharField(max_length=10, blank=True, default="")
    # "#rrggbb"; empty where the product's own colours do.
    colour = models.CharField(max_length=7, blank=True, default="")
    # The ministry or group above it, by name: two of one line in a team could not speak freely.
    line = models.CharField(max_length=LINE, blank=True, default="", db_default="")
    domain = models.CharField(max_length=120)
    # Above this sum finance signs a proposal off too; empty where the organisation has set none.
    sign_off_limit = models.PositiveIntegerField(null=True, blank=True)
    # The officers one after the other and the manager last; otherwise all of them at once.
    sign_offs_in_order = models.BooleanField(default=False, db_default=False)
    state = models.CharField(
        max_length=12, choices=OrganisationState.choices, default=OrganisationState.UNVERIFIED, db_default="unverified"
    )
    version = models.PositiveIntegerField(default=1, db_default=1)

    class Meta:
        constraints = [models.UniqueConstraint(Lower("domain"), name="one_organisation_per_domain")]
        triggers = [tells_of_members(EVERYBODY, of=pgtrigger.UpdateOf("kind", "level", "line", "region", "time_zone"))]

    def __str__(self) -> str:
        return self.name


class Verification(Record):
    """Somebody of the network checked that an organisation is what it says, and by what; added, never edited."""

    holds_personal_data: ClassVar[bool] = True

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="verifications")
    proof = models.CharField(max_length=12, choices=ProofKind.choices)
    evidence = models.CharField(max_length=EVIDENCE)
    verified_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]


class Employment(Record):
    """Where a person works, from one day until another, and what confirmed it."""

    holds_personal_data: ClassVar[bool] = True

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="employments")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="employments")
    job_title = models.CharField(max_length=120, blank=True)
    # Whom the person names as their own: asked for hours, never told what the person posts.
    manager = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="reports")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    confirmed_how = models.CharField(
        max_length=10, choices=ConfirmedBy.choices, default=ConfirmedBy.DOMAIN, db_default="domain"
    )
    confirmed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(until__isnull=True), name="one_current_employment"
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_how=ConfirmedBy.PERSON, confirmed_by__isnull=False)
                | (~models.Q(confirmed_how=ConfirmedBy.PERSON) & models.Q(confirmed_by__isnull=True)),
                name="employment_confirmed_by_whom",
            ),
            models.CheckConstraint(condition=~models.Q(manager=models.F("person")), name="nobody_manages_themselves"),
        ]
        triggers = [tells_of_members(ITS_PERSON)]


class EmployerClaim(Record):
    """Somebody says that they work for an organisation whose domain is not theirs; a person there answers."""

    holds_personal_data: ClassVar[bool] = True
    STEPS: ClassVar[Mapping[str, Step]] = CLAIM_STEPS

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="employer_claims")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="claims")
    job_title = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=10, choices=ClaimState.choices, default=ClaimState.OPEN)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(state=ClaimState.OPEN), name="one_open_claim"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "state"], name="claims_of_organisation")]
