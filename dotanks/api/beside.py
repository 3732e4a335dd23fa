"""Seats beside a team over HTTP."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api import IDEMPOTENCY_KEY, Body, Day, checked, once
from common.requests import SignedInRequest
from common.states import may_step
from dotanks.actions import beside as actions
from dotanks.beside import queries
from dotanks.beside.states import BesideKind, BesideState
from dotanks.models import SeatBeside
from people.api.answers import PersonCard
from people.models import Person
from people.words import Skill

MOST_WEEKS = 52


class AskBesideBody(Body):
    email = serializers.EmailField(max_length=254)
    kind = serializers.ChoiceField(choices=BesideKind.choices)
    why = serializers.CharField(max_length=300)
    until = Day(required=False, allow_null=True, default=None)
    skill = serializers.ChoiceField(choices=Skill.choices, required=False, allow_blank=True, default="")
    weeks = serializers.IntegerField(min_value=1, max_value=MOST_WEEKS, required=False, allow_null=True, default=None)


class SeatBesideAnswer(serializers.ModelSerializer[SeatBeside]):
    """One who stands beside the team."""

    person = PersonCard()
    kind = serializers.ChoiceField(choices=BesideKind.choices)
    kind_words = serializers.CharField(source="get_kind_display")
    skill_words = serializers.CharField(source="get_skill_display")
    state = serializers.ChoiceField(choices=BesideState.choices)
    state_words = serializers.CharField(source="get_state_display")

    class Meta:
        model = SeatBeside
        fields = ["id", "person", "kind", "kind_words", "skill_words", "weeks", "until", "state", "state_words"]
        read_only_fields = fields


class BesideTeamAnswer(serializers.Serializer[Any]):
    """Who stands beside the team, and whether I may ask more and end it."""

    seats = SeatBesideAnswer(many=True)
    may_arrange = serializers.BooleanField()


class AskedBesideAbilities(serializers.Serializer[Any]):
    accept = serializers.BooleanField()
    decline = serializers.BooleanField()
    end = serializers.BooleanField()


class AskedBesideAnswer(serializers.ModelSerializer[SeatBeside]):
    """What I am asked: what as, until when, why me."""

    subject = serializers.CharField(source="dotank.problem.title")
    language = serializers.CharField(source="dotank.problem.language")
    problem_id = serializers.UUIDField(source="dotank.problem_id")
    dotank_id = serializers.UUIDField()
    asked_by = serializers.CharField(source="asked_by.shown_name")
    kind = serializers.ChoiceField(choices=BesideKind.choices)
    kind_words = serializers.CharField(source="get_kind_display")
    skill_words = serializers.CharField(source="get_skill_display")
    state = serializers.ChoiceField(choices=BesideState.choices)
    state_words = serializers.CharField(source="get_state_display")
    abilities = serializers.SerializerMethodField()

    class Meta:
        model = SeatBeside
        fields = [
            "id",
            "subject",
            "language",
            "problem_id",
            "dotank_id",
            "asked_by",
            "kind",
            "kind_words",
            "skill_words",
            "weeks",
            "until",
            "why",
            "state",
            "state_words",
            "abilities",
        ]
        read_only_fields = fields

    @extend_schema_field(AskedBesideAbilities)
    def get_abilities(self, beside: SeatBeside) -> dict[str, bool]:
        return {step: may_step(beside, step) for step in ("accept", "decline", "end")}


def beside_answer(person: Person, dotank_id: UUID) -> Any:
    """Who stands beside a team as this person sees it."""
    dotank, seats = queries.beside_team(person, dotank_id)
    return BesideTeamAnswer({"seats": seats, "may_arrange": queries.arranges(person, dotank)}).data


class BesideTeamView(APIView):
    @extend_schema(operation_id="read_beside_team", responses=BesideTeamAnswer)
    def get(self, request: SignedInRequest, dotank_id: UUID) -> Response:
        """Who stands beside the team."""
        return Response(beside_answer(request.user, dotank_id))

    @extend_schema(
        operation_id="ask_beside",
        parameters=[IDEMPOTENCY_KEY],
        request=AskBesideBody,
        responses={201: BesideTeamAnswer},
    )
    @once
    def post(self, request: SignedInRequest, dotank_id: UUID) -> Response:
        """Ask a colleague to coach, advise, look on or lend a skill for a while."""
        actions.ask_beside(person=request.user, dotank_id=dotank_id, **checked(AskBesideBody, request))
        return Response(beside_answer(request.user, dotank_id), status=201)


class AskedBesideView(APIView):
    @extend_schema(operation_id="read_asked_beside", responses=AskedBesideAnswer)
    def get(self, request: SignedInRequest, beside_id: UUID) -> Response:
        """What I am asked."""
        return Response(AskedBesideAnswer(queries.get_asked_beside(request.user, beside_id)).data)


class AcceptBesideView(APIView):
    @extend_schema(operation_id="accept_beside", request=None, responses=AskedBesideAnswer)
    def post(self, request: SignedInRequest, beside_id: UUID) -> Response:
        """Yes, until that day."""
        return Response(AskedBesideAnswer(actions.accept_beside(person=request.user, beside_id=beside_id)).data)


class DeclineBesideView(APIView):
    @extend_schema(operation_id="decline_beside", request=None, responses=AskedBesideAnswer)
    def post(self, request: SignedInRequest, beside_id: UUID) -> Response:
        """No."""
        return Response(AskedBesideAnswer(actions.decline_beside(person=request.user, beside_id=beside_id)).data)


class EndBesideView(APIView):
    @extend_schema(operation_id="end_beside", request=None, responses={204: None})
    def post(self, request: SignedInRequest, beside_id: UUID) -> Response:
        """End it before its day."""
        actions.end_beside(person=request.user, beside_id=beside_id)
        return Response(status=204)
