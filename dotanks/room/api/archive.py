"""A whole room as one archive over HTTP, and an archive brought into a room."""

from typing import Any
from uuid import UUID

from django.http import FileResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api import IDEMPOTENCY_KEY, once
from common.requests import SignedInRequest
from common.uploads import FileBody, received
from dotanks.room.archive import actions, queries
from dotanks.room.archive.limits import MOST_BYTES

AN_ARCHIVE = {"application/octet-stream": OpenApiTypes.BINARY}


class ArchiveCounts(serializers.Serializer[Any]):
    """How much of what there is in an archive."""

    words = serializers.IntegerField()
    pictures = serializers.IntegerField()
    versions = serializers.IntegerField(default=0)
    boards = serializers.IntegerField()
    notes = serializers.IntegerField()
    messages = serializers.IntegerField()
    comments = serializers.IntegerField()
    polls = serializers.IntegerField()
    decisions = serializers.IntegerField()
    sessions = serializers.IntegerField()


class ArchivePreview(serializers.Serializer[Any]):
    """What would come in; `adds_after` where the document says something already."""

    title = serializers.CharField()
    made_at = serializers.DateTimeField()
    counts = ArchiveCounts()
    adds_after = serializers.BooleanField()


class RoomArchiveView(APIView):
    parser_classes = [FileBody]

    @extend_schema(operation_id="export_room", responses={(200, "application/zip"): OpenApiTypes.BINARY})
    def get(self, request: SignedInRequest, room_id: UUID) -> FileResponse:
        """Everything in the room that I may read, as one archive."""
        packed = queries.archive_of(request.user, room_id)
        return FileResponse(packed.content, as_attachment=True, filename=packed.name, content_type="application/zip")

    @extend_schema(
        operation_id="bring_in_archive",
        parameters=[IDEMPOTENCY_KEY],
        request=AN_ARCHIVE,
        responses={201: ArchiveCounts},
    )
    def post(self, request: SignedInRequest, room_id: UUID) -> Response:
        """Add what is in an archive to the room: the body is the file, of up to 200 MB."""
        actions.ready_to_bring_in(person=request.user, room_id=room_id)
        with (
            received(request, most=MOST_BYTES) as sent,
            actions.made_ready(person=request.user, room_id=room_id, file=sent.path) as ready,
        ):
            return self.bring_in(request, room_id, ready)

    @once
    def bring_in(self, request: SignedInRequest, room_id: UUID, ready: actions.Ready) -> Response:
        """All of it, or nothing."""
        counts = actions.bring_in(person=request.user, room_id=room_id, ready=ready)
        return Response(ArchiveCounts(counts).data, status=201)


class ArchivePreviewView(APIView):
    parser_classes = [FileBody]

    @extend_schema(operation_id="look_into_archive", request=AN_ARCHIVE, responses=ArchivePreview)
    def post(self, request: SignedInRequest, room_id: UUID) -> Response:
        """What would come in of this archive; nothing is changed and nothing kept."""
        actions.ready_to_bring_in(person=request.user, room_id=room_id)
        with received(request, most=MOST_BYTES) as sent:
            return Response(ArchivePreview(queries.preview(request.user, room_id, sent.path)).data)
