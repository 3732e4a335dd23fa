"""What requests about sign-offs and pilots may say."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from common.api import Body, Day
from experiments.api.gate_bodies import (
    CheckBody,
    ExitPlanBody,
    GateQuestionBody,
    RouteBody,
    RuleInTheWayBody,
    Tags,
    names_once,
)
from experiments.gate.questions import QUESTIONS
from experiments.gate.states import Rhythm
from experiments.kinds import Facet, ValueKind
from experiments.models.pilots import DECIMALS, DIGITS
from experiments.states import Direction, MeasureKind, Verdict


def number(**options: Any) -> serializers.DecimalField:
    """A measured number with at most three decimals."""
    return serializers.DecimalField(max_digits=DIGITS, decimal_places=DECIMALS, **options)


class AnswerBody(Body):
    read_version = serializers.IntegerField(min_value=1, max_value=2_000_000_000)
    reason = serializers.CharField(max_length=2000)
    required = serializers.UUIDField(  # type: ignore[assignment]
        required=False, help_text="Which of the required sign-offs is answered, where one holds several offices."
    )


class SignOffBody(AnswerBody):
    help_promised = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    help_by = serializers.CharField(max_length=200, required=False, allow_blank=True)
    help_until = Day(required=False, allow_null=True)
    conditions = serializers.CharField(max_length=2000, required=False, allow_blank=True)


class ReasonBody(Body):
    reason = serializers.CharField(max_length=2000)


class MeasureBody(Body):
    name = serializers.CharField(max_length=120)
    kind = serializers.ChoiceField(choices=MeasureKind.choices)
    unit = serializers.CharField(max_length=30)
    direction = serializers.ChoiceField(choices=Direction.choices)
    baseline = number()
    baseline_on = Day()
    baseline_source = serializers.CharField(max_length=200)
    target = number()
    threshold = number()
    stop_at = number(required=False, allow_null=True)

    def validate(self, measure: dict[str, Any]) -> dict[str, Any]:
        sign = Decimal(1 if measure["direction"] == Direction.UP else -1)
        if measure["kind"] == MeasureKind.GOAL and sign * (measure["target"] - measure["baseline"]) <= 0:
            raise serializers.ValidationError({"target": [_("The target must be better than the baseline.")]})
        if sign * (measure["target"] - measure["threshold"]) < 0:
            raise serializers.ValidationError({"threshold": [_("The threshold cannot be better than the target.")]})
        stop_at = measure.get("stop_at")
        if stop_at is not None and sign * (measure["threshold"] - stop_at) < 0:
            raise serializers.ValidationError(
                {"stop_at": [_("The pilot cannot stop before the threshold is reached.")]}
            )
        return measure


class ExemptionBody(Body):
    rule = serializers.CharField(max_length=300)
    legal_basis = serializers.CharField(max_length=300)
    granted_by = serializers.CharField(max_length=200)
    valid_from = Day()
    valid_until = Day()

    def validate(self, exemption: dict[str, Any]) -> dict[str, Any]:
        if exemption["valid_until"] < exemption["valid_from"]:
            raise serializers.ValidationError({"valid_until": [_("The last day comes before the first.")]})
        return exemption


class PilotBody(Body):
    read_version = serializers.IntegerField(min_value=1, max_value=2_000_000_000)
    title = serializers.CharField(max_length=120, required=False)
    hypothesis = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    facet = serializers.ChoiceField(choices=Facet.choices, required=False, allow_blank=True)
    place = serializers.CharField(max_length=200, required=False, allow_blank=True)
    people_limit = serializers.IntegerField(min_value=1, max_value=2_000_000_000, required=False, allow_null=True)
    money_limit = serializers.IntegerField(min_value=0, max_value=2_000_000_000, required=False, allow_null=True)
    stop_rule = serializers.CharField(max_length=1000, required=False, allow_blank=True)
    needs_exemption = serializers.BooleanField(required=False, allow_null=True)
    ends_on = Day(required=False)
    measures = serializers.ListField(child=MeasureBody(), max_length=12, required=False)
    exemption = ExemptionBody(required=False)
    check_in_every = serializers.ChoiceField(choices=Rhythm.choices, required=False, allow_null=True)
    services = Tags(required=False)
    population = Tags(required=False)
    answers = serializers.ListField(child=GateQuestionBody(), max_length=len(QUESTIONS), required=False)
    rules_in_the_way = serializers.ListField(child=RuleInTheWayBody(), max_length=8, required=False)
    routes = serializers.ListField(child=RouteBody(), max_length=8, required=False)
    checks = serializers.ListField(child=CheckBody(), max_length=20, required=False)
    exit_plan = ExitPlanBody(required=False)

    def validate_rules_in_the_way(self, rules: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return names_once(rules, "name", _("Name each rule once."))

    def validate_checks(self, checks: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return names_once(checks, "standard", _("Each check once."))

    def validate_measures(self, measures: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return names_once(measures, "name", _("Give each measure a name of its own."))


class ReadingBody(Body):
    measure = serializers.UUIDField()
    value = number()
    taken_on = Day()
    note = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")
    corrects = serializers.UUIDField(required=False)


class ValueEntryBody(Body):
    kind = serializers.ChoiceField(choices=ValueKind.choices)
    score = serializers.IntegerField(min_value=-2, max_value=2)
    words = serializers.CharField(max_length=1000)


class ConcludeBody(Body):
    verdict = serializers.ChoiceField(choices=Verdict.choices)
    what_happened = serializers.CharField(max_length=4000)
    performance = serializers.IntegerField(min_value=-2, max_value=2)
    quality_of_work = serializers.IntegerField(min_value=-2, max_value=2)
    explanation = serializers.CharField(max_length=2000)
    actual_effect = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    value_entries = serializers.ListField(child=ValueEntryBody(), max_length=len(ValueKind), required=False)

    def validate_value_entries(self, entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
        if len({entry["kind"] for entry in entries}) < len(entries):
            raise serializers.ValidationError(_("Give each kind of value once."))
        return entries
