"""The triage desk over HTTP: the queue, and each decision at its own address."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api import Body, MissingAnswer, PageQuery, checked, page_of, page_schema
from common.requests import SignedInRequest
from ideas import triage
from ideas.actions import triage as actions
from ideas.api.answers import ProblemAnswer, ProblemCard
from ideas.api.views import answer
from ideas.models import Problem


class QueuedProblem(ProblemCard):
    """A problem in the queue: by when it is due, and what to look at."""

    due_on = serializers.SerializerMethodField()
    hints = serializers.SerializerMethodField()

    class Meta(ProblemCard.Meta):
        fields = [*ProblemCard.Meta.fields, "due_on", "hints"]
        read_only_fields = fields

    @extend_schema_field(serializers.DateField())
    def get_due_on(self, problem: Problem) -> str:
        return triage.due_on(problem).isoformat()

    @extend_schema_field(MissingAnswer(many=True))
    def get_hints(self, problem: Problem) -> Any:
        return MissingAnswer(triage.hints(problem), many=True).data


class AskBackBody(Body):
    question = serializers.CharField(max_length=1000)


class DeclineProblemBody(Body):
    reason = serializers.CharField(max_length=1000)


class MergeProblemBody(Body):
    into = serializers.UUIDField()


class TriageView(APIView):
    @extend_schema(operation_id="list_triage", parameters=[PageQuery], responses=page_schema(QueuedProblem))
    def get(self, request: SignedInRequest) -> Response:
        """What waits for a coordinator's decision, oldest first."""
        return page_of(request, triage.queue_for(request.user), QueuedProblem, ordering=triage.OLDEST_FIRST)


class AskBackView(APIView):
    @extend_schema(operation_id="ask_back", request=AskBackBody, responses=ProblemAnswer)
    def post(self, request: SignedInRequest, problem_id: UUID) -> Response:
        """Give the problem back to its poster with a question."""
        body = checked(AskBackBody, request)
        return answer(request, actions.ask_back(coordinator=request.user, problem_id=problem_id, **body))


class DeclineProblemView(APIView):
    @extend_schema(operation_id="decline_problem", request=DeclineProblemBody, responses=ProblemAnswer)
    def post(self, request: SignedInRequest, problem_id: UUID) -> Response:
        """Say that the network cannot take it up, and why."""
        body = checked(DeclineProblemBody, request)
        return answer(request, actions.decline_problem(coordinator=request.user, problem_id=problem_id, **body))


class MergeProblemView(APIView):
    @extend_schema(operation_id="merge_problem", request=MergeProblemBody, responses=ProblemAnswer)
    def post(self, request: SignedInRequest, problem_id: UUID) -> Response:
        """Let another problem carry this one; it can be undone for thirty days."""
        body = checked(MergeProblemBody, request)
        return answer(request, actions.merge_problem(coordinator=request.user, problem_id=problem_id, **body))


class UndoMergeView(APIView):
    @extend_schema(operation_id="undo_merge", request=None, responses=ProblemAnswer)
    def post(self, request: SignedInRequest, problem_id: UUID) -> Response:
        """Make two problems of them again."""
        return answer(request, actions.undo_merge(coordinator=request.user, problem_id=problem_id))


class ReopenProblemView(APIView):
    @extend_schema(operation_id="reopen_problem", request=None, responses=ProblemAnswer)
    def post(self, request: SignedInRequest, problem_id: UUID) -> Response:
        """Take my closed problem up again."""
        return answer(request, actions.reopen_problem(poster=request.user, problem_id=problem_id))
