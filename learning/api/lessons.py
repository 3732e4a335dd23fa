"""Lessons over HTTP. Publishing reaches down to the problem and lives in flow."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api import Body, MissingAnswer, checked
from common.requests import SignedInRequest
from ideas.principles import Principle
from learning import actions, queries, rules
from learning.api.handbook import QuestionCard
from learning.models import Lesson, LessonCredit
from learning.models.lessons import QUESTIONS_AT_MOST, STORY
from people.api.answers import OrganisationCard, PersonCard
from people.words import Language

TOLD = ["story", "tried", "happened", "why", "conditions", "differently", "who_should_know"]


class LessonBody(Body):
    read_version = serializers.IntegerField(min_value=1, max_value=2_000_000_000)
    title = serializers.CharField(max_length=120, required=False)
    language = serializers.ChoiceField(choices=Language.choices, required=False)
    principles = serializers.ListField(
        child=serializers.ChoiceField(choices=Principle.choices), max_length=5, required=False
    )

    questions = serializers.ListField(
        child=serializers.SlugField(max_length=80), max_length=QUESTIONS_AT_MOST, required=False
    )

    def get_fields(self) -> dict[str, Any]:
        told = {name: serializers.CharField(max_length=STORY, required=False, allow_blank=True) for name in TOLD}
        return {**super().get_fields(), **told}


class CreditAnswer(serializers.ModelSerializer[LessonCredit]):
    person = PersonCard()

    class Meta:
        model = LessonCredit
        fields = ["person"]
        read_only_fields = fields


class LessonAbilities(serializers.Serializer[Any]):
    edit = serializers.BooleanField()
    publish = serializers.BooleanField()


class LessonAnswer(serializers.ModelSerializer[Lesson]):
    questions = QuestionCard(many=True)
    organisation = OrganisationCard()
    problem_id = serializers.UUIDField(source="dotank.problem_id")
    credits = CreditAnswer(many=True)
    outcome_words = serializers.CharField(source="get_outcome_display")
    state_words = serializers.CharField(source="get_state_display")
    performance = serializers.SerializerMethodField()
    quality_of_work = serializers.SerializerMethodField()
    innovation = serializers.SerializerMethodField()
    promised_effect = serializers.SerializerMethodField()
    actual_effect = serializers.SerializerMethodField()
    abilities = serializers.SerializerMethodField()
    missing = serializers.SerializerMethodField()

    class Meta:
        model = Lesson
        fields = [
            "id",
            "title",
            *TOLD,
            "outcome",
            "outcome_words",
            "principles",
            "questions",
            "language",
            "organisation",
            "problem_id",
            "dotank_id",
            "pilot_id",
            "credits",
            "performance",
            "quality_of_work",
            "innovation",
            "promised_effect",
            "actual_effect",
            "state",
            "state_words",
            "published_at",
            "version",
            "abilities",
            "missing",
        ]
        read_only_fields = fields

    @extend_schema_field(serializers.IntegerField(allow_null=True))
    def get_performance(self, lesson: Lesson) -> int | None:
        return _score(lesson, "performance")

    @extend_schema_field(serializers.IntegerField(allow_null=True))
    def get_quality_of_work(self, lesson: Lesson) -> int | None:
        return _score(lesson, "quality_of_work")

    @extend_schema_field(serializers.BooleanField())
    def get_innovation(self, lesson: Lesson) -> bool:
        return rules.is_innovation(lesson)

    @extend_schema_field(serializers.CharField())
    def get_promised_effect(self, lesson: Lesson) -> str:
        """What was promised for the money; empty where none was asked."""
        return rules.promise_of(lesson)

    @extend_schema_field(serializers.CharField())
    def get_actual_effect(self, lesson: Lesson) -> str:
        """What it really brought, in the team's own words."""
        value = rules.value_of(lesson)
        return value.actual_effect if value else ""

    @extend_schema_field(LessonAbilities)
    def get_abilities(self, lesson: Lesson) -> dict[str, bool]:
        return rules.abilities(self.context["request"].user, lesson)

    @extend_schema_field(MissingAnswer(many=True))
    def get_missing(self, lesson: Lesson) -> Any:
        missing = rules.missing_before_publish(lesson) if lesson.state == "draft" else []
        return MissingAnswer(missing, many=True).data


def _score(lesson: Lesson, name: str) -> int | None:
    value = rules.value_of(lesson)
    return getattr(value, name) if value else None


def lesson_answer(request: SignedInRequest, lesson_id: UUID) -> Response:
    """The lesson as this person sees it."""
    return Response(LessonAnswer(queries.get_lesson(request.user, lesson_id), context={"request": request}).data)


class LessonView(APIView):
    def get_permissions(self) -> list[AllowAny | IsAuthenticated]:
        return [AllowAny()] if self.request.method in {"GET", "HEAD", "OPTIONS"} else [IsAuthenticated()]

    @extend_schema(operation_id="read_lesson", responses=LessonAnswer)
    def get(self, request: SignedInRequest, lesson_id: UUID) -> Response:
        """One lesson."""
        return lesson_answer(request, lesson_id)

    @extend_schema(operation_id="edit_lesson", request=LessonBody, responses=LessonAnswer)
    def patch(self, request: SignedInRequest, lesson_id: UUID) -> Response:
        """Change the draft of my team's lesson."""
        actions.edit_lesson(person=request.user, lesson_id=lesson_id, **checked(LessonBody, request))
        return lesson_answer(request, lesson_id)
