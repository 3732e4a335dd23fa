"""How sign-offs and pilots appear in answers."""

from datetime import timedelta
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from common.api import MissingAnswer
from dotanks.api.answers import ProposalAnswer, SeatAnswer
from dotanks.models import Proposal
from experiments import queries, rules
from experiments.models import Exemption, Measure, Pilot, Reading, SignOff, Value
from experiments.states import PauseCause, Verdict
from ideas.api.answers import ProblemCard, RuleName
from people.api.answers import DeciderCard, OrganisationCard


class SignOffAnswer(serializers.ModelSerializer[SignOff]):
    manager = DeciderCard()
    version = serializers.IntegerField(source="version.number")
    sha256 = serializers.CharField(source="version.sha256")
    decision_words = serializers.CharField(source="get_decision_display")
    withdrawn = serializers.SerializerMethodField()

    class Meta:
        model = SignOff
        fields = [
            "id",
            "manager",
            "version",
            "sha256",
            "decision",
            "decision_words",
            "help_promised",
            "reason",
            "at",
            "withdrawn",
        ]
        read_only_fields = fields

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_withdrawn(self, answer: SignOff) -> str | None:
        """The reason why it was taken back, if it was."""
        return answer.withdrawal.reason if hasattr(answer, "withdrawal") else None


class DecisionAbilities(serializers.Serializer[Any]):
    decide = serializers.BooleanField()
    withdraw = serializers.BooleanField()
    prepare_pilot = serializers.BooleanField()


class ProposalToDecide(ProposalAnswer):
    """A proposal with the answers it got and what this person may do with it."""

    answers = serializers.SerializerMethodField()
    pilot_id = serializers.SerializerMethodField()
    abilities = serializers.SerializerMethodField()

    class Meta(ProposalAnswer.Meta):
        fields = [*ProposalAnswer.Meta.fields, "answers", "pilot_id", "abilities"]
        read_only_fields = fields

    @extend_schema_field(SignOffAnswer(many=True))
    def get_answers(self, proposal: Proposal) -> Any:
        return SignOffAnswer(queries.answers_to(proposal), many=True).data

    @extend_schema_field(serializers.UUIDField(allow_null=True))
    def get_pilot_id(self, proposal: Proposal) -> Any:
        return Pilot.objects.filter(dotank_id=proposal.dotank_id).values_list("pk", flat=True).first()

    @extend_schema_field(DecisionAbilities)
    def get_abilities(self, proposal: Proposal) -> dict[str, bool]:
        return rules.decision_abilities(self.context["request"].user, proposal)


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
        return exemption.valid_from.astimezone(rules.zone_of(exemption.pilot)).date().isoformat()

    @extend_schema_field(serializers.DateField())
    def get_valid_until(self, exemption: Exemption) -> str:
        return last_day(exemption.pilot, exemption.valid_until)


class ValueAnswer(serializers.ModelSerializer[Value]):
    class Meta:
        model = Value
        fields = ["performance", "quality_of_work", "explanation"]
        read_only_fields = fields


class PilotCard(serializers.ModelSerializer[Pilot]):
    problem = ProblemCard(source="dotank.problem")
    organisation = OrganisationCard(source="dotank.organisation")
    state_words = serializers.CharField(source="get_state_display")
    in_force = serializers.SerializerMethodField()
    innovation = serializers.SerializerMethodField()

    class Meta:
        model = Pilot
        fields = [
            "id",
            "title",
            "problem",
            "organisation",
            "place",
            "state",
            "state_words",
            "in_force",
            "innovation",
            "opened_at",
            "ends_at",
            "verdict",
        ]
        read_only_fields = fields

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
    enter_use = serializers.BooleanField()
    plan_card = serializers.BooleanField()
    start_card = serializers.BooleanField()
    check_in = serializers.BooleanField()
    revoke_exemption = serializers.BooleanField()
    pause = serializers.BooleanField()
    resume = serializers.BooleanField()
    stop = serializers.BooleanField()
    conclude = serializers.BooleanField()


class PilotAnswer(PilotCard):
    dotank_id = serializers.UUIDField()
    proposal_id = serializers.UUIDField(source="sign_off.proposal_id")
    team = SeatAnswer(source="dotank.seats", many=True)
    help_promised = serializers.CharField(source="sign_off.help_promised")
    measures = MeasureAnswer(many=True)
    exemption = serializers.SerializerMethodField()
    value = serializers.SerializerMethodField(method_name="value_of")
    ends_on = serializers.SerializerMethodField()
    verdict = serializers.ChoiceField(choices=Verdict.choices, allow_blank=True)
    verdict_words = serializers.CharField(source="get_verdict_display")
    paused_because = serializers.ChoiceField(choices=PauseCause.choices, allow_blank=True)
    paused_words = serializers.CharField(source="get_paused_because_display")
    why_not_in_force = serializers.SerializerMethodField()
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
            "hypothesis",
            "people_limit",
            "money_limit",
            "stop_rule",
            "check_in_every",
            "paused_because",
            "paused_words",
            "needs_exemption",
            "exemption",
            "ends_on",
            "measures",
            "verdict_words",
            "what_happened",
            "value",
            "version",
            "why_not_in_force",
            "abilities",
            "missing",
        ]
        read_only_fields = fields

    @extend_schema_field(ExemptionAnswer(allow_null=True))
    def get_exemption(self, pilot: Pilot) -> Any:
        exemption = rules.exemption_of(pilot)
        return ExemptionAnswer(exemption).data if exemption else None

    @extend_schema_field(ValueAnswer(allow_null=True))
    def value_of(self, pilot: Pilot) -> Any:
        value = rules.value_of(pilot)
        return ValueAnswer(value).data if value else None

    @extend_schema_field(serializers.DateField(allow_null=True))
    def get_ends_on(self, pilot: Pilot) -> str | None:
        return last_day(pilot, pilot.ends_at) if pilot.ends_at else None

    @extend_schema_field(MissingAnswer(many=True))
    def get_why_not_in_force(self, pilot: Pilot) -> Any:
        return MissingAnswer(rules.not_in_force(pilot), many=True).data

    @extend_schema_field(PilotAbilities)
    def get_abilities(self, pilot: Pilot) -> dict[str, bool]:
        return rules.abilities(self.context["request"].user, pilot)

    @extend_schema_field(MissingAnswer(many=True))
    def get_missing(self, pilot: Pilot) -> Any:
        missing = rules.missing_before_open(pilot) if pilot.state == "preparing" else []
        return MissingAnswer(missing, many=True).data


def last_day(pilot: Pilot, ends_at: Any) -> str:
    """The last day before this moment, where the pilot runs."""
    day = (ends_at - timedelta(microseconds=1)).astimezone(rules.zone_of(pilot)).date()
    return str(day.isoformat())
