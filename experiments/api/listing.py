"""Pilots in lists over HTTP: found by what they are, and counted by place and field."""

from dataclasses import asdict
from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api import PageQuery, checked_query, page_of, page_schema
from common.requests import SignedInRequest
from experiments.api.answers import PilotCard
from experiments.listing import pilots_found, places_of
from experiments.states import Level, PilotState
from people.words import Topic


def levels() -> serializers.ListField:
    """Any of the levels of a score."""
    return serializers.ListField(
        child=serializers.ChoiceField(choices=Level.choices), max_length=len(Level), required=False
    )


class PilotsQuery(serializers.Serializer[Any]):
    state = serializers.ListField(
        child=serializers.ChoiceField(choices=PilotState.choices), max_length=len(PilotState), required=False
    )
    topic = serializers.ChoiceField(choices=Topic.choices, required=False)
    country = serializers.RegexField(r"^[A-Z]{2}$", required=False)
    region = serializers.CharField(max_length=60, required=False)
    organisation = serializers.UUIDField(required=False)
    performance = levels()
    quality_of_work = levels()


class FieldCountAnswer(serializers.Serializer[Any]):
    topic = serializers.ChoiceField(choices=Topic.choices)
    topic_words = serializers.SerializerMethodField()
    running = serializers.IntegerField()
    ended = serializers.IntegerField()

    @extend_schema_field(serializers.CharField())
    def get_topic_words(self, counted: dict[str, Any]) -> str:
        return str(Topic(counted["topic"]).label)


class PlaceAnswer(serializers.Serializer[Any]):
    country = serializers.CharField()
    region = serializers.CharField()
    running = serializers.IntegerField()
    ended = serializers.IntegerField()
    topics = FieldCountAnswer(many=True)


class PlacesAnswer(serializers.Serializer[Any]):
    places = PlaceAnswer(many=True)
    left_out = serializers.IntegerField(help_text="How many places more there are; narrow the choice to see them.")


class PilotsView(APIView):
    @extend_schema(operation_id="list_pilots", parameters=[PageQuery, PilotsQuery], responses=page_schema(PilotCard))
    def get(self, request: SignedInRequest) -> Response:
        """Pilots that I can see, newest first."""
        return page_of(request, pilots_found(request.user, **checked_query(PilotsQuery, request)), PilotCard)


class PilotPlacesView(APIView):
    @extend_schema(operation_id="list_pilot_places", parameters=[PilotsQuery], responses=PlacesAnswer)
    def get(self, request: SignedInRequest) -> Response:
        """The same pilots counted by place and field: the map in words."""
        places, left_out = places_of(pilots_found(request.user, **checked_query(PilotsQuery, request)))
        return Response(PlacesAnswer({"places": [asdict(place) for place in places], "left_out": left_out}).data)
