"""The charter over HTTP, and who drives and challenges."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api import Body, checked
from common.requests import SignedInRequest
from dotanks import queries
from dotanks.actions import charter as actions
from dotanks.api.answers import DoTankAnswer
from dotanks.charter import rules
from dotanks.charter.draft import drafted
from dotanks.models.charter import LINE
from dotanks.rules import is_inside
from people.api.answers import PersonCard
from people.rules import is_coordinator


class WriteCharterBody(Body):
    read_version = serializers.IntegerField(min_value=0, max_value=1_000_000)
    aim = serializers.CharField(max_length=LINE)
    brings = serializers.CharField(max_length=LINE)
    openness = serializers.CharField(max_length=LINE)
    leaving = serializers.CharField(max_length=LINE)


class AcceptCharterBody(Body):
    read_version = serializers.IntegerField(min_value=1, max_value=1_000_000)


class NameRolesBody(Body):
    driver = serializers.UUIDField()
    challenger = serializers.UUIDField()


class CharterAbilities(serializers.Serializer[Any]):
    write = serializers.BooleanField()
    accept = serializers.BooleanField()


class CharterAnswer(serializers.Serializer[Any]):
    """The four lines that hold; with version 0 those that we suggest. Who accepted is told to the team alone."""

    version = serializers.IntegerField()
    language = serializers.CharField()
    aim = serializers.CharField()
    brings = serializers.CharField()
    openness = serializers.CharField()
    leaving = serializers.CharField()
    written_at = serializers.DateTimeField(allow_null=True)
    accepted = PersonCard(many=True)
    waiting = PersonCard(many=True)
    abilities = CharterAbilities()


def charter_answer(request: SignedInRequest, dotank_id: UUID) -> Response:
    """The charter as this person sees it."""
    dotank = queries.get_dotank(request.user, dotank_id)
    charter = rules.charter_of(dotank)
    text: Any = charter or drafted(dotank)
    inside = is_inside(request.user, dotank)
    waiting = {seat.person_id for seat in rules.still_to_accept(dotank, charter)}
    seats = dotank.seats.all() if inside else []
    told = {
        "version": charter.number if charter else 0,
        "language": dotank.language,
        **{name: getattr(text, name) for name in ("aim", "brings", "openness", "leaving")},
        "written_at": charter.created_at if charter else None,
        "accepted": [seat.person for seat in seats if seat.person_id not in waiting],
        "waiting": [seat.person for seat in seats if seat.person_id in waiting],
        "abilities": {
            "write": rules.may_write(request.user, dotank, coordinates=is_coordinator(request.user)),
            "accept": rules.may_accept(request.user, dotank, charter),
        },
    }
    return Response(CharterAnswer(told).data)


class CharterView(APIView):
    @extend_schema(operation_id="read_charter", responses=CharterAnswer)
    def get(self, request: SignedInRequest, dotank_id: UUID) -> Response:
        """What the team agrees with each other."""
        return charter_answer(request, dotank_id)

    @extend_schema(operation_id="write_charter", request=WriteCharterBody, responses=CharterAnswer)
    def put(self, request: SignedInRequest, dotank_id: UUID) -> Response:
        """Write the four lines; everybody accepts them anew."""
        actions.write_charter(person=request.user, dotank_id=dotank_id, **checked(WriteCharterBody, request))
        return charter_answer(request, dotank_id)


class AcceptCharterView(APIView):
    @extend_schema(operation_id="accept_charter", request=AcceptCharterBody, responses=CharterAnswer)
    def post(self, request: SignedInRequest, dotank_id: UUID) -> Response:
        """Accept the words I read."""
        actions.accept_charter(person=request.user, dotank_id=dotank_id, **checked(AcceptCharterBody, request))
        return charter_answer(request, dotank_id)


class RolesView(APIView):
    @extend_schema(operation_id="name_roles", request=NameRolesBody, responses=DoTankAnswer)
    def put(self, request: SignedInRequest, dotank_id: UUID) -> Response:
        """Say who drives and who challenges."""
        actions.name_roles(coordinator=request.user, dotank_id=dotank_id, **checked(NameRolesBody, request))
        dotank = queries.get_dotank(request.user, dotank_id)
        context = {"request": request, "coordinates": is_coordinator(request.user)}
        return Response(DoTankAnswer(dotank, context=context).data)
