"""The handbook and the library's cases and tools over HTTP, for anybody."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from learning import queries
from learning.models import Case, Challenge, HandbookPrinciple, Question, SuggestedAction, Tool


class QuestionCard(serializers.ModelSerializer[Question]):
    principle = serializers.SlugRelatedField[HandbookPrinciple](slug_field="slug", read_only=True)

    class Meta:
        model = Question
        fields = ["slug", "ask", "language", "principle"]
        read_only_fields = fields


class CaseAnswer(serializers.ModelSerializer[Case]):
    principles = serializers.SlugRelatedField[HandbookPrinciple](slug_field="slug", many=True, read_only=True)
    questions = QuestionCard(many=True)
    evidence_words = serializers.CharField(source="get_evidence_display")

    class Meta:
        model = Case
        fields = [
            "slug",
            "language",
            "kind",
            "country",
            "organisation",
            "problem",
            "tried",
            "outcome",
            "year",
            "source_title",
            "evidence",
            "evidence_words",
            "principles",
            "questions",
        ]
        read_only_fields = fields


class ToolAnswer(serializers.ModelSerializer[Tool]):
    questions = QuestionCard(many=True)

    class Meta:
        model = Tool
        fields = ["slug", "language", "name", "gist", "parts", "questions"]
        read_only_fields = fields


class ActionAnswer(serializers.ModelSerializer[SuggestedAction]):
    class Meta:
        model = SuggestedAction
        fields = ["slug", "do"]
        read_only_fields = fields


class QuestionAnswer(serializers.ModelSerializer[Question]):
    actions = ActionAnswer(many=True)
    tools = serializers.SlugRelatedField[Tool](slug_field="slug", many=True, read_only=True)
    cases = serializers.SlugRelatedField[Case](slug_field="slug", many=True, read_only=True)

    class Meta:
        model = Question
        fields = ["slug", "ask", "actions", "tools", "cases"]
        read_only_fields = fields


class ChallengeAnswer(serializers.ModelSerializer[Challenge]):
    class Meta:
        model = Challenge
        fields = ["slug", "text"]
        read_only_fields = fields


class HandbookPrincipleAnswer(serializers.ModelSerializer[HandbookPrinciple]):
    why = serializers.ListField(child=serializers.CharField())
    challenges = ChallengeAnswer(many=True)
    questions = QuestionAnswer(many=True)

    class Meta:
        model = HandbookPrinciple
        fields = ["slug", "number", "name", "language", "why", "challenges", "questions"]
        read_only_fields = fields


class CaseView(APIView):
    permission_classes = [AllowAny]

    @extend_schema(operation_id="read_case", responses=CaseAnswer)
    def get(self, request: Request, slug: str) -> Response:
        """One real case with its source."""
        return Response(CaseAnswer(queries.get_case(slug)).data)


class ToolView(APIView):
    permission_classes = [AllowAny]

    @extend_schema(operation_id="read_tool", responses=ToolAnswer)
    def get(self, request: Request, slug: str) -> Response:
        """One toolkit of the handbook."""
        return Response(ToolAnswer(queries.get_tool(slug)).data)


class HandbookView(APIView):
    permission_classes = [AllowAny]

    @extend_schema(operation_id="read_handbook", responses=HandbookPrincipleAnswer(many=True))
    def get(self, request: Request) -> Response:
        """The five principles with their challenges, questions and suggested actions."""
        principles = HandbookPrinciple.objects.prefetch_related(
            "challenges", "questions__actions", "questions__tools", "questions__cases"
        )
        return Response(HandbookPrincipleAnswer(principles, many=True).data)
