"""Polls and decisions of a room over HTTP."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api import IDEMPOTENCY_KEY, Body, Day, PageQuery, checked, checked_query, once, page_of, page_schema
from common.requests import SignedInRequest
from dotanks.room.api.deciding_answers import DecisionAnswer, PollAnswer
from dotanks.room.deciding import actions, decisions, queries, rules
from dotanks.room.deciding.states import PollKind, PollState, Secrecy
from dotanks.room.models import Poll
from dotanks.room.models.deciding import MOST_DOTS, OPTION, OPTIONS, QUESTION, REASON, WORDS


class PollBody(Body):
    kind = serializers.ChoiceField(choices=PollKind.choices)
    secrecy = serializers.ChoiceField(choices=Secrecy.choices)
    question = serializers.CharField(max_length=QUESTION)
    words = serializers.CharField(max_length=WORDS, required=False, allow_blank=True, default="")
    options = serializers.ListField(
        child=serializers.CharField(max_length=OPTION), max_length=OPTIONS, required=False, default=list
    )
    dots = serializers.IntegerField(min_value=1, max_value=MOST_DOTS, required=False, default=1)
    at_most = serializers.IntegerField(min_value=1, max_value=MOST_DOTS, required=False, default=1)


class MakePollBody(PollBody):
    open_now = serializers.BooleanField(required=False, default=True)


class ChangePollBody(PollBody):
    read_version = serializers.IntegerField(min_value=1, max_value=2_000_000_000)


class ChoiceBody(Body):
    option = serializers.UUIDField()
    dots = serializers.IntegerField(min_value=0, max_value=MOST_DOTS)


class VoteBody(Body):
    choices = serializers.ListField(child=ChoiceBody(), max_length=OPTIONS)
    reason = serializers.CharField(max_length=REASON, required=False, allow_blank=True, default="")
    word = serializers.CharField(max_length=rules.LONGEST_WORD, required=False, allow_blank=True, default="")


class DecisionBody(Body):
    text = serializers.CharField(max_length=WORDS)
    reason = serializers.CharField(max_length=WORDS)
    review_on = Day(required=False, allow_null=True, default=None)
    present = serializers.IntegerField(min_value=0, max_value=1000, required=False, allow_null=True)


class ClosePollBody(Body):
    decision = DecisionBody(required=False, allow_null=True, default=None)


class KeepDecisionBody(Body):
    words = serializers.CharField(max_length=WORDS, required=False, allow_blank=True, default="")
    review_on = Day(required=False, allow_null=True, default=None)


class EndDecisionBody(Body):
    words = serializers.CharField(max_length=WORDS, required=False, allow_blank=True, default="")


class PollsQuery(serializers.Serializer[Any]):
    state = serializers.ChoiceField(choices=PollState.choices, required=False, allow_blank=True, default="")


def poll_answer(request: SignedInRequest, poll: Poll, status: int = 200) -> Response:
    """The poll as this person sees it."""
    return Response(PollAnswer(poll, context={"request": request}).data, status=status)


class PollsView(APIView):
    @extend_schema(
        operation_id="list_polls",
        parameters=[PageQuery, OpenApiParameter("state", str, enum=PollState.values)],
        responses=page_schema(PollAnswer),
    )
    def get(self, request: SignedInRequest, room_id: UUID) -> Response:
        """The polls of the room, newest first."""
        rows = queries.polls(request.user, room_id, checked_query(PollsQuery, request)["state"])
        return page_of(request, rows, PollAnswer)

    @extend_schema(
        operation_id="make_poll", parameters=[IDEMPOTENCY_KEY], request=MakePollBody, responses={201: PollAnswer}
    )
    @once
    def post(self, request: SignedInRequest, room_id: UUID) -> Response:
        """Ask everybody who writes in the room, at once or as a draft."""
        body = checked(MakePollBody, request)
        return poll_answer(request, actions.make_poll(person=request.user, room_id=room_id, **body), 201)


class PollView(APIView):
    @extend_schema(operation_id="read_poll", responses=PollAnswer)
    def get(self, request: SignedInRequest, poll_id: UUID) -> Response:
        """One poll, with what may be known of the votes by now."""
        return poll_answer(request, queries.get_poll(request.user, poll_id))

    @extend_schema(operation_id="change_poll", request=ChangePollBody, responses=PollAnswer)
    def patch(self, request: SignedInRequest, poll_id: UUID) -> Response:
        """Change a draft."""
        body = checked(ChangePollBody, request)
        return poll_answer(request, actions.change_poll(person=request.user, poll_id=poll_id, **body))


class OpenPollView(APIView):
    @extend_schema(operation_id="open_poll", request=None, responses=PollAnswer)
    def post(self, request: SignedInRequest, poll_id: UUID) -> Response:
        """Let everybody who writes here vote."""
        return poll_answer(request, actions.open_poll(person=request.user, poll_id=poll_id))


class VoteView(APIView):
    # No kept answer: sending a vote twice counts it once anyway, and a row more would be one that points at somebody.
    @extend_schema(operation_id="vote", request=VoteBody, responses=PollAnswer)
    def post(self, request: SignedInRequest, poll_id: UUID) -> Response:
        """Vote, or vote anew until it is closed."""
        body = checked(VoteBody, request)
        body["choices"] = {one["option"]: one["dots"] for one in body["choices"]}
        return poll_answer(request, actions.vote(person=request.user, poll_id=poll_id, **body))


class ClosePollView(APIView):
    @extend_schema(operation_id="close_poll", request=ClosePollBody, responses=PollAnswer)
    def post(self, request: SignedInRequest, poll_id: UUID) -> Response:
        """Count the votes, and keep what was decided and why."""
        body = checked(ClosePollBody, request)
        return poll_answer(request, actions.close_poll(person=request.user, poll_id=poll_id, **body))


class WithdrawPollView(APIView):
    @extend_schema(operation_id="withdraw_poll", request=None, responses=PollAnswer)
    def post(self, request: SignedInRequest, poll_id: UUID) -> Response:
        """End a poll without a result."""
        return poll_answer(request, actions.withdraw_poll(person=request.user, poll_id=poll_id))


class DecisionsView(APIView):
    @extend_schema(operation_id="list_decisions", parameters=[PageQuery], responses=page_schema(DecisionAnswer))
    def get(self, request: SignedInRequest, room_id: UUID) -> Response:
        """What was decided in the room, newest first."""
        return page_of(request, queries.decisions(request.user, room_id), DecisionAnswer)

    @extend_schema(
        operation_id="decide", parameters=[IDEMPOTENCY_KEY], request=DecisionBody, responses={201: DecisionAnswer}
    )
    @once
    def post(self, request: SignedInRequest, room_id: UUID) -> Response:
        """Write down what was decided and why."""
        made = decisions.decide(person=request.user, room_id=room_id, **checked(DecisionBody, request))
        return Response(DecisionAnswer(made, context={"request": request}).data, status=201)


class KeepDecisionView(APIView):
    @extend_schema(operation_id="keep_decision", request=KeepDecisionBody, responses=DecisionAnswer)
    def post(self, request: SignedInRequest, decision_id: UUID) -> Response:
        """It was looked at again, and stands."""
        body = checked(KeepDecisionBody, request)
        kept = decisions.keep_decision(person=request.user, decision_id=decision_id, **body)
        return Response(DecisionAnswer(kept, context={"request": request}).data)


class EndDecisionView(APIView):
    @extend_schema(operation_id="end_decision", request=EndDecisionBody, responses=DecisionAnswer)
    def post(self, request: SignedInRequest, decision_id: UUID) -> Response:
        """It does not hold any more."""
        body = checked(EndDecisionBody, request)
        ended = decisions.end_decision(person=request.user, decision_id=decision_id, **body)
        return Response(DecisionAnswer(ended, context={"request": request}).data)
