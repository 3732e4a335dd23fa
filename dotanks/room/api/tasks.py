"""The open tasks of a room over HTTP."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from common.requests import SignedInRequest
from dotanks.live.rooms import read_checks
from dotanks.room import entering
from dotanks.room.owners import people_in
from people.api.answers import PersonCard


class OpenTaskAnswer(serializers.Serializer[Any]):
    """A check item that is not ticked; nobody where none was named, or who was named has left."""

    text = serializers.CharField()
    assignee = PersonCard(allow_null=True)
    due = serializers.DateField(allow_null=True)


class RoomTasksView(APIView):
    @extend_schema(operation_id="list_open_tasks", responses=OpenTaskAnswer(many=True))
    def get(self, request: SignedInRequest, room_id: UUID) -> Response:
        """The check items of the document that are still open, in its order."""
        entering.read(request.user, room_id)
        people = {person.pk: person for person in people_in(room_id)}
        tasks = [
            {**asdict(item), "assignee": people.get(item.assignee) if item.assignee else None}
            for item in read_checks(room_id)
            if not item.done and item.text
        ]
        return Response(OpenTaskAnswer(tasks, many=True).data)
