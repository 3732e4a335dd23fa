"""The map of affected groups over HTTP."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api import Body, MissingAnswer, checked
from common.requests import SignedInRequest
from dotanks import queries
from dotanks.actions import affected as actions
from dotanks.affected import rules
from people.api.employment import NamedPerson
from people.models import Person

MOST_GROUPS = 20


class AffectedGroupBody(Body):
    name = serializers.CharField(max_length=80)
    voice = serializers.UUIDField(allow_null=True)


class MapAffectedBody(Body):
    read_version = serializers.IntegerField(min_value=0, max_value=1_000_000)
    groups = serializers.ListField(child=AffectedGroupBody(), max_length=MOST_GROUPS)


class AffectedGroupAnswer(serializers.Serializer[Any]):
    """A group, and who speaks for it today; nobody where that person is in the team no more."""

    name = serializers.CharField()
    voice = NamedPerson(allow_null=True)


class AffectedAnswer(serializers.Serializer[Any]):
    """Whom the work affects, who speaks for them, and what the team should look at."""

    version = serializers.IntegerField()
    language = serializers.CharField()
    groups = AffectedGroupAnswer(many=True)
    warnings = MissingAnswer(many=True)
    voices = NamedPerson(many=True)
    suggestions = serializers.ListField(child=serializers.CharField())
    may_map = serializers.BooleanField()


def affected_answer(request: SignedInRequest, dotank_id: UUID) -> Response:
    """The map as this person sees it."""
    dotank = queries.get_dotank(request.user, dotank_id)
    groups = list(dotank.affected.order_by("place"))
    # A group without a voice asks for the person of no id: nobody.
    heard: dict[UUID | None, Person] = {one.pk: one for one in rules.voices(dotank)}
    may_map = rules.may_map(request.user, dotank)
    told = {
        "version": dotank.affected_version,
        "language": dotank.language,
        "groups": [{"name": group.name, "voice": heard.get(group.voice_id)} for group in groups],
        "warnings": rules.warnings(groups, heard),
        "voices": list(heard.values()) if may_map else [],
        "suggestions": rules.suggestions(dotank) if may_map else [],
        "may_map": may_map,
    }
    return Response(AffectedAnswer(told).data)


class AffectedView(APIView):
    @extend_schema(operation_id="read_affected", responses=AffectedAnswer)
    def get(self, request: SignedInRequest, dotank_id: UUID) -> Response:
        """Whom the work affects."""
        return affected_answer(request, dotank_id)

    @extend_schema(operation_id="map_affected", request=MapAffectedBody, responses=AffectedAnswer)
    def put(self, request: SignedInRequest, dotank_id: UUID) -> Response:
        """Say whom the work affects and who speaks for them."""
        actions.map_affected(person=request.user, dotank_id=dotank_id, **checked(MapAffectedBody, request))
        return affected_answer(request, dotank_id)
