"""Sessions over HTTP: planning and leading them."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api import IDEMPOTENCY_KEY, Body, Day, Moment, PageQuery, checked, checked_query, once, page_of, page_schema
from common.refusals import Unknown
from common.requests import SignedInRequest
from dotanks.room.api.session_answers import (
    RoomNowAnswer,
    SessionAnswer,
    SessionCardAnswer,
    SessionRecordAnswer,
    now_answer,
    session_answer,
)
from dotanks.room.sessions import leading, planning, queries
from dotanks.room.sessions.cards import cards, kinds
from dotanks.room.sessions.states import Move

LONGEST_ITEM = 240
MOST_ITEMS = 20
PART = r"^[a-z-]{0,20}$"


class AgendaItemBody(Body):
    card = serializers.ChoiceField(choices=[(slug, slug) for slug in cards()])
    minutes = serializers.IntegerField(min_value=1, max_value=LONGEST_ITEM)
    quiet = serializers.BooleanField(required=False)


class SessionPlan(Body):
    """What can be planned, and planned otherwise while the session has not begun."""

    title = serializers.CharField(max_length=120)
    agenda = serializers.ListField(child=AgendaItemBody(), allow_empty=False, max_length=MOST_ITEMS)
    question = serializers.CharField(max_length=500, required=False, allow_blank=True, default="")
    client = serializers.EmailField(max_length=254, required=False, allow_blank=True, default="")
    planned_on = Day(required=False, allow_null=True, default=None)
    # With a moment, the day is the one on which it lies.
    planned_at = Moment(required=False, allow_null=True, default=None)
    again_weeks = serializers.IntegerField(min_value=1, max_value=52, required=False, allow_null=True, default=None)


class PlanSessionBody(SessionPlan):
    kind = serializers.ChoiceField(choices=[(slug, slug) for slug in kinds()])


class SessionVersionBody(Body):
    read_version = serializers.IntegerField(min_value=1, max_value=2_000_000_000)


class ChangeSessionBody(SessionPlan, SessionVersionBody):
    pass


class SteerSessionBody(SessionVersionBody):
    move = serializers.ChoiceField(choices=Move.choices)


class AgreeOnQuestionBody(SessionVersionBody):
    question = serializers.CharField(max_length=500)


class HandOverSessionBody(SessionVersionBody):
    to = serializers.UUIDField()


class GatherBody(Body):
    middle = serializers.RegexField(PART, required=False, allow_blank=True, default="")
    beside = serializers.RegexField(PART, required=False, allow_blank=True, default="")
    at = serializers.UUIDField(required=False, allow_null=True, default=None)


class SessionsView(APIView):
    @extend_schema(operation_id="list_sessions", parameters=[PageQuery], responses=page_schema(SessionCardAnswer))
    def get(self, request: SignedInRequest, room_id: UUID) -> Response:
        """The sessions of a room, the newest first."""
        checked_query(PageQuery, request)
        return page_of(request, queries.sessions_of(request.user, room_id), SessionCardAnswer)

    @extend_schema(
        operation_id="plan_session",
        parameters=[IDEMPOTENCY_KEY],
        request=PlanSessionBody,
        responses={201: SessionAnswer},
    )
    @once
    def post(self, request: SignedInRequest, room_id: UUID) -> Response:
        """Plan a session with its agenda."""
        session = planning.plan_session(person=request.user, room_id=room_id, **checked(PlanSessionBody, request))
        return session_answer(request.user, room_id, session.pk, status=201)


class SessionNowView(APIView):
    @extend_schema(operation_id="read_session_now", responses=RoomNowAnswer)
    def get(self, request: SignedInRequest, room_id: UUID) -> Response:
        """The session that runs in the room, if one does, and the time of the server."""
        return now_answer(request.user, room_id)


class SessionView(APIView):
    @extend_schema(operation_id="read_session", responses=SessionAnswer)
    def get(self, request: SignedInRequest, room_id: UUID, session_id: UUID) -> Response:
        """One session, as I see it."""
        return session_answer(request.user, room_id, session_id)

    @extend_schema(operation_id="change_session", request=ChangeSessionBody, responses=SessionAnswer)
    def put(self, request: SignedInRequest, room_id: UUID, session_id: UUID) -> Response:
        """Plan it otherwise, while it has not begun."""
        body = checked(ChangeSessionBody, request)
        planning.change_session(person=request.user, room_id=room_id, session_id=session_id, **body)
        return session_answer(request.user, room_id, session_id)


class StartSessionView(APIView):
    @extend_schema(operation_id="start_session", request=SessionVersionBody, responses=SessionAnswer)
    def post(self, request: SignedInRequest, room_id: UUID, session_id: UUID) -> Response:
        """Open the session; I lead it from now on."""
        body = checked(SessionVersionBody, request)
        leading.start_session(person=request.user, room_id=room_id, session_id=session_id, **body)
        return session_answer(request.user, room_id, session_id)


class SteerSessionView(APIView):
    @extend_schema(operation_id="steer_session", request=SteerSessionBody, responses=SessionAnswer)
    def post(self, request: SignedInRequest, room_id: UUID, session_id: UUID) -> Response:
        """The next item, the clock, or showing the notes."""
        body = checked(SteerSessionBody, request)
        leading.steer_session(person=request.user, room_id=room_id, session_id=session_id, **body)
        return session_answer(request.user, room_id, session_id)


class AgreeOnQuestionView(APIView):
    @extend_schema(operation_id="agree_on_question", request=AgreeOnQuestionBody, responses=SessionAnswer)
    def post(self, request: SignedInRequest, room_id: UUID, session_id: UUID) -> Response:
        """Keep the question in the words everybody agreed on."""
        body = checked(AgreeOnQuestionBody, request)
        leading.agree_on_question(person=request.user, room_id=room_id, session_id=session_id, **body)
        return session_answer(request.user, room_id, session_id)


class HandOverSessionView(APIView):
    @extend_schema(operation_id="hand_over_session", request=HandOverSessionBody, responses=SessionAnswer)
    def post(self, request: SignedInRequest, room_id: UUID, session_id: UUID) -> Response:
        """Let somebody else who is there lead, or take it over."""
        body = checked(HandOverSessionBody, request)
        leading.hand_over_session(person=request.user, room_id=room_id, session_id=session_id, **body)
        return session_answer(request.user, room_id, session_id)


class GatherView(APIView):
    @extend_schema(operation_id="gather_everybody", request=GatherBody, responses=SessionAnswer)
    def post(self, request: SignedInRequest, room_id: UUID, session_id: UUID) -> Response:
        """Ask everybody to come to this part of the room."""
        body = checked(GatherBody, request)
        leading.gather_everybody(person=request.user, room_id=room_id, session_id=session_id, **body)
        return session_answer(request.user, room_id, session_id)


class SessionBoardView(APIView):
    @extend_schema(operation_id="open_session_board", request=None, responses=SessionAnswer)
    def post(self, request: SignedInRequest, room_id: UUID, session_id: UUID) -> Response:
        """Open the board of this session; it is made once."""
        leading.open_session_board(person=request.user, room_id=room_id, session_id=session_id)
        return session_answer(request.user, room_id, session_id)


class EndSessionView(APIView):
    @extend_schema(operation_id="end_session", request=SessionVersionBody, responses=SessionAnswer)
    def post(self, request: SignedInRequest, room_id: UUID, session_id: UUID) -> Response:
        """Close the session; its record is made and sent."""
        body = checked(SessionVersionBody, request)
        leading.end_session(person=request.user, room_id=room_id, session_id=session_id, **body)
        return session_answer(request.user, room_id, session_id)


class CallOffSessionView(APIView):
    @extend_schema(operation_id="call_off_session", request=SessionVersionBody, responses=SessionAnswer)
    def post(self, request: SignedInRequest, room_id: UUID, session_id: UUID) -> Response:
        """Call a planned session off."""
        body = checked(SessionVersionBody, request)
        planning.call_off_session(person=request.user, room_id=room_id, session_id=session_id, **body)
        return session_answer(request.user, room_id, session_id)


class SessionRecordView(APIView):
    @extend_schema(operation_id="read_session_record", responses=SessionRecordAnswer)
    def get(self, request: SignedInRequest, room_id: UUID, session_id: UUID) -> Response:
        """The record of a session that has ended."""
        record = queries.get_record(request.user, room_id, session_id)
        if record.content is None:
            raise Unknown
        return Response(SessionRecordAnswer(record).data)
