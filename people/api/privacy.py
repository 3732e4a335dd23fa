"""Everything about me, and erase me."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api import IDEMPOTENCY_KEY, once
from common.requests import SignedInRequest
from people import queries
from people.actions import privacy as actions
from people.models import Archive, Erasure, Person
from people.models.privacy import ARCHIVE_KEPT
from people.privacy.archive import opened
from people.privacy.erasure import decided
from people.privacy.registry import Fate, tables
from people.step_up import stepped_up


class ArchiveAnswer(serializers.ModelSerializer[Archive]):
    ready = serializers.SerializerMethodField()
    until = serializers.SerializerMethodField()

    class Meta:
        model = Archive
        fields = ["id", "created_at", "done", "total", "ready", "failed", "until"]
        read_only_fields = fields

    def get_ready(self, archive: Archive) -> bool:
        return archive.ready_at is not None

    @extend_schema_field(serializers.DateTimeField())
    def get_until(self, archive: Archive) -> Any:
        return archive.created_at + ARCHIVE_KEPT


class ErasureAnswer(serializers.ModelSerializer[Erasure]):
    class Meta:
        model = Erasure
        fields = ["created_at", "due_at"]
        read_only_fields = fields


class Erasing(serializers.Serializer[Any]):
    """What happens to what, in the reader's words, when they are erased."""

    removed = serializers.ListField(child=serializers.CharField())
    unnamed = serializers.ListField(child=serializers.CharField())
    named = serializers.ListField(child=serializers.CharField())
    keeps_name = serializers.BooleanField()


class MyData(serializers.Serializer[Any]):
    archive = ArchiveAnswer(allow_null=True)
    erasure = ErasureAnswer(allow_null=True)
    erasing = Erasing()


class MyDataView(APIView):
    @extend_schema(operation_id="read_my_data", responses=MyData)
    def get(self, request: SignedInRequest) -> Response:
        """What I asked about my data, and what would happen if I had myself erased."""
        return Response(_my_data(request.user))


class ArchivesView(APIView):
    @extend_schema(
        operation_id="ask_for_archive", request=None, responses={201: ArchiveAnswer}, parameters=[IDEMPOTENCY_KEY]
    )
    @once
    def post(self, request: SignedInRequest) -> Response:
        """Have everything about me gathered into one file."""
        return Response(ArchiveAnswer(actions.ask_for_archive(person=request.user)).data, status=201)


class ArchiveFileView(APIView):
    @extend_schema(operation_id="read_archive_file", responses={(200, "application/zip"): OpenApiTypes.BINARY})
    @stepped_up
    def get(self, request: SignedInRequest, archive_id: UUID) -> HttpResponse:
        """Download everything about me; only for me, and only just after I have shown who I am."""
        archive = queries.get_ready_archive(request.user, archive_id)
        return HttpResponse(
            opened(archive),
            content_type="application/zip",
            headers={"Content-Disposition": 'attachment; filename="everything-about-me.zip"'},
        )


class ErasureView(APIView):
    @extend_schema(
        operation_id="ask_for_erasure", request=None, responses={201: ErasureAnswer}, parameters=[IDEMPOTENCY_KEY]
    )
    @stepped_up
    @once
    def post(self, request: SignedInRequest) -> Response:
        """Have myself erased in a week."""
        return Response(ErasureAnswer(actions.ask_for_erasure(person=request.user)).data, status=201)


class TakeErasureBackView(APIView):
    @extend_schema(operation_id="take_erasure_back", request=None, responses=MyData)
    def post(self, request: SignedInRequest) -> Response:
        """Stay after all."""
        actions.take_erasure_back(person=request.user)
        return Response(_my_data(request.user))


def _my_data(person: Person) -> Any:
    fates: dict[str, list[str]] = {fate.value: [] for fate in Fate}
    for table in tables():
        # Of the account itself only an empty place is left; the dialog says so.
        if table.mine is not None and table.model is not Person:
            fates[table.fate].append(str(table.title))
    return MyData(
        {
            "archive": queries.archive_of(person),
            "erasure": queries.erasure_of(person),
            "erasing": {**fates, "keeps_name": decided(person)},
        }
    ).data
