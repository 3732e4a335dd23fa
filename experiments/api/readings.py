"""Readings over HTTP: one, many at once, from a table and as a table."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api import IDEMPOTENCY_KEY, checked, once
from common.requests import SignedInRequest
from common.uploads import FileBody, received
from experiments import queries
from experiments.actions import readings
from experiments.api.answers import ReadingAnswer
from experiments.api.bodies import ReadingBody
from experiments.running import files

AT_ONCE = 500
CSV = {"text/csv": OpenApiTypes.BINARY}


class ReadingsBody(serializers.ListSerializer[Any]):
    """Many readings: all are taken, or none."""

    child = ReadingBody()

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(child=ReadingBody(), max_length=AT_ONCE, min_length=1, allow_empty=False, **kwargs)


def _one_or_many(name: str, one: Any) -> Any:
    return PolymorphicProxySerializer(
        component_name=name, serializers=[one, one(many=True)], resource_type_field_name=None, many=False
    )


class ReadingsView(APIView):
    @extend_schema(
        operation_id="enter_reading",
        parameters=[IDEMPOTENCY_KEY],
        request=_one_or_many("ReadingOrReadings", ReadingBody),
        responses={201: _one_or_many("ReadingOrReadingsAnswer", ReadingAnswer)},
    )
    @once
    def post(self, request: SignedInRequest, pilot_id: UUID) -> Response:
        """Add what was measured: one reading, or a list of up to 500 of which all are taken or none."""
        if isinstance(request.data, list):
            many = ReadingsBody(data=request.data)
            many.is_valid(raise_exception=True)
            entered = readings.enter_readings(person=request.user, pilot_id=pilot_id, readings=many.validated_data)
            return Response(ReadingAnswer(entered, many=True).data, status=201)
        reading = readings.enter_reading(person=request.user, pilot_id=pilot_id, **checked(ReadingBody, request))
        return Response(ReadingAnswer(reading).data, status=201)


class FileRow(serializers.Serializer[Any]):
    line = serializers.IntegerField()
    measure = serializers.CharField(source="measure.name")
    unit = serializers.CharField(source="measure.unit")
    day = serializers.DateField()
    value = serializers.DecimalField(max_digits=14, decimal_places=3)
    note = serializers.CharField()
    known = serializers.BooleanField()


class FileError(serializers.Serializer[Any]):
    line = serializers.IntegerField()
    column = serializers.CharField()
    words = serializers.CharField()
    to_do = serializers.CharField()


class FilePreview(serializers.Serializer[Any]):
    rows = FileRow(many=True)
    errors = FileError(many=True)  # type: ignore[assignment]
    new = serializers.SerializerMethodField()

    def get_new(self, table: files.Table) -> int:
        """How many readings would be entered."""
        return sum(not row.known for row in table.rows)


class FileImported(serializers.Serializer[Any]):
    entered = serializers.IntegerField()
    known = serializers.IntegerField()


class PreviewReadingsView(APIView):
    parser_classes = [FileBody]

    @extend_schema(operation_id="preview_readings", request=CSV, responses=FilePreview)
    def post(self, request: SignedInRequest, pilot_id: UUID) -> Response:
        """Read a table (CSV, up to 1 MB and 2,000 rows) row by row and say what is wrong where; nothing is entered."""
        pilot = readings.ready_to_import(person=request.user, pilot_id=pilot_id)
        with received(request, most=files.MOST_BYTES) as sent:
            table = files.read(pilot, sent.path.read_bytes())
        return Response(FilePreview(table).data)


class ImportReadingsView(APIView):
    parser_classes = [FileBody]

    @extend_schema(operation_id="import_readings", request=CSV, responses={201: FileImported})
    def post(self, request: SignedInRequest, pilot_id: UUID) -> Response:
        """Enter every row of a table that is not there yet; with one wrong row, nothing is entered."""
        readings.ready_to_import(person=request.user, pilot_id=pilot_id)
        with received(request, most=files.MOST_BYTES) as sent:
            content = sent.path.read_bytes()
        table, entered = readings.import_readings(person=request.user, pilot_id=pilot_id, sent=content)
        answer = {"entered": len(entered), "known": len(table.rows) - len(entered)}
        return Response(FileImported(answer).data, status=201)


class ReadingsCsvView(APIView):
    @extend_schema(operation_id="export_readings", responses={(200, "text/csv"): OpenApiTypes.STR})
    def get(self, request: SignedInRequest, pilot_id: UUID) -> HttpResponse:
        """Every reading that stands, as a table."""
        content = files.write(queries.get_pilot(request.user, pilot_id))
        return HttpResponse(
            content.encode(),
            content_type="text/csv; charset=utf-8",
            headers={
                "Content-Disposition": 'attachment; filename="readings.csv"',
                "Content-Security-Policy": "sandbox",
            },
        )
