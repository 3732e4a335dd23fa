"""Photos and documents of a problem over HTTP: sent as they are, and seen by whoever reads the problem."""

from uuid import UUID

from django.http import FileResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api import IDEMPOTENCY_KEY, Body, checked, once
from common.attachments.kinds import AttachmentKind
from common.attachments.making import Made, made_from
from common.attachments.serving import SENT_AS, file_answer
from common.requests import SignedInRequest
from common.uploads import FileBody, received
from ideas.actions import attachments as actions
from ideas.api.attachment_answers import AttachmentAnswer
from ideas.api.views import OpenToRead
from ideas.attachments import queries
from ideas.models import Attachment
from ideas.models.attachments import DESCRIPTION


def answer(request: SignedInRequest, attachment: Attachment, status: int = 200) -> Response:
    """The attachment as this person sees it."""
    return Response(AttachmentAnswer(attachment, context={"request": request}).data, status=status)


class DescribeAttachmentBody(Body):
    description = serializers.CharField(max_length=DESCRIPTION, allow_blank=True)


class AttachmentsView(APIView):
    parser_classes = [FileBody]

    @extend_schema(
        operation_id="add_attachment",
        parameters=[IDEMPOTENCY_KEY],
        request={"application/octet-stream": OpenApiTypes.BINARY},
        responses={201: AttachmentAnswer},
    )
    def post(self, request: SignedInRequest, problem_id: UUID) -> Response:
        """Put a photo (JPEG, PNG, WebP) or a document (PDF) of up to 20 MB with my problem: the body is the file."""
        actions.ready_to_attach(poster=request.user, problem_id=problem_id)
        with received(request) as sent, made_from(sent) as made:
            return self.add(request, problem_id, made)

    @once
    def add(self, request: SignedInRequest, problem_id: UUID, made: Made) -> Response:
        """Keep what was made of the file."""
        return answer(request, actions.add_attachment(poster=request.user, problem_id=problem_id, made=made), 201)


class TakeAttachmentAwayBody(Body):
    reason = serializers.CharField(max_length=1000)


class AttachmentView(APIView):
    @extend_schema(operation_id="describe_attachment", request=DescribeAttachmentBody, responses=AttachmentAnswer)
    def patch(self, request: SignedInRequest, attachment_id: UUID) -> Response:
        """Say in words what my photo or document shows."""
        body = checked(DescribeAttachmentBody, request)
        return answer(request, actions.describe_attachment(poster=request.user, attachment_id=attachment_id, **body))


class RemoveAttachmentView(APIView):
    @extend_schema(operation_id="remove_attachment", request=None, responses={204: None})
    def post(self, request: SignedInRequest, attachment_id: UUID) -> Response:
        """Take my photo or document away for everybody."""
        actions.remove_attachment(poster=request.user, attachment_id=attachment_id)
        return Response(status=204)


class TakeAttachmentAwayView(APIView):
    @extend_schema(operation_id="take_attachment_away", request=TakeAttachmentAwayBody, responses={204: None})
    def post(self, request: SignedInRequest, attachment_id: UUID) -> Response:
        """As a coordinator: take a photo or document away for everybody, with a reason that its poster reads."""
        body = checked(TakeAttachmentAwayBody, request)
        actions.take_attachment_away(coordinator=request.user, attachment_id=attachment_id, **body)
        return Response(status=204)


class AttachmentFileView(OpenToRead):
    @extend_schema(
        operation_id="download_attachment",
        responses={(200, content_type): OpenApiTypes.BINARY for content_type, _, _ in SENT_AS.values()},
    )
    def get(self, request: SignedInRequest, attachment_id: UUID) -> FileResponse:
        """The photo or document itself, for whoever reads its problem."""
        attachment = queries.get_attachment(request.user, attachment_id)
        kind = AttachmentKind(attachment.kind)
        return file_answer(kind, attachment.digest, f"{kind}-{attachment.number}")
