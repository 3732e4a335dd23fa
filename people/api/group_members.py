"""Members over HTTP: coming in, being answered, being named, going."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api import IDEMPOTENCY_KEY, Body, PageQuery, checked, once, page_of, page_schema
from common.requests import SignedInRequest
from people.actions import group_members
from people.api.group_answers import GroupAnswer, GroupMemberAnswer, GroupRequestAnswer, MembershipAnswered
from people.api.groups import GroupReasonBody, group_answer
from people.groups import queries
from people.models.groups import REASON


class AskToJoinBody(Body):
    why = serializers.CharField(max_length=REASON)


class NameMemberBody(Body):
    email = serializers.EmailField(max_length=254)
    endorsement = serializers.CharField(max_length=300, required=False, allow_blank=True)


class JoinGroupView(APIView):
    @extend_schema(operation_id="join_group", parameters=[IDEMPOTENCY_KEY], request=None, responses={201: GroupAnswer})
    @once
    def post(self, request: SignedInRequest, group_id: UUID) -> Response:
        """Become a member of an open group."""
        group_members.join_group(person=request.user, group_id=group_id)
        return group_answer(request, group_id, 201)


class GroupRequestsView(APIView):
    @extend_schema(
        operation_id="list_group_requests", parameters=[PageQuery], responses=page_schema(GroupRequestAnswer)
    )
    def get(self, request: SignedInRequest, group_id: UUID) -> Response:
        """Who asks to join and why; for whoever answers."""
        return page_of(request, queries.asks_of(request.user, group_id), GroupRequestAnswer)

    @extend_schema(
        operation_id="ask_to_join_group",
        parameters=[IDEMPOTENCY_KEY],
        request=AskToJoinBody,
        responses={201: GroupAnswer},
    )
    @once
    def post(self, request: SignedInRequest, group_id: UUID) -> Response:
        """Ask to join with a word of why."""
        group_members.ask_to_join_group(person=request.user, group_id=group_id, **checked(AskToJoinBody, request))
        return group_answer(request, group_id, 201)


class TakeRequestBackView(APIView):
    @extend_schema(operation_id="take_group_request_back", request=None, responses=GroupAnswer)
    def post(self, request: SignedInRequest, group_id: UUID) -> Response:
        """Take my request to join back."""
        group_members.take_request_back(person=request.user, group_id=group_id)
        return group_answer(request, group_id)


class LeaveGroupView(APIView):
    @extend_schema(operation_id="leave_group", request=None, responses=GroupAnswer)
    def post(self, request: SignedInRequest, group_id: UUID) -> Response:
        """Leave the group."""
        group_members.leave_group(person=request.user, group_id=group_id)
        return group_answer(request, group_id)


class GroupMembersView(APIView):
    @extend_schema(operation_id="list_group_members", parameters=[PageQuery], responses=page_schema(GroupMemberAnswer))
    def get(self, request: SignedInRequest, group_id: UUID) -> Response:
        """Who is in the group; for its members."""
        return page_of(request, queries.members_of(request.user, group_id), GroupMemberAnswer)

    @extend_schema(
        operation_id="name_group_member",
        parameters=[IDEMPOTENCY_KEY],
        request=NameMemberBody,
        responses={201: MembershipAnswered},
    )
    @once
    def post(self, request: SignedInRequest, group_id: UUID) -> Response:
        """Name somebody a member of a formal group; for coordinators."""
        body = checked(NameMemberBody, request)
        membership = group_members.name_member(coordinator=request.user, group_id=group_id, **body)
        return Response(MembershipAnswered(membership).data, status=201)


class LetInView(APIView):
    @extend_schema(operation_id="let_into_group", request=None, responses=MembershipAnswered)
    def post(self, request: SignedInRequest, membership_id: UUID) -> Response:
        """Say yes to whoever asked to join."""
        membership = group_members.let_in(person=request.user, membership_id=membership_id)
        return Response(MembershipAnswered(membership).data)


class TurnDownView(APIView):
    @extend_schema(operation_id="turn_down_group_request", request=GroupReasonBody, responses=MembershipAnswered)
    def post(self, request: SignedInRequest, membership_id: UUID) -> Response:
        """Say no to whoever asked to join, with a reason that they read."""
        body = checked(GroupReasonBody, request)
        membership = group_members.turn_down(person=request.user, membership_id=membership_id, **body)
        return Response(MembershipAnswered(membership).data)


class NameConvenerView(APIView):
    @extend_schema(operation_id="name_group_convener", request=None, responses=MembershipAnswered)
    def post(self, request: SignedInRequest, membership_id: UUID) -> Response:
        """Let one more member convene the group."""
        membership = group_members.name_convener(person=request.user, membership_id=membership_id)
        return Response(MembershipAnswered(membership).data)


class RemoveMemberView(APIView):
    @extend_schema(operation_id="remove_group_member", request=GroupReasonBody, responses=MembershipAnswered)
    def post(self, request: SignedInRequest, membership_id: UUID) -> Response:
        """End somebody's membership with a reason that they read."""
        body = checked(GroupReasonBody, request)
        membership = group_members.remove_member(person=request.user, membership_id=membership_id, **body)
        return Response(MembershipAnswered(membership).data)
