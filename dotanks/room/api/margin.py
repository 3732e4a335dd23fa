"""Comments beside a document over HTTP."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api import IDEMPOTENCY_KEY, Body, PageQuery, checked, checked_query, once, page_of, page_schema
from common.requests import SignedInRequest
from dotanks.room.api.anchors import Anchor
from dotanks.room.api.margin_answers import MarginThreadAnswer, thread_answer
from dotanks.room.margin import actions, queries
from dotanks.room.margin.states import ThreadState
from dotanks.room.models.margin import QUOTE, WORDS


class MarginCommentBody(Body):
    text = serializers.CharField(max_length=WORDS)
    mentioned = serializers.ListField(child=serializers.UUIDField(), max_length=10, required=False)


class BeginThreadBody(MarginCommentBody):
    """Where it hangs: both ends and the words between them, or none of the three for the whole document."""

    start = Anchor(required=False)
    end = Anchor(required=False)
    quote = serializers.CharField(max_length=QUOTE, required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        given = [name for name in ("start", "end", "quote") if name in attrs]
        if given and len(given) < 3:
            raise serializers.ValidationError({given[0]: [_("Give both ends of the place and its words, or none.")]})
        return {"start": b"", "end": b"", "quote": "", **attrs}


class EditMarginCommentBody(MarginCommentBody):
    read_version = serializers.IntegerField(min_value=1, max_value=2_000_000_000)


class ThreadsQuery(serializers.Serializer[Any]):
    state = serializers.ChoiceField(choices=ThreadState.choices, required=False, default=ThreadState.OPEN)


class MarginThreadsView(APIView):
    @extend_schema(
        operation_id="list_margin_threads",
        parameters=[ThreadsQuery, PageQuery],
        responses=page_schema(MarginThreadAnswer),
    )
    def get(self, request: SignedInRequest, room_id: UUID) -> Response:
        """The threads beside the document, each with its comments, as they were begun."""
        state = checked_query(ThreadsQuery, request)["state"]
        rows, room = queries.threads(request.user, room_id, state)
        return page_of(request, rows, MarginThreadAnswer, ordering=queries.IN_ORDER, room=room)

    @extend_schema(
        operation_id="begin_margin_thread",
        parameters=[IDEMPOTENCY_KEY],
        request=BeginThreadBody,
        responses={201: MarginThreadAnswer},
    )
    @once
    def post(self, request: SignedInRequest, room_id: UUID) -> Response:
        """Comment on a place in the document, or on the whole of it."""
        thread = actions.begin_thread(person=request.user, room_id=room_id, **checked(BeginThreadBody, request))
        return Response(thread_answer(request, thread), status=201)


class AnswerThreadView(APIView):
    @extend_schema(
        operation_id="answer_margin_thread",
        parameters=[IDEMPOTENCY_KEY],
        request=MarginCommentBody,
        responses={201: MarginThreadAnswer},
    )
    @once
    def post(self, request: SignedInRequest, thread_id: UUID) -> Response:
        """Say something in a thread."""
        thread = actions.answer_thread(person=request.user, thread_id=thread_id, **checked(MarginCommentBody, request))
        return Response(thread_answer(request, thread), status=201)


class ResolveThreadView(APIView):
    @extend_schema(operation_id="resolve_margin_thread", request=None, responses=MarginThreadAnswer)
    def post(self, request: SignedInRequest, thread_id: UUID) -> Response:
        """It is settled."""
        return Response(thread_answer(request, actions.resolve_thread(person=request.user, thread_id=thread_id)))


class ReopenThreadView(APIView):
    @extend_schema(operation_id="reopen_margin_thread", request=None, responses=MarginThreadAnswer)
    def post(self, request: SignedInRequest, thread_id: UUID) -> Response:
        """It is not settled after all."""
        return Response(thread_answer(request, actions.reopen_thread(person=request.user, thread_id=thread_id)))


class MarginCommentView(APIView):
    @extend_schema(operation_id="edit_margin_comment", request=EditMarginCommentBody, responses=MarginThreadAnswer)
    def patch(self, request: SignedInRequest, comment_id: UUID) -> Response:
        """Change my comment."""
        body = checked(EditMarginCommentBody, request)
        return Response(
            thread_answer(request, actions.edit_comment(person=request.user, comment_id=comment_id, **body))
        )


class RemoveMarginCommentView(APIView):
    @extend_schema(operation_id="remove_margin_comment", request=None, responses={204: None})
    def post(self, request: SignedInRequest, comment_id: UUID) -> Response:
        """Take my words back; a thread in which nothing is left goes with them."""
        actions.remove_comment(person=request.user, comment_id=comment_id)
        return Response(status=204)
