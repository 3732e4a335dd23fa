"""Looking behind a pseudonym over HTTP; each step asks for fresh proof of who sits there."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api import IDEMPOTENCY_KEY, Body, checked, once
from common.requests import SignedInRequest
from ideas import queries, rules
from ideas.actions import looks
from ideas.api.answers import ProblemCard
from ideas.models import Look
from people.step_up import stepped_up


class AskForLookBody(Body):
    reason = serializers.CharField(max_length=1000)


class RefuseLookBody(Body):
    reason = serializers.CharField(max_length=1000)


class LookAbilities(serializers.Serializer[Any]):
    answer = serializers.BooleanField()
    look = serializers.BooleanField()


class LookAnswer(serializers.ModelSerializer[Look]):
    """What was asked and answered. Who posted is not in it."""

    problem = ProblemCard()
    state_words = serializers.CharField(source="get_state_display")
    asked_by = serializers.CharField(source="asked_by.name")
    organisation = serializers.CharField(source="organisation.name")
    answered_by = serializers.CharField(source="answered_by.name", default="")
    abilities = serializers.SerializerMethodField()

    class Meta:
        model = Look
        fields = [
            "id",
            "problem",
            "reason",
            "state",
            "state_words",
            "asked_by",
            "organisation",
            "answered_by",
            "until",
            "abilities",
        ]
        read_only_fields = fields

    @extend_schema_field(LookAbilities)
    def get_abilities(self, look: Look) -> dict[str, bool]:
        return rules.look_abilities(self.context["request"].user, look)


class BehindAnswer(serializers.Serializer[Any]):
    name = serializers.CharField(source="person.name", default="")
    email = serializers.CharField(source="person.email", default="")
    organisation = serializers.CharField(source="organisation.name", default="")


def answer(request: SignedInRequest, look_id: UUID, status: int = 200) -> Response:
    """The look as this coordinator sees it."""
    return Response(
        LookAnswer(queries.get_look(request.user, look_id), context={"request": request}).data, status=status
    )


class LooksView(APIView):
    @extend_schema(
        operation_id="ask_for_look",
        parameters=[IDEMPOTENCY_KEY],
        request=AskForLookBody,
        responses={201: LookAnswer},
    )
    @stepped_up
    @once
    def post(self, request: SignedInRequest, problem_id: UUID) -> Response:
        """Ask a coordinator of another organisation to agree that you two learn who posted."""
        asked = looks.ask_for_look(coordinator=request.user, problem_id=problem_id, **checked(AskForLookBody, request))
        return answer(request, asked.pk, 201)


class LookView(APIView):
    @extend_schema(operation_id="read_look", responses=LookAnswer)
    def get(self, request: SignedInRequest, look_id: UUID) -> Response:
        """What was asked, why and by whom."""
        return answer(request, look_id)


class AgreeToLookView(APIView):
    @extend_schema(operation_id="agree_to_look", request=None, responses=LookAnswer)
    @stepped_up
    def post(self, request: SignedInRequest, look_id: UUID) -> Response:
        """Agree; the poster is told, with the reason."""
        looks.agree_to_look(coordinator=request.user, look_id=look_id)
        return answer(request, look_id)


class RefuseLookView(APIView):
    @extend_schema(operation_id="refuse_look", request=RefuseLookBody, responses=LookAnswer)
    def post(self, request: SignedInRequest, look_id: UUID) -> Response:
        """Say no, with a reason."""
        looks.refuse_look(coordinator=request.user, look_id=look_id, **checked(RefuseLookBody, request))
        return answer(request, look_id)


class LookBehindView(APIView):
    @extend_schema(operation_id="look_behind", request=None, responses=BehindAnswer)
    @stepped_up
    def post(self, request: SignedInRequest, look_id: UUID) -> Response:
        """Who posted, for the two who agreed; each time it is read is kept in the history."""
        return Response(BehindAnswer(looks.look(coordinator=request.user, look_id=look_id)).data)
