"""Pictures of a room over HTTP."""

from uuid import UUID

from django.http import FileResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api import IDEMPOTENCY_KEY, once
from common.attachments.kinds import AttachmentKind
from common.attachments.making import Made, made_from
from common.attachments.serving import SENT_AS, file_answer
from common.requests import SignedInRequest
from common.uploads import FileBody, received
from dotanks.room.attachments import actions, queries
from dotanks.room.models import RoomAttachment
from dotanks.room.showing import address_of


class RoomAttachmentAnswer(serializers.ModelSerializer[RoomAttachment]):
    """A picture of the room; `file` is its address."""

    file = serializers.SerializerMethodField()

    class Meta:
        model = RoomAttachment
        fields = ["id", "size", "width", "height", "file"]
        read_only_fields = fields

    def get_file(self, attachment: RoomAttachment) -> str:
        return address_of(attachment.room_id, attachment.pk)


class RoomAttachmentsView(APIView):
    parser_classes = [FileBody]

    @extend_schema(
        operation_id="add_room_attachment",
        parameters=[IDEMPOTENCY_KEY],
        request={"application/octet-stream": OpenApiTypes.BINARY},
        responses={201: RoomAttachmentAnswer},
    )
    def post(self, request: SignedInRequest, room_id: UUID) -> Response:
        """Put a picture (JPEG, PNG, WebP) of up to 20 MB into the room: the body is the file."""
        actions.ready_to_attach(person=request.user, room_id=room_id)
        with received(request) as sent, made_from(sent) as made:
            return self.add(request, room_id, made)

    @once
    def add(self, request: SignedInRequest, room_id: UUID, made: Made) -> Response:
        """Keep what was made of the file."""
        attachment = actions.add_attachment(person=request.user, room_id=room_id, made=made)
        return Response(RoomAttachmentAnswer(attachment).data, status=201)


class RoomAttachmentFileView(APIView):
    @extend_schema(
        operation_id="download_room_attachment",
        responses={(200, SENT_AS[AttachmentKind.PHOTO][0]): OpenApiTypes.BINARY},
    )
    def get(self, request: SignedInRequest, room_id: UUID, attachment_id: UUID) -> FileResponse:
        """The picture itself, for whoever reads the room or a version that shows it."""
        attachment = queries.get_attachment(request.user, room_id, attachment_id)
        return file_answer(AttachmentKind.PHOTO, attachment.digest, f"picture-{attachment.pk}")
