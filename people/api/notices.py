"""What I was told."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api import CURSOR, page_of, page_schema
from common.requests import SignedInRequest
from people import queries
from people.actions import notices
from people.models import Notice
from people.notices import fill, words_for


class NoticeAnswer(serializers.ModelSerializer[Notice]):
    happened = serializers.SerializerMethodField()
    asked = serializers.SerializerMethodField()
    button = serializers.SerializerMethodField()

    class Meta:
        model = Notice
        fields = ["id", "kind", "happened", "asked", "button", "link", "needs_you", "seen_at", "created_at"]
        read_only_fields = fields

    def get_happened(self, notice: Notice) -> str:
        return fill(words_for(notice).happened, notice.data)

    def get_asked(self, notice: Notice) -> str:
        return fill(words_for(notice).asked, notice.data)

    def get_button(self, notice: Notice) -> str:
        return fill(words_for(notice).button, notice.data)


class NoticesSeen(serializers.Serializer[Any]):
    seen = serializers.IntegerField()


class NoticesView(APIView):
    @extend_schema(operation_id="list_notices", parameters=[CURSOR], responses=page_schema(NoticeAnswer))
    def get(self, request: SignedInRequest) -> Response:
        """What I was told, newest first."""
        return page_of(request, queries.notices_of(request.user), NoticeAnswer)


class NoticesSeenView(APIView):
    @extend_schema(operation_id="mark_notices_seen", request=None, responses=NoticesSeen)
    def post(self, request: SignedInRequest) -> Response:
        """I have looked at my notices."""
        return Response({"seen": notices.mark_notices_seen(person=request.user)})
