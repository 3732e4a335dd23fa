"""Numbered versions of the document over HTTP: saving, naming, comparing, restoring."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api import IDEMPOTENCY_KEY, Body, PageQuery, checked, checked_query, once, page_of, page_schema
from common.requests import SignedInRequest
from dotanks import version_queries as queries
from dotanks.actions import proposals, versions
from dotanks.actions.reading_along import let_read_along
from dotanks.api.answers import DoTankAnswer
from dotanks.api.views import dotank_answer
from dotanks.models import DocumentVersion
from dotanks.room.api.exporting import file_answer
from dotanks.room.exporting.forms import FORMS
from dotanks.room.showing import shown
from people.api.answers import PersonCard

CHANGES = ["same", "added", "removed", "changed", "formatted", "folded"]
LINES = ["heading", "paragraph", "item", "row", "image"]


class VersionName(serializers.Serializer[Any]):
    """What a version is called; who called it that, and when."""

    name = serializers.CharField()
    named_by = serializers.CharField(source="named_by.shown_name")
    named_at = serializers.DateTimeField(source="created_at")


class VersionCard(serializers.ModelSerializer[DocumentVersion]):
    saved_by = PersonCard()
    called = serializers.SerializerMethodField()
    written_by = serializers.SerializerMethodField()
    restored_from = serializers.IntegerField(source="restored_from.number", allow_null=True, default=None)

    class Meta:
        model = DocumentVersion
        fields = ["id", "number", "called", "saved_by", "written_by", "created_at", "restored_from", "sha256"]
        read_only_fields = fields

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_written_by(self, version: DocumentVersion) -> list[str]:
        """Whose edits came in since the version before, by name."""
        return [author.person.shown_name for author in version.authors.all()]

    @extend_schema_field(VersionName(allow_null=True))
    def get_called(self, version: DocumentVersion) -> Any:
        names = version.names.all()  # newest first, as they were fetched
        return VersionName(names[0]).data if names else None


class VersionAnswer(VersionCard):
    html = serializers.SerializerMethodField()

    class Meta:
        model = DocumentVersion
        fields = [*VersionCard.Meta.fields, "html", "text"]
        read_only_fields = fields

    def get_html(self, version: DocumentVersion) -> str:
        return shown(version.html, version.dotank.room_id)


class NameVersionBody(Body):
    name = serializers.CharField(max_length=80)


class DifferencesQuery(serializers.Serializer[Any]):
    before = serializers.IntegerField(min_value=1, max_value=2**31 - 1, help_text="The number of the earlier version.")
    after = serializers.IntegerField(
        min_value=1,
        max_value=2**31 - 1,
        required=False,
        allow_null=True,
        default=None,
        help_text="The number of the later version; left out, the document as it is now.",
    )
    whole = serializers.BooleanField(required=False, default=False, help_text="Also long unchanged stretches.")


class StretchAnswer(serializers.Serializer[Any]):
    """Words that stayed, came or went."""

    change = serializers.ChoiceField(choices=CHANGES[:3])
    text = serializers.CharField()


class LineChangeAnswer(serializers.Serializer[Any]):
    """A line of the document and what became of it; a folded one stands for `count` unchanged lines."""

    change = serializers.ChoiceField(choices=CHANGES)
    kind = serializers.ChoiceField(choices=LINES, allow_blank=True)
    level = serializers.IntegerField()
    checked = serializers.BooleanField(allow_null=True)
    count = serializers.IntegerField()
    stretches = StretchAnswer(many=True)


class DifferencesAnswer(serializers.Serializer[Any]):
    """What changed from one version to another, or to the document as it is now."""

    before = serializers.IntegerField()
    after = serializers.IntegerField(allow_null=True)
    same = serializers.BooleanField()
    lines = LineChangeAnswer(many=True)


def version_answer(request: SignedInRequest, version_id: UUID, status: int = 200) -> Response:
    """One version as this person reads it."""
    return Response(VersionAnswer(queries.get_version(request.user, version_id)).data, status=status)


class VersionsView(APIView):
    @extend_schema(operation_id="list_versions", parameters=[PageQuery], responses=page_schema(VersionCard))
    def get(self, request: SignedInRequest, dotank_id: UUID) -> Response:
        """The numbered versions of the team's document."""
        return page_of(request, queries.versions_of(request.user, dotank_id), VersionCard)

    @extend_schema(operation_id="save_version", request=None, responses={201: VersionAnswer})
    def post(self, request: SignedInRequest, dotank_id: UUID) -> Response:
        """Keep the document as it stands now under the next number."""
        version = proposals.save_version(person=request.user, dotank_id=dotank_id)
        return version_answer(request, version.pk, 201)


class VersionView(APIView):
    @extend_schema(operation_id="read_version", responses=VersionAnswer)
    def get(self, request: SignedInRequest, version_id: UUID) -> Response:
        """One version, as it was saved."""
        return version_answer(request, version_id)


class VersionFileView(APIView):
    @extend_schema(
        operation_id="export_version",
        parameters=[OpenApiParameter("form", str, OpenApiParameter.PATH, enum=list(FORMS))],
        responses={(200, "application/octet-stream"): OpenApiTypes.BINARY},
    )
    def get(self, request: SignedInRequest, version_id: UUID, form: str) -> HttpResponse:
        """One version, as it was saved, as a file."""
        return file_answer(queries.version_as(request.user, version_id, form))


class NameVersionView(APIView):
    @extend_schema(operation_id="name_version", request=NameVersionBody, responses=VersionAnswer)
    def put(self, request: SignedInRequest, version_id: UUID) -> Response:
        """Call a version something."""
        versions.name_version(person=request.user, version_id=version_id, **checked(NameVersionBody, request))
        return version_answer(request, version_id)


class RestoreVersionView(APIView):
    @extend_schema(
        operation_id="restore_version", parameters=[IDEMPOTENCY_KEY], request=None, responses={201: VersionAnswer}
    )
    @once
    def post(self, request: SignedInRequest, version_id: UUID) -> Response:
        """Make an earlier version the newest text, as a new version."""
        version = versions.restore_version(person=request.user, version_id=version_id)
        return version_answer(request, version.pk, 201)


class DifferencesView(APIView):
    @extend_schema(operation_id="compare_versions", parameters=[DifferencesQuery], responses=DifferencesAnswer)
    def get(self, request: SignedInRequest, dotank_id: UUID) -> Response:
        """What changed between two versions, or since one."""
        asked = checked_query(DifferencesQuery, request)
        return Response(DifferencesAnswer(queries.differences_of(request.user, dotank_id, **asked)).data)


class ReadAlongBody(Body):
    open = serializers.BooleanField(help_text="Whether coordinators may read the room.")


class ReadAlongView(APIView):
    @extend_schema(operation_id="let_read_along", request=ReadAlongBody, responses=DoTankAnswer)
    def put(self, request: SignedInRequest, dotank_id: UUID) -> Response:
        """Let coordinators read the team's room, or end it."""
        body = checked(ReadAlongBody, request)
        let_read_along(person=request.user, dotank_id=dotank_id, open_to_coordinators=body["open"])
        return dotank_answer(request, dotank_id)
