"""How the gate of a pilot, the register of exemptions and questions about copying appear in answers."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from dotanks.rules import has_seat
from experiments import days
from experiments.gate import register
from experiments.gate.clashes import Clash, clashes_of
from experiments.gate.questions import QUESTIONS, Code
from experiments.gate.states import CopyState, ExemptionState, Part, Touch, YesNo
from experiments.models import Check, CopyRequest, Exemption, ExitPlan, HinderingRule, Measure, Pilot, Route
from experiments.states import PilotState
from ideas.api.answers import RuleName
from people.api.answers import DeciderCard, OrganisationCard, PersonCard
from people.models import Person


class GateQuestion(serializers.Serializer[Any]):
    """A question of the gate with the team's answer."""

    question = serializers.ChoiceField(choices=Code.choices)
    part = serializers.ChoiceField(choices=Part.choices)
    title = serializers.CharField()
    hint = serializers.CharField()
    yes_no = serializers.BooleanField()
    words_with = serializers.CharField(help_text="The yes or no with which words are needed; empty when none are.")
    answer = serializers.ChoiceField(choices=YesNo.choices, allow_blank=True)
    words = serializers.CharField()
    refused = serializers.CharField(help_text="Why a pilot cannot start with this answer; empty when it can.")


class RuleInTheWayAnswer(serializers.ModelSerializer[HinderingRule]):
    entry = RuleName(allow_null=True)
    kind_words = serializers.CharField(source="get_kind_display")

    class Meta:
        model = HinderingRule
        fields = ["id", "name", "entry", "kind", "kind_words", "owner", "aim", "met_otherwise"]
        read_only_fields = fields


class RouteAnswer(serializers.ModelSerializer[Route]):
    class Meta:
        model = Route
        fields = ["id", "what", "tried_by", "result"]
        read_only_fields = fields


class CheckAnswer(serializers.ModelSerializer[Check]):
    title = serializers.CharField(source="shown_title")
    result_words = serializers.CharField(source="get_result_display")

    class Meta:
        model = Check
        fields = ["id", "standard", "title", "must_pass", "result", "result_words", "evidence"]
        read_only_fields = fields


class ExitPlanAnswer(serializers.ModelSerializer[ExitPlan]):
    class Meta:
        model = ExitPlan
        fields = ["success", "failure", "unclear", "report_on"]
        read_only_fields = fields


class TouchAnswer(serializers.Serializer[Any]):
    what = serializers.ChoiceField(choices=Touch.choices)
    what_words = serializers.CharField()
    words = serializers.ListField(child=serializers.CharField())


class ClashAnswer(serializers.Serializer[Any]):
    """Another pilot that touches the same; without title and id while its team prepares in private."""

    pilot_id = serializers.UUIDField(allow_null=True)
    title = serializers.CharField()
    organisation = OrganisationCard()
    call = PersonCard()
    touches = TouchAnswer(many=True)
    looked_at = serializers.DateTimeField(allow_null=True)


class MeasureShape(serializers.ModelSerializer[Measure]):
    """What another pilot measured, without its numbers."""

    class Meta:
        model = Measure
        fields = ["name", "kind", "unit", "direction"]
        read_only_fields = fields


class CopiedAnswer(serializers.Serializer[Any]):
    """What a pilot took over from another team's exemption; whose leave it is and its days are never copied."""

    exemption_id = serializers.UUIDField()
    organisation = OrganisationCard()
    rule = serializers.CharField()
    names_rule = RuleName(allow_null=True)
    legal_basis = serializers.CharField()
    measures = MeasureShape(many=True)


class CopyOffer(serializers.ModelSerializer[Exemption]):
    """An exemption whose team agreed that this one copies it."""

    organisation = OrganisationCard(source="pilot.dotank.organisation")

    class Meta:
        model = Exemption
        fields = ["id", "rule", "organisation"]
        read_only_fields = fields


class GateState(serializers.Serializer[Any]):
    """What was asked and answered before a pilot may start."""

    questions = GateQuestion(many=True)
    rules_in_the_way = RuleInTheWayAnswer(many=True)
    routes = RouteAnswer(many=True)
    checks = CheckAnswer(many=True)
    exit_plan = ExitPlanAnswer(allow_null=True)
    clashes = ClashAnswer(many=True)
    copied = CopiedAnswer(allow_null=True)
    may_copy = CopyOffer(many=True)


def gate_of(pilot: Pilot, person: Person) -> Any:
    """The gate as this person reads it: clashes and what may be copied only while they prepare it themselves."""
    prepares = pilot.state == PilotState.PREPARING and has_seat(person, pilot.dotank)
    team = [seat.person_id for seat in pilot.dotank.seats.all()]
    offers = list(register.agreed_for(team)) if prepares else []
    watched = prepares or (
        pilot.state not in {PilotState.STOPPED, PilotState.CLOSED} and has_seat(person, pilot.dotank)
    )
    return GateState(
        {
            "questions": _questions(pilot),
            "rules_in_the_way": pilot.rules.all(),
            "routes": pilot.routes.all(),
            "checks": pilot.checks.all(),
            "exit_plan": getattr(pilot, "exit_plan", None),
            "clashes": [_clash(clash) for clash in clashes_of(pilot)] if watched else [],
            "copied": _copied(pilot) if prepares else None,
            "may_copy": offers,
        }
    ).data


