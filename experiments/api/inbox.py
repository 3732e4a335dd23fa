"""How the inbox of whoever signs off appears, and the form of whoever submits."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from common.api import MissingAnswer
from experiments.api.decisions import RiskAnswer, SubmissionAnswer, is_overdue
from experiments.chain.queries import Box, for_whom
from experiments.models import RequiredSignOff
from experiments.states import Decision
from people.api.answers import OrganisationCard


class BoxQuery(serializers.Serializer[Any]):
    box = serializers.ChoiceField(choices=Box.choices, required=False, default=Box.WAITING)


class SignOffCard(serializers.ModelSerializer[RequiredSignOff]):
    """One sign-off in the inbox: what is asked, since when and until when, for whom, and what was decided."""

    proposal_id = serializers.UUIDField(source="submission.proposal_id")
    title = serializers.CharField(source="submission.title")
    asked = serializers.CharField(source="submission.asked")
    problem = serializers.CharField(source="submission.proposal.dotank.problem.title")
    version = serializers.IntegerField(source="submission.version.number")
    kind_words = serializers.CharField(source="get_kind_display")
    organisation = OrganisationCard()
    overdue = serializers.SerializerMethodField()
    on_behalf_of = serializers.SerializerMethodField()
    until = serializers.SerializerMethodField()
    decision = serializers.SerializerMethodField()
    decision_words = serializers.SerializerMethodField()
    decided_by = serializers.SerializerMethodField()
    decided_at = serializers.SerializerMethodField()
    withdrawn = serializers.SerializerMethodField()

    class Meta:
        model = RequiredSignOff
        fields = [
            "id",
            "proposal_id",
            "title",
            "asked",
            "problem",
            "version",
            "kind",
            "kind_words",
            "organisation",
            "turn_at",
            "due_on",
            "overdue",
            "on_behalf_of",
            "until",
            "decision",
            "decision_words",
            "decided_by",
            "decided_at",
            "withdrawn",
        ]
        read_only_fields = fields

    @extend_schema_field(serializers.BooleanField())
    def get_overdue(self, required: RequiredSignOff) -> bool:
        return is_overdue(required)

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_on_behalf_of(self, required: RequiredSignOff) -> str | None:
        if answer := getattr(required, "answer", None):
            return answer.on_behalf_of.shown_name if answer.on_behalf_of else None
        found = for_whom(required, self.context.get("standing_in", []))
        return found.person.shown_name if found else None

    @extend_schema_field(serializers.DateField(allow_null=True))
    def get_until(self, required: RequiredSignOff) -> str | None:
        found = None if hasattr(required, "answer") else for_whom(required, self.context.get("standing_in", []))
        return found.until.isoformat() if found else None

    @extend_schema_field(serializers.ChoiceField(choices=Decision.choices, allow_null=True))
    def get_decision(self, required: RequiredSignOff) -> str | None:
        return required.answer.decision if hasattr(required, "answer") else None

    @extend_schema_field(serializers.CharField())
    def get_decision_words(self, required: RequiredSignOff) -> str:
        return str(required.answer.get_decision_display()) if hasattr(required, "answer") else ""

    @extend_schema_field(serializers.CharField())
    def get_decided_by(self, required: RequiredSignOff) -> str:
        return required.answer.manager.shown_name if hasattr(required, "answer") else ""

    @extend_schema_field(serializers.DateTimeField(allow_null=True))
    def get_decided_at(self, required: RequiredSignOff) -> Any:
        return required.answer.at if hasattr(required, "answer") else None

    @extend_schema_field(serializers.BooleanField())
    def get_withdrawn(self, required: RequiredSignOff) -> bool:
        return hasattr(required, "answer") and hasattr(required.answer, "withdrawal")


class ToSubmitAnswer(serializers.Serializer[Any]):
    """What the team needs to know before it submits: what is missing, the questions, and what it said last time."""

    organisation = OrganisationCard()
    sign_off_limit = serializers.IntegerField(allow_null=True)
    in_order = serializers.BooleanField()
    risks = RiskAnswer(many=True)
    missing = MissingAnswer(many=True)
    before = SubmissionAnswer(allow_null=True)
