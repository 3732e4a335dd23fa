"""Templates for the document over HTTP."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from common.requests import SignedInRequest
from dotanks.live.rooms import Block
from dotanks.room import entering
from dotanks.room.templates import Template, templates

KINDS = ["heading", "paragraph", "bullets", "checks", "grid"]


class TemplateBlock(serializers.Serializer[Any]):
    """One block: what it is, and its words; `rows` for a table whose first row names its columns."""

    kind = serializers.ChoiceField(choices=KINDS)
    text = serializers.CharField()
    level = serializers.IntegerField()
    italic = serializers.BooleanField()
    items = serializers.ListField(child=serializers.CharField())
    rows = serializers.ListField(child=serializers.ListField(child=serializers.CharField()))


class TemplateAnswer(serializers.Serializer[Any]):
    """An outline that can be put into the document."""

    id = serializers.CharField()
    title = serializers.CharField()
    blocks = serializers.SerializerMethodField()

    @extend_schema_field(TemplateBlock(many=True))
    def get_blocks(self, template: Template) -> list[dict[str, Any]]:
        return [plain(block) for block in template.blocks]


def plain(block: Block) -> dict[str, Any]:
    """A block as data."""
    if isinstance(block, str):
        return {"kind": "paragraph", "text": block, "level": 0, "italic": False, "items": [], "rows": []}
    return {
        "kind": type(block).__name__.lower(),
        "text": getattr(block, "text", ""),
        "level": getattr(block, "level", 0),
        "italic": getattr(block, "italic", False),
        "items": list(getattr(block, "items", [])),
        "rows": [list(row) for row in getattr(block, "rows", [])],
    }


class RoomTemplatesView(APIView):
    @extend_schema(operation_id="list_room_templates", responses=TemplateAnswer(many=True))
    def get(self, request: SignedInRequest, room_id: UUID) -> Response:
        """Outlines to begin a text with, in my language."""
        entering.read(request.user, room_id)
        return Response(TemplateAnswer(templates(), many=True).data)
