"""How sign-offs and pilots appear in answers."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from common.api import MissingAnswer
from dotanks.api.answers import SeatAnswer
from experiments import days, rules
from experiments.api.gate_answers import GateState, gate_of
from experiments.gate.rules import missing_before_open
from experiments.kinds import Facet
from experiments.models import Exemption, Measure, Pilot, Reading, SignOff, Value, ValueEntry
from experiments.states import PauseCause, PilotState, Verdict
from ideas.api.answers import ProblemCard, RuleName
from people.api.answers import OrganisationCard


class ReadingAnswer(serializers.ModelSerializer[Reading]):
    class Meta:
        model = Reading
        fields = ["id", "value", "taken_on", "note", "corrects"]
        read_only_fields = fields


class MeasureAnswer(serializers.ModelSerializer[Measure]):
    readings = ReadingAnswer(many=True)
    kind_words = serializers.CharField(source="get_kind_display")
    direction_words = serializers.CharField(source="get_direction_display")

    class Meta:
        model = Measure
        fields = [
            "id",
            "name",
            "kind",
            "kind_words",
            "unit",
            "direction",
            "direction_words",
            "baseline",
            "baseline_on",
            "baseline_source",
            "target",
            "threshold",
            "stop_at",
            "readings",
        ]
        read_only_fields = fields


class ExemptionAnswer(serializers.ModelSerializer[Exemption]):
    names_rule = RuleName(allow_null=True)
    valid_from = serializers.SerializerMethodField()
    valid_until = serializers.SerializerMethodField()

    class Meta:
        model = Exemption
        fields = [
            "rule",
            "names_rule",
            "legal_basis",
            "granted_by",
            "valid_from",
            "valid_until",
            "revoked_at",
            "revoked_because",
        ]
        read_only_fields = fields

    @extend_schema_field(serializers.DateField())
    def get_valid_from(self, exemption: Exemption) -> str:
        return exemption.valid_from.astimezone(days.zone_of(exemption.pilot)).date().isoformat()

    @extend_schema_field(serializers.DateField())
    def get_valid_until(self, exemption: Exemption) -> str:
        return days.last_day(exemption.pilot, exemption.valid_until).isoformat()


class ValueAnswer(serializers.ModelSerializer[Value]):
    class Meta:
        model = Value
        fields = ["performance", "quality_of_work", "explanation", "actual_effect"]
        read_only_fields = fields


class ValueEntryAnswer(serializers.ModelSerializer[ValueEntry]):
    kind_words = serializers.CharField(source="get_kind_display")

    class Meta:
        model = ValueEntry
        fields = ["kind", "kind_words", "score", "words"]
        read_only_fields = fields


class PilotCard(serializers.ModelSerializer[Pilot]):
    problem = ProblemCard(source="dotank.problem")
    organisation = OrganisationCard(source="dotank.organisation")
    state_words = serializers.CharField(source="get_state_display")
    in_force = serializers.SerializerMethodField()
    innovation = serializers.SerializerMethodField()
    facet = serializers.ChoiceField(choices=Facet.choices, allow_blank=True)
    facet_words = serializers.CharField(source="get_facet_display")
    verdict = serializers.ChoiceField(choices=Verdict.choices, allow_blank=True)
    verdict_words = serializers.CharField(source="get_verdict_display")
    value = serializers.SerializerMethodField(method_name="value_of")

    class Meta:
        model = Pilot
        fields = [
            "id",
            "title",
            "problem",
            "organisation",
            "facet",
            "facet_words",
            "place",
            "state",
            "state_words",
            "in_force",
            "innovation",
            "opened_at",
            "ends_at",
            "verdict",
            "verdict_words",
            "value",
        ]
        read_only_fields = fields

    @extend_schema_field(ValueAnswer(allow_null=True))
    def value_of(self, pilot: Pilot) -> Any:
        value = rules.value_of(pilot)
        return ValueAnswer(value).data if value else None

    @extend_schema_field(serializers.BooleanField())
    def get_in_force(self, pilot: Pilot) -> bool:
        return not rules.not_in_force(pilot)

    @extend_schema_field(serializers.BooleanField())
    def get_innovation(self, pilot: Pilot) -> bool:
        return rules.is_innovation(pilot)


class PilotAbilities(serializers.Serializer[Any]):
    edit = serializers.BooleanField()
    open = serializers.BooleanField()
    enter_reading = serializers.BooleanField()
    correct_reading = serializers.BooleanField()
    enter_use = serializers.BooleanField()
    plan_card = serializers.BooleanField()
    start_card = serializers.BooleanField()
    check_in = serializers.BooleanField()
    revoke_exemption = serializers.BooleanField()
    pause = serializers.BooleanField()
    resume = serializers.BooleanField()
    stop = serializers.BooleanField()
    conclude = serializers.BooleanField()


class ConditionAnswer(serializers.ModelSerializer[SignOff]):
    """A condition under which a sign-off was given."""

    kind_words = serializers.CharField(source="required.get_kind_display")

    class Meta:
        model = SignOff
        fields = ["id", "kind_words", "conditions"]
        read_only_fields = fields


class PilotAnswer(PilotCard):
    dotank_id = serializers.UUIDField()
    proposal_id = serializers.UUIDField(source="sign_off.proposal_id")
    team = SeatAnswer(source="dotank.seats", many=True)
    help_promised = serializers.CharField(source="sign_off.help_promised")
    help_by = serializers.SerializerMethodField()
    help_until = serializers.DateField(source="sign_off.help_until", allow_null=True)
    conditions = serializers.SerializerMethodField()
    promised_effect = serializers.CharField(source="sign_off.required.submission.promised_effect")
    money_asked = serializers.IntegerField(source="sign_off.required.submission.money")
    measures = MeasureAnswer(many=True)
    exemption = serializers.SerializerMethodField()
    value_entries = serializers.SerializerMethodField()
    ends_on = serializers.SerializerMethodField()
    paused_because = serializers.ChoiceField(choices=PauseCause.choices, allow_blank=True)
    paused_words = serializers.CharField(source="get_paused_because_display")
    why_not_in_force = serializers.SerializerMethodField()
    gate = serializers.SerializerMethodField()
    abilities = serializers.SerializerMethodField()
    missing = serializers.SerializerMethodField()

    class Meta:
        model = Pilot
        fields = [
            *PilotCard.Meta.fields,
            "dotank_id",
            "proposal_id",
            "team",
            "help_promised",
            "help_by",
            "help_until",
            "conditions",
            "promised_effect",
            "money_asked",
            "hypothesis",
            "people_limit",
            "money_limit",
            "stop_rule",
            "check_in_every",
            "paused_because",
            "paused_words",
            "services",
            "population",
            "gate",
            "needs_exemption",
            "exemption",
            "ends_on",
            "measures",
            "what_happened",
            "value_entries",
            "version",
            "why_not_in_force",
            "abilities",
            "missing",
        ]
        read_only_fields = fields

    def to_representation(self, pilot: Pilot) -> Any:
        self._answers_for_it = rules.is_of(self.context["request"].user, pilot)
        return super().to_representation(pilot)

    def get_help_by(self, pilot: Pilot) -> str:
        """Somebody's name, told to the team and the manager alone."""
        return pilot.sign_off.help_by if self._answers_for_it else ""

    @extend_schema_field(ConditionAnswer(many=True))
    def get_conditions(self, pilot: Pilot) -> Any:
        """For those who have to keep them: the team and the manager."""
        return ConditionAnswer(rules.conditions_of(pilot) if self._answers_for_it else [], many=True).data

    @extend_schema_field(GateState)
    def get_gate(self, pilot: Pilot) -> Any:
        return gate_of(pilot, self.context["request"].user)

    @extend_schema_field(ExemptionAnswer(allow_null=True))
    def get_exemption(self, pilot: Pilot) -> Any:
        # One that was filled in and then not needed is kept for the form only: the pilot stays within the rules.
        needed = pilot.needs_exemption or pilot.state == PilotState.PREPARING
        exemption = rules.exemption_of(pilot) if needed else None
        return ExemptionAnswer(exemption).data if exemption else None

    @extend_schema_field(ValueEntryAnswer(many=True))
    def get_value_entries(self, pilot: Pilot) -> Any:
        return ValueEntryAnswer(rules.value_entries_of(pilot), many=True).data

    @extend_schema_field(serializers.DateField(allow_null=True))
    def get_ends_on(self, pilot: Pilot) -> str | None:
        return days.last_day(pilot, pilot.ends_at).isoformat() if pilot.ends_at else None

    @extend_schema_field(MissingAnswer(many=True))
    def get_why_not_in_force(self, pilot: Pilot) -> Any:
        return MissingAnswer(rules.not_in_force(pilot), many=True).data

    @extend_schema_field(PilotAbilities)
    def get_abilities(self, pilot: Pilot) -> dict[str, bool]:
        return rules.abilities(self.context["request"].user, pilot)

    @extend_schema_field(MissingAnswer(many=True))
    def get_missing(self, pilot: Pilot) -> Any:
        missing = missing_before_open(pilot) if pilot.state == "preparing" else []
        return MissingAnswer(missing, many=True).data
