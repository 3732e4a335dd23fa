"""What I was told, and how soon I am told by mail."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api import Body, PageQuery, checked, checked_query, page_of, page_schema
from common.requests import SignedInRequest
from people import queries
from people.actions import notices as actions
from people.models import Notice, NoticeRhythms
from people.models.notices import Rhythm
from people.notices import fill, names_in, words_for

NEWEST_FIRST = ("-number", "-id")


class NoticeList(serializers.ListSerializer[Any]):
    """Asks once for the names of all the people that these notices speak of."""

    def to_representation(self, data: Any) -> list[Any]:
        notices: list[Notice] = list(data)
        names = names_in(notices)
        for notice in notices:
            notice.names = names  # type: ignore[attr-defined]
        return super().to_representation(notices)


class NoticeAnswer(serializers.ModelSerializer[Notice]):
    kind = serializers.SerializerMethodField()
    happened = serializers.SerializerMethodField()
    asked = serializers.SerializerMethodField()
    button = serializers.SerializerMethodField()
    link = serializers.SerializerMethodField()
    created_at = serializers.SerializerMethodField()

    class Meta:
        model = Notice
        fields = ["id", "kind", "happened", "asked", "button", "link", "needs_you", "seen_at", "created_at"]
        read_only_fields = fields
        list_serializer_class = NoticeList

    def get_kind(self, notice: Notice) -> str:
        return notice.told.kind

    def get_happened(self, notice: Notice) -> str:
        return fill(words_for(notice.told).happened, notice.told.data, _names(notice))

    def get_asked(self, notice: Notice) -> str:
        return fill(words_for(notice.told).asked, notice.told.data, _names(notice))

    def get_button(self, notice: Notice) -> str:
        return fill(words_for(notice.told).button, notice.told.data, _names(notice))

    def get_link(self, notice: Notice) -> str:
        return notice.told.link

    def get_created_at(self, notice: Notice) -> datetime:
        return notice.told.at


def _names(notice: Notice) -> dict[str, str]:
    return notice.names  # type: ignore[attr-defined,no-any-return]


class NoticesQuery(serializers.Serializer[Any]):
    needs_you = serializers.BooleanField(required=False, allow_null=True, default=None)


class NoticesSeen(serializers.Serializer[Any]):
    seen = serializers.IntegerField()


class NoticeRhythmsBody(Body):
    needs_you = serializers.ChoiceField(choices=Rhythm.choices)
    mine = serializers.ChoiceField(choices=Rhythm.choices)
    taking_part = serializers.ChoiceField(choices=Rhythm.choices)
    comments = serializers.ChoiceField(choices=Rhythm.choices)
    followed = serializers.ChoiceField(choices=Rhythm.choices)

    def validate_needs_you(self, rhythm: str) -> str:
        if rhythm not in {Rhythm.AT_ONCE, Rhythm.NEVER}:
            raise serializers.ValidationError(_("What asks something of you is sent at once, or never."))
        return rhythm


class NoticeRhythmsAnswer(serializers.ModelSerializer[NoticeRhythms]):
    class Meta:
        model = NoticeRhythms
        fields = ["needs_you", "mine", "taking_part", "comments", "followed"]
        read_only_fields = fields


class NoticesView(APIView):
    @extend_schema(
        operation_id="list_notices", parameters=[PageQuery, NoticesQuery], responses=page_schema(NoticeAnswer)
    )
    def get(self, request: SignedInRequest) -> Response:
        """What I was told, newest first: all of it, or only what asks something of me, or only the rest."""
        wanted = checked_query(NoticesQuery, request)
        return page_of(request, queries.notices_of(request.user, **wanted), NoticeAnswer, ordering=NEWEST_FIRST)


class NoticesSeenView(APIView):
    @extend_schema(operation_id="mark_notices_seen", request=None, responses=NoticesSeen)
    def post(self, request: SignedInRequest) -> Response:
        """I have looked at my notices."""
        return Response({"seen": actions.mark_notices_seen(person=request.user)})


class NoticeSeenView(APIView):
    @extend_schema(operation_id="mark_notice_seen", request=None, responses=NoticesSeen)
    def post(self, request: SignedInRequest, notice_id: UUID) -> Response:
        """I have looked at this notice."""
        return Response({"seen": actions.mark_notices_seen(person=request.user, notice_id=notice_id)})


class NoticeRhythmsView(APIView):
    @extend_schema(operation_id="read_notice_rhythms", responses=NoticeRhythmsAnswer)
    def get(self, request: SignedInRequest) -> Response:
        """How soon I am told by mail, for each group of notices."""
        return Response(NoticeRhythmsAnswer(queries.rhythms_of(request.user)).data)

    @extend_schema(operation_id="choose_notice_rhythms", request=NoticeRhythmsBody, responses=NoticeRhythmsAnswer)
    def put(self, request: SignedInRequest) -> Response:
        """Choose how soon I am told by mail."""
        chosen = actions.choose_rhythms(person=request.user, **checked(NoticeRhythmsBody, request))
        return Response(NoticeRhythmsAnswer(chosen).data)
