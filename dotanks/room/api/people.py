"""Who may enter a room, over HTTP."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api import checked_query
from common.requests import SignedInRequest
from dotanks.room import entering, owners
from people.api.answers import PersonCard


class NameQuery(serializers.Serializer[Any]):
    q = serializers.CharField(required=False, default="", max_length=100, help_text="Letters in the name.")


class RoomPeopleView(APIView):
    @extend_schema(operation_id="read_room_people", parameters=[NameQuery], responses=PersonCard(many=True))
    def get(self, request: SignedInRequest, room_id: UUID) -> Response:
        """Everybody who may enter this room today: whom one can mention or ask to do something."""
        entering.read(request.user, room_id)
        letters = checked_query(NameQuery, request)["q"]
        return Response(PersonCard(owners.people_in(room_id).filter(name__icontains=letters), many=True).data)
