"""The chat of a room over HTTP."""

from typing import Any
from uuid import UUID

from django.http import StreamingHttpResponse
from django.utils.translation import get_language
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api import IDEMPOTENCY_KEY, Body, PageQuery, checked, checked_query, once, page_of, page_schema
from common.requests import SignedInRequest
from dotanks.room import entering
from dotanks.room.chat import actions, export, queries
from dotanks.room.chat.states import MessageState
from dotanks.room.models import Message
from dotanks.room.models.chat import MESSAGE
from people.api.answers import PersonCard

FORMS = {"text": ("text/plain", "txt", export.as_text), "json": ("application/x-ndjson", "jsonl", export.as_json_lines)}


class WriteMessageBody(Body):
    text = serializers.CharField(max_length=MESSAGE)
    mentioned = serializers.ListField(child=serializers.UUIDField(), max_length=20, required=False)


class ChangeMessageBody(WriteMessageBody):
    read_version = serializers.IntegerField(min_value=1, max_value=2_000_000_000)


class ReadMessagesBody(Body):
    number = serializers.IntegerField(min_value=0, max_value=2_000_000_000)


class MessagesQuery(serializers.Serializer[Any]):
    q = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")


class NameQuery(serializers.Serializer[Any]):
    q = serializers.CharField(max_length=80, required=False, allow_blank=True, default="")


class ExportQuery(serializers.Serializer[Any]):
    form = serializers.ChoiceField(choices=list(FORMS), required=False, default="text")


class MessageAbilities(serializers.Serializer[Any]):
    change = serializers.BooleanField()
    take_away = serializers.BooleanField()


class MessageAnswer(serializers.ModelSerializer[Message]):
    """Something said in a room; without words once it was taken away."""

    author = PersonCard(source="shown_author")
    mine = serializers.SerializerMethodField()
    text = serializers.SerializerMethodField()
    mentions = serializers.SerializerMethodField()
    at = serializers.DateTimeField(source="created_at")
    state = serializers.ChoiceField(choices=MessageState.choices)
    state_words = serializers.CharField(source="get_state_display")
    abilities = serializers.SerializerMethodField()

    class Meta:
        model = Message
        fields = [
            "id",
            "room_id",
            "number",
            "author",
            "mine",
            "text",
            "mentions",
            "language",
            "at",
            "state",
            "state_words",
            "edited",
            "version",
            "abilities",
        ]
        read_only_fields = fields

    room_id = serializers.UUIDField()

    def get_mine(self, message: Message) -> bool:
        return bool(message.person_id == self.context["request"].user.pk and not message.brought_as)

    def get_text(self, message: Message) -> str:
        return queries.text_of(message)

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_mentions(self, message: Message) -> list[str]:
        return [f"@{mention.person.shown_name}" for mention in message.mentions.all()]

    @extend_schema_field(MessageAbilities)
    def get_abilities(self, message: Message) -> dict[str, bool]:
        person = self.context["request"].user
        return {
            "change": queries.may_change(person, message),
            "take_away": queries.may_take_away(person, message),
        }


class UnreadAnswer(serializers.Serializer[Any]):
    """How many messages of others I have not read, how far I have, and the newest one's number."""

    unread = serializers.IntegerField()
    read_up_to = serializers.IntegerField()
    latest = serializers.IntegerField()


class MessagesView(APIView):
    @extend_schema(
        operation_id="list_messages",
        parameters=[PageQuery, OpenApiParameter("q", str, description="Only messages with all of these words.")],
        responses=page_schema(MessageAnswer),
    )
    def get(self, request: SignedInRequest, room_id: UUID) -> Response:
        """What was said in the room, newest first."""
        rows = queries.messages(request.user, room_id, checked_query(MessagesQuery, request)["q"])
        return page_of(request, rows, MessageAnswer, ordering=queries.NEWEST_FIRST)

    @extend_schema(
        operation_id="write_message",
        parameters=[IDEMPOTENCY_KEY],
        request=WriteMessageBody,
        responses={201: MessageAnswer},
    )
    @once
    def post(self, request: SignedInRequest, room_id: UUID) -> Response:
        """Say something to everybody in the room."""
        body = checked(WriteMessageBody, request)
        message = actions.write_message(person=request.user, room_id=room_id, **body)
        return Response(MessageAnswer(message, context={"request": request}).data, status=201)


class MessageView(APIView):
    @extend_schema(operation_id="change_message", request=ChangeMessageBody, responses=MessageAnswer)
    def patch(self, request: SignedInRequest, message_id: UUID) -> Response:
        """Change my words, within the hour."""
        body = checked(ChangeMessageBody, request)
        message = actions.change_message(person=request.user, message_id=message_id, **body)
        return Response(MessageAnswer(message, context={"request": request}).data)


class TakeMessageAwayView(APIView):
    @extend_schema(operation_id="take_message_away", request=None, responses=MessageAnswer)
    def post(self, request: SignedInRequest, message_id: UUID) -> Response:
        """Take my words out of the chat for good."""
        message = actions.take_message_away(person=request.user, message_id=message_id)
        return Response(MessageAnswer(message, context={"request": request}).data)


class UnreadView(APIView):
    @extend_schema(operation_id="read_unread_messages", responses=UnreadAnswer)
    def get(self, request: SignedInRequest, room_id: UUID) -> Response:
        """How many messages I have not read."""
        return Response(UnreadAnswer(queries.unread(request.user, room_id)).data)

    @extend_schema(operation_id="mark_messages_read", request=ReadMessagesBody, responses=UnreadAnswer)
    def post(self, request: SignedInRequest, room_id: UUID) -> Response:
        """Remember up to which message I have read."""
        body = checked(ReadMessagesBody, request)
        return Response(UnreadAnswer(actions.read_messages(person=request.user, room_id=room_id, **body)).data)


class ExportMessagesView(APIView):
    @extend_schema(
        operation_id="export_messages",
        parameters=[ExportQuery],
        responses={(200, kind): OpenApiTypes.STR for kind, _, _ in FORMS.values()},
    )
    def get(self, request: SignedInRequest, room_id: UUID) -> StreamingHttpResponse:
        """The whole chat from the first message on, as text or as JSON lines."""
        kind, ending, lines = FORMS[checked_query(ExportQuery, request)["form"]]
        entering.read(request.user, room_id)
        return StreamingHttpResponse(
            export.in_language(lines(room_id), get_language() or "en"),
            content_type=f"{kind}; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="chat.{ending}"'},
        )
