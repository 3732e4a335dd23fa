"""Open calls over HTTP: what teams that gather still need, and asking to join."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api import IDEMPOTENCY_KEY, Body, Day, PageQuery, checked, once, page_of, page_schema
from common.requests import SignedInRequest
from dotanks.actions import calls
from dotanks.calls import queries
from dotanks.models import JoinRequest, OpenCall
from dotanks.models.calls import REASON, WORDS
from ideas.api.answers import ProblemCard
from people.api.answers import PersonCard


class MyRequestAnswer(serializers.ModelSerializer[JoinRequest]):
    """My own question to join, with the answer."""

    state_words = serializers.CharField(source="get_state_display")

    class Meta:
        model = JoinRequest
        fields = ["id", "reason", "state", "state_words", "answer", "created_at"]
        read_only_fields = fields


class OpenCallAnswer(serializers.ModelSerializer[OpenCall]):
    problem = ProblemCard(source="dotank.problem")
    dotank_id = serializers.UUIDField()
    hours_a_week = serializers.IntegerField(source="dotank.hours_a_week")
    weeks = serializers.IntegerField(source="dotank.weeks")
    works_in = serializers.CharField(source="dotank.language")
    is_open = serializers.BooleanField()
    my_request = serializers.SerializerMethodField()

    class Meta:
        model = OpenCall
        fields = [
            "id",
            "problem",
            "dotank_id",
            "words",
            "language",
            "until",
            "hours_a_week",
            "weeks",
            "works_in",
            "is_open",
            "my_request",
        ]
        read_only_fields = fields

    @extend_schema_field(MyRequestAnswer(allow_null=True))
    def get_my_request(self, call: OpenCall) -> Any:
        mine: list[JoinRequest] = call.my_requests  # type: ignore[attr-defined]
        return MyRequestAnswer(mine[0]).data if mine else None


class JoinRequestAnswer(serializers.ModelSerializer[JoinRequest]):
    """Who asks to join and why, for coordinators."""

    person = PersonCard()
    state_words = serializers.CharField(source="get_state_display")

    class Meta:
        model = JoinRequest
        fields = ["id", "person", "reason", "state", "state_words", "answer", "created_at"]
        read_only_fields = fields


class PublishCallBody(Body):
    words = serializers.CharField(max_length=WORDS)
    until = Day()


class AskForSeatBody(Body):
    reason = serializers.CharField(max_length=REASON)


class RefuseJoinBody(Body):
    reason = serializers.CharField(max_length=REASON)


class OpenCallsView(APIView):
    @extend_schema(operation_id="list_open_calls", parameters=[PageQuery], responses=page_schema(OpenCallAnswer))
    def get(self, request: SignedInRequest) -> Response:
        """Open calls that fit me."""
        return page_of(request, queries.calls_that_fit(request.user), OpenCallAnswer)


class OpenCallView(APIView):
    @extend_schema(operation_id="read_open_call", responses=OpenCallAnswer)
    def get(self, request: SignedInRequest, call_id: UUID) -> Response:
        """One open call."""
        return Response(call_answer(request, call_id))


class PublishCallView(APIView):
    @extend_schema(
        operation_id="publish_call",
        parameters=[IDEMPOTENCY_KEY],
        request=PublishCallBody,
        responses={201: OpenCallAnswer},
    )
    @once
    def post(self, request: SignedInRequest, dotank_id: UUID) -> Response:
        """Tell members what this team still needs."""
        call = calls.publish_call(coordinator=request.user, dotank_id=dotank_id, **checked(PublishCallBody, request))
        return Response(call_answer(request, call.pk), status=201)

    @extend_schema(operation_id="list_calls_of_dotank", parameters=[PageQuery], responses=page_schema(OpenCallAnswer))
    def get(self, request: SignedInRequest, dotank_id: UUID) -> Response:
        """The calls of this Do Tank, newest first; for coordinators."""
        return page_of(request, queries.calls_of(request.user, dotank_id), OpenCallAnswer)


class CloseCallView(APIView):
    @extend_schema(operation_id="close_call", request=None, responses=OpenCallAnswer)
    def post(self, request: SignedInRequest, call_id: UUID) -> Response:
        """End a call before its day."""
        calls.close_call(coordinator=request.user, call_id=call_id)
        return Response(call_answer(request, call_id))


class AskForSeatView(APIView):
    @extend_schema(
        operation_id="ask_for_seat",
        parameters=[IDEMPOTENCY_KEY],
        request=AskForSeatBody,
        responses={201: MyRequestAnswer},
    )
    @once
    def post(self, request: SignedInRequest, call_id: UUID) -> Response:
        """Ask to join, with a reason."""
        asked = calls.ask_to_join(person=request.user, call_id=call_id, **checked(AskForSeatBody, request))
        return Response(MyRequestAnswer(asked).data, status=201)


class WithdrawRequestView(APIView):
    @extend_schema(operation_id="withdraw_join_request", request=None, responses=MyRequestAnswer)
    def post(self, request: SignedInRequest, request_id: UUID) -> Response:
        """Take my question back."""
        return Response(MyRequestAnswer(calls.withdraw_request(person=request.user, request_id=request_id)).data)


class JoinRequestsView(APIView):
    @extend_schema(operation_id="list_join_requests", parameters=[PageQuery], responses=page_schema(JoinRequestAnswer))
    def get(self, request: SignedInRequest, dotank_id: UUID) -> Response:
        """Who asked to join this Do Tank; for coordinators."""
        return page_of(request, queries.requests_to(request.user, dotank_id), JoinRequestAnswer)


class AcceptRequestView(APIView):
    @extend_schema(operation_id="accept_join_request", request=None, responses=MyRequestAnswer)
    def post(self, request: SignedInRequest, request_id: UUID) -> Response:
        """Give the member a seat."""
        return Response(MyRequestAnswer(calls.accept_request(coordinator=request.user, request_id=request_id)).data)


class RefuseRequestView(APIView):
    @extend_schema(operation_id="refuse_join_request", request=RefuseJoinBody, responses=MyRequestAnswer)
    def post(self, request: SignedInRequest, request_id: UUID) -> Response:
        """Say no in words the member reads."""
        body = checked(RefuseJoinBody, request)
        refused = calls.refuse_request(coordinator=request.user, request_id=request_id, **body)
        return Response(MyRequestAnswer(refused).data)


def call_answer(request: SignedInRequest, call_id: UUID) -> Any:
    """The call as this person reads it."""
    return OpenCallAnswer(queries.get_call(request.user, call_id)).data
