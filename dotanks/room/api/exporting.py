"""The document of a room in other forms, over HTTP."""

from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.views import APIView

from common.requests import SignedInRequest
from dotanks.room.exporting import queries
from dotanks.room.exporting.forms import FORMS


class DocumentFileView(APIView):
    @extend_schema(
        operation_id="export_document",
        parameters=[OpenApiParameter("form", str, OpenApiParameter.PATH, enum=list(FORMS))],
        responses={(200, "application/octet-stream"): OpenApiTypes.BINARY},
    )
    def get(self, request: SignedInRequest, room_id: UUID, form: str) -> HttpResponse:
        """The document as it is now, as a file."""
        return file_answer(queries.document_as(request.user, room_id, form))


def file_answer(file: queries.File) -> HttpResponse:
    """A file to save."""
    return HttpResponse(
        file.content,
        content_type=file.media_type,
        headers={"Content-Disposition": f'attachment; filename="{file.name}"'},
    )
