"""Leave to set a rule aside, and asking whether one may copy it."""

from collections.abc import Mapping
from typing import ClassVar, Self

from django.db import models
from django.db.models.functions import Now

from common.models import Record
from common.states import Step
from experiments.gate.states import COPY_STEPS, CopyState, ExemptionState
from experiments.models.locks import PROMISED_BY_EXEMPTION, REVOKED_STAYS, stays_once_open
from experiments.models.pilots import Pilot
from ideas.models import Rule
from people.models import Person


class ExemptionRows(models.QuerySet["Exemption"]):
    def registered(self) -> Self:
        """Those of pilots that were opened: everybody may read them."""
        return self.filter(pilot__opened_at__isnull=False, pilot__needs_exemption=True)

    def with_state(self) -> Self:
        """Each with `state`: whether it holds today."""
        now = Now()
        over = models.Q(valid_until__lte=now) | models.Q(pilot__state__in=("stopped", "closed"))
        return self.annotate(
            state=models.Case(
                models.When(revoked_at__isnull=False, then=models.Value(ExemptionState.REVOKED)),
                models.When(over, then=models.Value(ExemptionState.ENDED)),
                models.When(valid_from__gt=now, then=models.Value(ExemptionState.TO_COME)),
                default=models.Value(ExemptionState.HOLDS),
                output_field=models.CharField(),
            )
        )


class Exemption(Record):
    """Leave to set one named rule aside, from one day until another."""

    holds_personal_data: ClassVar[bool] = False

    pilot = models.OneToOneField(Pilot, on_delete=models.CASCADE, related_name="exemption")
    rule = models.CharField(max_length=300)
    # The entry of the register that this rule is, where there is one.
    names_rule = models.ForeignKey(Rule, null=True, on_delete=models.SET_NULL, related_name="exemptions")
    legal_basis = models.CharField(max_length=300)
    granted_by = models.CharField(max_length=200)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_because = models.TextField(max_length=2000, blank=True)

    objects = ExemptionRows.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_from__lt=models.F("valid_until")), name="exemption_begins_before_it_ends"
            )
        ]
        triggers = [*stays_once_open(only=PROMISED_BY_EXEMPTION), REVOKED_STAYS]


class CopiedExemption(Record):
    """Which exemption a pilot took over, and what of its measures is still to be filled in with own numbers."""

    holds_personal_data: ClassVar[bool] = False

    pilot = models.OneToOneField(Pilot, on_delete=models.CASCADE, related_name="copied")
    exemption = models.ForeignKey(Exemption, on_delete=models.PROTECT, related_name="copies")

    class Meta:
        triggers = stays_once_open()


class CopyRequestRows(models.QuerySet["CopyRequest"]):
    def agreed(self) -> Self:
        """Those that the team said yes to."""
        return self.filter(state=CopyState.AGREED)


class CopyRequest(Record):
    """A question to a team whether its exemption may be copied."""

    holds_personal_data: ClassVar[bool] = True
    STEPS: ClassVar[Mapping[str, Step]] = COPY_STEPS

    exemption = models.ForeignKey(Exemption, on_delete=models.PROTECT, related_name="copy_requests")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(max_length=1000)
    state = models.CharField(max_length=8, choices=CopyState.choices, default=CopyState.ASKED)
    answered_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True)

    objects = CopyRequestRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["exemption", "asked_by"],
                condition=~models.Q(state=CopyState.DECLINED),
                name="one_request_to_copy_each",
            ),
            models.CheckConstraint(
                condition=models.Q(state=CopyState.ASKED)
                | models.Q(answered_by__isnull=False, answered_at__isnull=False),
                name="a_request_to_copy_is_answered_by_somebody",
            ),
        ]
