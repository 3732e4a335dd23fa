"""How problems appear in answers. No field says who posted one."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from common.api import MissingAnswer
from ideas import rules
from ideas.models import Problem
from people.api.answers import OrganisationCard


class ProblemCard(serializers.ModelSerializer[Problem]):
    organisation = OrganisationCard()
    state_words = serializers.CharField(source="get_state_display")

    class Meta:
        model = Problem
        fields = ["id", "title", "situation", "language", "topics", "organisation", "state", "state_words", "posted_at"]
        read_only_fields = fields


class ProblemAbilities(serializers.Serializer[Any]):
    edit = serializers.BooleanField()
    post = serializers.BooleanField()
    withdraw = serializers.BooleanField()
    assemble = serializers.BooleanField()


class ProblemAnswer(serializers.ModelSerializer[Problem]):
    organisation = OrganisationCard()
    state_words = serializers.CharField(source="get_state_display")
    rule_kind_words = serializers.CharField(source="get_rule_kind_display")
    abilities = serializers.SerializerMethodField()
    missing = serializers.SerializerMethodField()

    class Meta:
        model = Problem
        fields = [
            "id",
            "title",
            "situation",
            "who_is_stopped",
            "rule",
            "rule_kind",
            "rule_kind_words",
            "whom_it_hurts",
            "what_was_tried",
            "how_we_would_know",
            "language",
            "topics",
            "principle",
            "organisation",
            "state",
            "state_words",
            "posted_at",
            "version",
            "abilities",
            "missing",
        ]
        read_only_fields = fields

    @extend_schema_field(ProblemAbilities)
    def get_abilities(self, problem: Problem) -> dict[str, bool]:
        return rules.abilities(self.context["request"].user, problem)

    @extend_schema_field(MissingAnswer(many=True))
    def get_missing(self, problem: Problem) -> Any:
        return MissingAnswer(rules.missing_before_post(problem), many=True).data
