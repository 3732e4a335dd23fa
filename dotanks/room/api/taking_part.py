"""What everybody does in a session, over HTTP; and the method cards."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api import IDEMPOTENCY_KEY, Body, Day, checked, once
from common.requests import SignedInRequest
from dotanks.room.api.session_answers import SessionAnswer, session_answer
from dotanks.room.models.lessons import KEPT_WORDS
from dotanks.room.sessions import taking_part
from dotanks.room.sessions.cards import Card, Kind, cards, kinds


class WriteEntryBody(Body):
    item = serializers.UUIDField()
    box = serializers.SlugField(max_length=40)
    words = serializers.CharField(max_length=500)
    # What the screen told the writer: nobody else reads it yet.
    hidden = serializers.BooleanField()


class AddTaskBody(Body):
    words = serializers.CharField(max_length=500)
    who = serializers.UUIDField()
    due = Day(required=False, allow_null=True, default=None)


class JoinSessionView(APIView):
    @extend_schema(operation_id="join_session", request=None, responses=SessionAnswer)
    def post(self, request: SignedInRequest, room_id: UUID, session_id: UUID) -> Response:
        """I am here."""
        taking_part.join_session(person=request.user, room_id=room_id, session_id=session_id)
        return session_answer(request.user, room_id, session_id)


class HandView(APIView):
    @extend_schema(operation_id="raise_hand", request=None, responses=SessionAnswer)
    def put(self, request: SignedInRequest, room_id: UUID, session_id: UUID) -> Response:
        """Ask to speak."""
        taking_part.raise_hand(person=request.user, room_id=room_id, session_id=session_id)
        return session_answer(request.user, room_id, session_id)


class LowerHandView(APIView):
    @extend_schema(operation_id="lower_hand", responses={204: None})
    def delete(self, request: SignedInRequest, room_id: UUID, session_id: UUID, person_id: UUID) -> Response:
        """Take my hand down; whoever leads may do it for anybody."""
        taking_part.lower_hand(person=request.user, room_id=room_id, session_id=session_id, whose=person_id)
        return Response(status=204)


class EntriesView(APIView):
    @extend_schema(
        operation_id="write_entry",
        parameters=[IDEMPOTENCY_KEY],
        request=WriteEntryBody,
        responses={201: SessionAnswer},
    )
    @once
    def post(self, request: SignedInRequest, room_id: UUID, session_id: UUID) -> Response:
        """Put a note into a box."""
        body = checked(WriteEntryBody, request)
        taking_part.write_entry(person=request.user, room_id=room_id, session_id=session_id, **body)
        return session_answer(request.user, room_id, session_id, status=201)


class EntryView(APIView):
    @extend_schema(operation_id="take_back_entry", responses={204: None})
    def delete(self, request: SignedInRequest, room_id: UUID, session_id: UUID, entry_id: UUID) -> Response:
        """Take my own note back."""
        taking_part.take_back_entry(person=request.user, room_id=room_id, session_id=session_id, entry_id=entry_id)
        return Response(status=204)


class MarkForLessonView(APIView):
    @extend_schema(operation_id="mark_for_lesson", request=None, responses=SessionAnswer)
    def post(self, request: SignedInRequest, room_id: UUID, session_id: UUID, entry_id: UUID) -> Response:
        """Keep a note for the lesson."""
        taking_part.mark_for_lesson(person=request.user, room_id=room_id, session_id=session_id, entry_id=entry_id)
        return session_answer(request.user, room_id, session_id)


class KeepForLessonBody(Body):
    words = serializers.CharField(max_length=KEPT_WORDS)


class KeepForLessonView(APIView):
    @extend_schema(operation_id="keep_for_lesson", request=KeepForLessonBody, responses={204: None})
    def post(self, request: SignedInRequest, room_id: UUID) -> Response:
        """Keep what stands on a board or was decided for the lesson of this work."""
        taking_part.keep_for_lesson(person=request.user, room_id=room_id, **checked(KeepForLessonBody, request))
        return Response(status=204)


class SessionTasksView(APIView):
    @extend_schema(
        operation_id="add_session_task",
        parameters=[IDEMPOTENCY_KEY],
        request=AddTaskBody,
        responses={201: SessionAnswer},
    )
    @once
    def post(self, request: SignedInRequest, room_id: UUID, session_id: UUID) -> Response:
        """Note who does what."""
        body = checked(AddTaskBody, request)
        taking_part.add_task(person=request.user, room_id=room_id, session_id=session_id, **body)
        return session_answer(request.user, room_id, session_id, status=201)


class MethodCardAnswer(serializers.Serializer[Card]):
    """A way of working together."""

    slug = serializers.CharField()
    name = serializers.CharField(source="words.name")
    when = serializers.CharField(source="words.when")
    steps = serializers.ListField(child=serializers.CharField(), source="words.steps")
    materials = serializers.CharField(source="words.materials")
    minutes = serializers.IntegerField()
    people_from = serializers.IntegerField()
    people_to = serializers.IntegerField()
    quiet = serializers.BooleanField()
    made_by = serializers.CharField(source="source", allow_blank=True)


class OfferedItemAnswer(serializers.Serializer[Any]):
    card = serializers.CharField()
    minutes = serializers.IntegerField()


class SessionKindAnswer(serializers.Serializer[Kind]):
    """A kind of session, ready to use."""

    slug = serializers.CharField()
    name = serializers.CharField(source="words.name")
    purpose = serializers.CharField(source="words.purpose")
    agenda = OfferedItemAnswer(many=True)
    again_weeks = serializers.IntegerField(allow_null=True)
    asks_question = serializers.BooleanField()
    asks_client = serializers.BooleanField()
    board = serializers.CharField(allow_blank=True)


class MethodCardsAnswer(serializers.Serializer[Any]):
    """All cards, and the kinds of sessions that are made of them."""

    cards = MethodCardAnswer(many=True)
    kinds = SessionKindAnswer(many=True)


class MethodCardsView(APIView):
    @extend_schema(operation_id="read_method_cards", responses=MethodCardsAnswer)
    def get(self, request: SignedInRequest) -> Response:
        """Ways of working together, in my language."""
        told = {"cards": list(cards().values()), "kinds": list(kinds().values())}
        return Response(MethodCardsAnswer(told).data)
