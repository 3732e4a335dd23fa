"""How threads of comments appear in answers."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from common.requests import SignedInRequest
from dotanks.room.api.anchors import Anchor
from dotanks.room.margin import queries, rules
from dotanks.room.margin.rules import InRoom
from dotanks.room.margin.states import ThreadState
from dotanks.room.models import MarginComment, MarginThread
from ideas.conversation.mentions import name_in
from people.api.answers import PersonCard


class MarginCommentAbilities(serializers.Serializer[Any]):
    edit = serializers.BooleanField()
    remove = serializers.BooleanField()


class MarginThreadAbilities(serializers.Serializer[Any]):
    answer = serializers.BooleanField()
    resolve = serializers.BooleanField()
    reopen = serializers.BooleanField()


class MarginCommentAnswer(serializers.ModelSerializer[MarginComment]):
    """What somebody wrote in a thread; `mentions` stand in the text."""

    person = PersonCard(source="shown_author")
    mine = serializers.SerializerMethodField()
    text = serializers.SerializerMethodField()
    mentions = serializers.SerializerMethodField()
    edited = serializers.SerializerMethodField()
    abilities = serializers.SerializerMethodField()

    class Meta:
        model = MarginComment
        fields = [
            "id",
            "person",
            "mine",
            "text",
            "mentions",
            "language",
            "created_at",
            "edited",
            "version",
            "abilities",
        ]
        read_only_fields = fields

    def get_mine(self, comment: MarginComment) -> bool:
        return bool(comment.person_id == self.context["request"].user.pk and not comment.brought_as)

    def get_text(self, comment: MarginComment) -> str:
        text = comment.text
        for mention in comment.mentions.all():
            text = text.replace(f"@{{{mention.person_id}}}", f"@{name_in(mention.person, True)}")
        return text

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_mentions(self, comment: MarginComment) -> list[str]:
        return [f"@{name_in(mention.person, True)}" for mention in comment.mentions.all()]

    def get_edited(self, comment: MarginComment) -> bool:
        return comment.version > 1

    @extend_schema_field(MarginCommentAbilities)
    def get_abilities(self, comment: MarginComment) -> dict[str, bool]:
        return rules.comment_abilities(self.context["request"].user, comment, self.context["room"])


class MarginThreadAnswer(serializers.ModelSerializer[MarginThread]):
    """A conversation about a place in the document; `start` and `end` are null where it is about the whole of it."""

    start = Anchor(allow_null=True)
    end = Anchor(allow_null=True)
    state = serializers.ChoiceField(choices=ThreadState.choices)
    comments = MarginCommentAnswer(many=True)
    abilities = serializers.SerializerMethodField()

    class Meta:
        model = MarginThread
        fields = ["id", "start", "end", "quote", "state", "created_at", "comments", "abilities"]
        read_only_fields = fields

    @extend_schema_field(MarginThreadAbilities)
    def get_abilities(self, thread: MarginThread) -> dict[str, bool]:
        return rules.thread_abilities(self.context["request"].user, thread, self.context["room"])


def thread_answer(request: SignedInRequest, thread: MarginThread) -> Any:
    """The thread as this person sees it."""
    room: InRoom = queries.in_room(request.user, thread.room_id)
    return MarginThreadAnswer(thread, context={"request": request, "room": room}).data
