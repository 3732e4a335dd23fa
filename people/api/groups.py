"""Groups over HTTP: found one, read it, edit it, give it its goal, close it."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api import IDEMPOTENCY_KEY, Body, PageQuery, checked, checked_query, once, page_of, page_schema
from common.requests import SignedInRequest
from people.actions import groups
from people.api.group_answers import GroupAnswer, GroupCard
from people.groups import queries
from people.groups.states import GroupSetting
from people.models.groups import GOAL, PURPOSE, REASON
from people.words import Language, Topic


def group_answer(request: SignedInRequest, group_id: UUID, status: int = 200) -> Response:
    """The group as this person sees it."""
    group = queries.get_group(group_id)
    context = {"standing": queries.standing_of(request.user, group)}
    return Response(GroupAnswer(group, context=context).data, status=status)


class GroupsQuery(serializers.Serializer[Any]):
    q = serializers.CharField(max_length=80, required=False, allow_blank=True)
    topic = serializers.ChoiceField(choices=Topic.choices, required=False)
    language = serializers.ChoiceField(choices=Language.choices, required=False)
    mine = serializers.BooleanField(required=False, default=False)
    fits = serializers.BooleanField(required=False, default=False)


class GroupBody(Body):
    name = serializers.CharField(max_length=80)
    purpose = serializers.CharField(max_length=PURPOSE)
    topics = serializers.ListField(child=serializers.ChoiceField(choices=Topic.choices), min_length=1, max_length=5)
    language = serializers.ChoiceField(choices=Language.choices)
    setting = serializers.ChoiceField(choices=GroupSetting.choices)
    needs_endorsement = serializers.BooleanField(required=False)


class EditGroupBody(GroupBody):
    read_version = serializers.IntegerField(min_value=1, max_value=2_000_000_000)

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        for name in ("name", "purpose", "topics", "language", "setting"):
            fields[name].required = False
        return fields


class GroupGoalBody(Body):
    year = serializers.IntegerField(min_value=2000, max_value=2100)
    words = serializers.CharField(max_length=GOAL)


class GroupReasonBody(Body):
    reason = serializers.CharField(max_length=REASON)


class GroupsView(APIView):
    @extend_schema(operation_id="list_groups", parameters=[PageQuery, GroupsQuery], responses=page_schema(GroupCard))
    def get(self, request: SignedInRequest) -> Response:
        """Groups, newest first; `mine` gives those I am in, `fits` those on my topics that I am not in."""
        return page_of(request, queries.groups_for(request.user, **checked_query(GroupsQuery, request)), GroupCard)

    @extend_schema(
        operation_id="found_group", parameters=[IDEMPOTENCY_KEY], request=GroupBody, responses={201: GroupAnswer}
    )
    @once
    def post(self, request: SignedInRequest) -> Response:
        """Found a group and convene it."""
        group = groups.found_group(founder=request.user, **checked(GroupBody, request))
        return group_answer(request, group.pk, 201)


class GroupView(APIView):
    @extend_schema(operation_id="read_group", responses=GroupAnswer)
    def get(self, request: SignedInRequest, group_id: UUID) -> Response:
        """One group: what it is for, its goals, and how many are in."""
        return group_answer(request, group_id)

    @extend_schema(operation_id="edit_group", request=EditGroupBody, responses=GroupAnswer)
    def patch(self, request: SignedInRequest, group_id: UUID) -> Response:
        """Change what the group says of itself, or how one comes in."""
        groups.edit_group(person=request.user, group_id=group_id, **checked(EditGroupBody, request))
        return group_answer(request, group_id)


class GroupGoalView(APIView):
    @extend_schema(operation_id="set_group_goal", request=GroupGoalBody, responses=GroupAnswer)
    def put(self, request: SignedInRequest, group_id: UUID) -> Response:
        """Say what the group wants to reach this year or the next."""
        groups.set_group_goal(person=request.user, group_id=group_id, **checked(GroupGoalBody, request))
        return group_answer(request, group_id)


class CloseGroupView(APIView):
    @extend_schema(operation_id="close_group", request=GroupReasonBody, responses=GroupAnswer)
    def post(self, request: SignedInRequest, group_id: UUID) -> Response:
        """Close the group with a reason that its members read."""
        groups.close_group(person=request.user, group_id=group_id, **checked(GroupReasonBody, request))
        return group_answer(request, group_id)