def _questions(pilot: Pilot) -> list[dict[str, Any]]:
    given = {answer.question: answer for answer in pilot.answers.all()}
    shown = []
    for code, question in QUESTIONS.items():
        answer = given.get(code)
        refused = question.refused if answer is not None and answer.answer == YesNo.YES else None
        shown.append(
            {
                "question": code.value,
                "part": question.part.value,
                "title": question.title,
                "hint": question.hint,
                "yes_no": question.yes_no,
                "words_with": question.words_with,
                "answer": answer.answer if answer else "",
                "words": answer.words if answer else "",
                "refused": refused or "",
            }
        )
    return shown


def _clash(clash: Clash) -> dict[str, Any]:
    return {
        "pilot_id": clash.other if clash.may_be_read else None,
        "title": clash.title,
        "organisation": clash.organisation,
        "call": clash.call,
        "touches": [{"what": what, "what_words": Touch(what).label, "words": words} for what, words in clash.touches],
        "looked_at": clash.looked_at,
    }


def _copied(pilot: Pilot) -> dict[str, Any] | None:
    copied = getattr(pilot, "copied", None)
    if copied is None:
        return None
    exemption = copied.exemption
    return {
        "exemption_id": exemption.pk,
        "organisation": exemption.pilot.dotank.organisation,
        "rule": exemption.rule,
        "names_rule": exemption.names_rule,
        "legal_basis": exemption.legal_basis,
        "measures": exemption.pilot.measures.all(),
    }


class ExemptionAbilities(serializers.Serializer[Any]):
    ask_to_copy = serializers.BooleanField()


class ExemptionCard(serializers.ModelSerializer[Exemption]):
    """An exemption in the register."""

    names_rule = RuleName(allow_null=True)
    organisation = OrganisationCard(source="pilot.dotank.organisation")
    pilot_id = serializers.UUIDField()
    pilot_title = serializers.CharField(source="pilot.title")
    state = serializers.ChoiceField(choices=ExemptionState.choices)
    state_words = serializers.SerializerMethodField()
    valid_from = serializers.SerializerMethodField()
    valid_until = serializers.SerializerMethodField()
    asked = serializers.BooleanField()
    abilities = serializers.SerializerMethodField()

    class Meta:
        model = Exemption
        fields = [
            "id",
            "rule",
            "names_rule",
            "organisation",
            "pilot_id",
            "pilot_title",
            "legal_basis",
            "granted_by",
            "valid_from",
            "valid_until",
            "state",
            "state_words",
            "asked",
            "abilities",
        ]
        read_only_fields = fields

    @extend_schema_field(serializers.CharField())
    def get_state_words(self, exemption: Exemption) -> Any:
        return ExemptionState(exemption.state).label  # type: ignore[attr-defined]

    @extend_schema_field(serializers.DateField())
    def get_valid_from(self, exemption: Exemption) -> str:
        return exemption.valid_from.astimezone(days.zone_of(exemption.pilot)).date().isoformat()

    @extend_schema_field(serializers.DateField())
    def get_valid_until(self, exemption: Exemption) -> str:
        return days.last_day(exemption.pilot, exemption.valid_until).isoformat()

    @extend_schema_field(ExemptionAbilities)
    def get_abilities(self, exemption: Any) -> dict[str, bool]:
        return {"ask_to_copy": not exemption.own and not exemption.asked}


class CopyRequestAbilities(serializers.Serializer[Any]):
    answer = serializers.BooleanField()


class CopyRequestAnswer(serializers.ModelSerializer[CopyRequest]):
    """A question whether an exemption may be copied, with the team's answer."""

    exemption_id = serializers.UUIDField()
    rule = serializers.CharField(source="exemption.rule")
    asked_by = PersonCard()
    answered_by = DeciderCard(allow_null=True)
    state_words = serializers.CharField(source="get_state_display")
    mine = serializers.SerializerMethodField()
    abilities = serializers.SerializerMethodField()

    class Meta:
        model = CopyRequest
        fields = [
            "id",
            "exemption_id",
            "rule",
            "asked_by",
            "words",
            "created_at",
            "state",
            "state_words",
            "answered_by",
            "answer",
            "answered_at",
            "mine",
            "abilities",
        ]
        read_only_fields = fields

    @extend_schema_field(serializers.BooleanField())
    def get_mine(self, asked: CopyRequest) -> bool:
        """Whether the reader asked it."""
        return bool(asked.asked_by_id == self.context["request"].user.pk)

    @extend_schema_field(CopyRequestAbilities)
    def get_abilities(self, asked: CopyRequest) -> dict[str, bool]:
        person = self.context["request"].user
        return {"answer": asked.state == CopyState.ASKED and has_seat(person, asked.exemption.pilot.dotank)}
