"""Teams for many problems at once, over HTTP; for coordinators."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api import IDEMPOTENCY_KEY, Body, PageQuery, checked, checked_query, once, page_of, page_schema
from common.requests import SignedInRequest
from common.states import may_step
from dotanks import batch_queries, reason_words
from dotanks.actions import batches
from dotanks.models import Batch, BatchProblem
from ideas.api.answers import ProblemCard
from ideas.models import Problem
from ideas.queries import NEWEST_FIRST
from ideas.states import WAITING
from people.api.answers import PersonCard


class StartBatchBody(Body):
    problems = serializers.ListField(child=serializers.UUIDField(), max_length=batches.MOST, required=False)
    all_stated = serializers.BooleanField(required=False)


class ToAssembleQuery(PageQuery):
    stated = serializers.BooleanField(required=False, help_text="Only problems whose need is stated, or only others.")


class ToAssembleAnswer(serializers.ModelSerializer[Problem]):
    """An open problem, whether it says what its team must bring, and the team proposed last."""

    problem = ProblemCard(source="*")
    stated = serializers.SerializerMethodField()
    proposed_team_id = serializers.UUIDField(source="last_team_id", allow_null=True)

    class Meta:
        model = Problem
        fields = ["problem", "stated", "proposed_team_id"]
        read_only_fields = fields

    @extend_schema_field(serializers.BooleanField())
    def get_stated(self, problem: Problem) -> bool:
        return hasattr(problem, "need")


class BatchAbilities(serializers.Serializer[Any]):
    cancel = serializers.BooleanField()


class BatchAnswer(serializers.ModelSerializer[Batch]):
    """How far a batch is, and how many of its problems got a team."""

    coordinator = PersonCard()
    state_words = serializers.CharField(source="get_state_display")
    stage_words = serializers.CharField(source="get_stage_display")
    teams = serializers.IntegerField()
    abilities = serializers.SerializerMethodField()

    class Meta:
        model = Batch
        fields = [
            "id",
            "coordinator",
            "state",
            "state_words",
            "stage",
            "stage_words",
            "done",
            "total",
            "teams",
            "created_at",
            "ended_at",
            "abilities",
        ]
        read_only_fields = fields

    @extend_schema_field(BatchAbilities)
    def get_abilities(self, batch: Batch) -> dict[str, bool]:
        return {"cancel": may_step(batch, "cancel")}


class BatchResultAnswer(serializers.ModelSerializer[BatchProblem]):
    """One problem's team, as a share of the best it could have had alone; or why it has none."""

    problem = ProblemCard(source="need.problem")
    size = serializers.SerializerMethodField()
    unmet = serializers.SerializerMethodField()
    open = serializers.SerializerMethodField()

    class Meta:
        model = BatchProblem
        fields = ["id", "problem", "proposed_team_id", "size", "share", "unmet", "open"]
        read_only_fields = fields

    @extend_schema_field(serializers.IntegerField())
    def get_size(self, row: BatchProblem) -> int:
        return len(row.proposed_team.answer["team"]["seats"]) if row.proposed_team else 0

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_unmet(self, row: BatchProblem) -> list[str]:
        return [reason_words.unmet(one["code"], one["data"]) for one in row.unmet]

    @extend_schema_field(serializers.BooleanField())
    def get_open(self, row: BatchProblem) -> bool:
        """Whether a coordinator can still confirm it: nobody works on the problem, and the need is as it was."""
        return row.need.problem.state in WAITING and row.need.version == row.need_version


class ToAssembleView(APIView):
    @extend_schema(
        operation_id="list_problems_to_assemble",
        parameters=[ToAssembleQuery],
        responses=page_schema(ToAssembleAnswer),
    )
    def get(self, request: SignedInRequest) -> Response:
        """Open problems that a team can be formed for."""
        rows = batch_queries.problems_to_assemble(request.user, **checked_query(ToAssembleQuery, request))
        return page_of(request, rows, ToAssembleAnswer, ordering=NEWEST_FIRST)


class BatchesView(APIView):
    @extend_schema(operation_id="list_batches", parameters=[PageQuery], responses=page_schema(BatchAnswer))
    def get(self, request: SignedInRequest) -> Response:
        """Teams that were worked out for many problems at once."""
        return page_of(request, batch_queries.batches_for(request.user), BatchAnswer)

    @extend_schema(
        operation_id="start_batch", parameters=[IDEMPOTENCY_KEY], request=StartBatchBody, responses={201: BatchAnswer}
    )
    @once
    def post(self, request: SignedInRequest) -> Response:
        """Have teams worked out for many problems at once."""
        batch = batches.start_batch(coordinator=request.user, **checked(StartBatchBody, request))
        return Response(BatchAnswer(batch_queries.get_batch(request.user, batch.pk)).data, status=201)


class BatchView(APIView):
    @extend_schema(operation_id="read_batch", responses=BatchAnswer)
    def get(self, request: SignedInRequest, batch_id: UUID) -> Response:
        """How far it is."""
        return Response(BatchAnswer(batch_queries.get_batch(request.user, batch_id)).data)


class CancelBatchView(APIView):
    @extend_schema(operation_id="cancel_batch", request=None, responses=BatchAnswer)
    def post(self, request: SignedInRequest, batch_id: UUID) -> Response:
        """Stop it; nothing is proposed."""
        batches.cancel_batch(coordinator=request.user, batch_id=batch_id)
        return Response(BatchAnswer(batch_queries.get_batch(request.user, batch_id)).data)


class BatchResultsView(APIView):
    @extend_schema(operation_id="list_batch_results", parameters=[PageQuery], responses=page_schema(BatchResultAnswer))
    def get(self, request: SignedInRequest, batch_id: UUID) -> Response:
        """Each problem's team, those without one and those furthest behind first."""
        rows = batch_queries.results_of(request.user, batch_id)
        return page_of(request, rows, BatchResultAnswer, ordering=("share", "id"))
