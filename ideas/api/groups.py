"""Problems and groups over HTTP: which groups look at a problem, and bringing it before one more."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from common.api import IDEMPOTENCY_KEY, Body, PageQuery, checked, once, page_of, page_schema
from common.requests import SignedInRequest
from ideas import queries
from ideas.actions import groups
from ideas.api.views import OpenToRead
from ideas.models import ProblemInGroup
from ideas.models.groups import WHY


class ProblemGroupAnswer(serializers.ModelSerializer[ProblemInGroup]):
    """A group that looks at the problem, and what the coordinator said when bringing it."""

    group_id = serializers.UUIDField()
    name = serializers.CharField(source="group.name")
    language = serializers.CharField(source="group.language")

    class Meta:
        model = ProblemInGroup
        fields = ["group_id", "name", "language", "why", "created_at"]
        read_only_fields = fields


class SendToGroupBody(Body):
    group = serializers.UUIDField()
    why = serializers.CharField(max_length=WHY, required=False, allow_blank=True)


class ProblemGroupsView(OpenToRead):
    @extend_schema(
        operation_id="list_problem_groups", parameters=[PageQuery], responses=page_schema(ProblemGroupAnswer)
    )
    def get(self, request: SignedInRequest, problem_id: UUID) -> Response:
        """The groups that look at this problem, newest first."""
        return page_of(request, queries.groups_of(request.user, problem_id), ProblemGroupAnswer)

    @extend_schema(
        operation_id="send_to_group",
        parameters=[IDEMPOTENCY_KEY],
        request=SendToGroupBody,
        responses={201: ProblemGroupAnswer},
    )
    @once
    def post(self, request: SignedInRequest, problem_id: UUID) -> Response:
        """Bring the problem before a group; for coordinators."""
        body: dict[str, Any] = checked(SendToGroupBody, request)
        sent = groups.send_to_group(coordinator=request.user, problem_id=problem_id, group_id=body.pop("group"), **body)
        return Response(ProblemGroupAnswer(sent).data, status=201)
