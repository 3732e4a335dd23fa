"""Hours over HTTP: a member asks, the manager answers through a signed link, the team sees hours and dates."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api import IDEMPOTENCY_KEY, Body, Day, checked, once
from common.requests import SignedInRequest
from common.states import may_step
from dotanks.actions import hours as actions
from dotanks.hours import queries
from dotanks.hours.states import STANDING, HoursState
from dotanks.models import DoTank, HoursRequest
from dotanks.rules import has_seat
from people.api.answers import PersonCard
from people.api.employment import NamedPerson
from people.models import Person
from people.models.persons import MOST_HOURS


class HoursBody(Body):
    hours_a_week = serializers.IntegerField(min_value=1, max_value=MOST_HOURS)
    since = Day()
    until = Day()


class GrantHoursBody(HoursBody):
    words = serializers.CharField(max_length=1000, required=False, allow_blank=True, default="")


class HoursWordsBody(Body):
    words = serializers.CharField(max_length=1000, required=False, allow_blank=True, default="")


class GivenHours(serializers.ModelSerializer[HoursRequest]):
    """What the team sees: whose, how many, from when until when."""

    person = PersonCard()

    class Meta:
        model = HoursRequest
        fields = ["id", "person", "hours_a_week", "since", "until"]
        read_only_fields = fields


class MyHours(serializers.ModelSerializer[HoursRequest]):
    """My own question with its answer, and what the manager wrote to me."""

    manager = NamedPerson()
    state = serializers.ChoiceField(choices=HoursState.choices)
    state_words = serializers.CharField(source="get_state_display")

    class Meta:
        model = HoursRequest
        fields = ["id", "manager", "hours_a_week", "since", "until", "state", "state_words", "words", "answered_at"]
        read_only_fields = fields


class TeamHoursAnswer(serializers.Serializer[Any]):
    """The hours in a team, my own question, and whether I may ask."""

    given = GivenHours(many=True)
    mine = MyHours(allow_null=True)
    manager = NamedPerson(allow_null=True)
    may_ask = serializers.BooleanField()


class HoursAbilities(serializers.Serializer[Any]):
    grant = serializers.BooleanField()
    refuse = serializers.BooleanField()
    revoke = serializers.BooleanField()


class HoursAskedAnswer(serializers.ModelSerializer[HoursRequest]):
    """What the manager reads: who asks, for which subject, how much. Nothing of the team, nothing of the poster."""

    name = serializers.CharField(source="person.shown_name")
    subject = serializers.CharField(source="dotank.problem.title")
    language = serializers.CharField(source="dotank.problem.language")
    state = serializers.ChoiceField(choices=HoursState.choices)
    state_words = serializers.CharField(source="get_state_display")
    abilities = serializers.SerializerMethodField()

    class Meta:
        model = HoursRequest
        fields = [
            "name",
            "subject",
            "language",
            "hours_a_week",
            "since",
            "until",
            "state",
            "state_words",
            "words",
            "answered_at",
            "abilities",
        ]
        read_only_fields = fields

    @extend_schema_field(HoursAbilities)
    def get_abilities(self, asked: HoursRequest) -> dict[str, bool]:
        return {step: may_step(asked, step) for step in ("grant", "refuse", "revoke")}


def team_hours(person: Person, dotank_id: UUID) -> Any:
    """The hours in a team as this person sees them."""
    dotank, rows = queries.hours_inside(person, dotank_id)
    mine = next((one for one in reversed(rows) if one.person_id == person.pk), None)
    manager = queries.manager_of(person)
    told = {
        "given": [one for one in rows if one.state == HoursState.GRANTED],
        "mine": mine,
        "manager": manager,
        "may_ask": _may_ask(person, dotank, mine),
    }
    return TeamHoursAnswer(told).data


def _may_ask(person: Person, dotank: DoTank, mine: HoursRequest | None) -> bool:
    asks = mine is not None and mine.state in STANDING
    return has_seat(person, dotank) and dotank.state in queries.OPEN and not asks


class TeamHoursView(APIView):
    @extend_schema(operation_id="read_team_hours", responses=TeamHoursAnswer)
    def get(self, request: SignedInRequest, dotank_id: UUID) -> Response:
        """The hours that managers gave, for the team."""
        return Response(team_hours(request.user, dotank_id))

    @extend_schema(
        operation_id="ask_for_hours", parameters=[IDEMPOTENCY_KEY], request=HoursBody, responses={201: TeamHoursAnswer}
    )
    @once
    def post(self, request: SignedInRequest, dotank_id: UUID) -> Response:
        """Ask my own manager for hours."""
        actions.ask_for_hours(person=request.user, dotank_id=dotank_id, **checked(HoursBody, request))
        return Response(team_hours(request.user, dotank_id), status=201)


class EndHoursView(APIView):
    @extend_schema(operation_id="end_hours", request=None, responses=TeamHoursAnswer)
    def post(self, request: SignedInRequest, asked_id: UUID) -> Response:
        """I ask no more, or need the hours no more."""
        asked = actions.end_hours(person=request.user, asked_id=asked_id)
        return Response(team_hours(request.user, asked.dotank_id))


class HoursView(APIView):
    @extend_schema(operation_id="read_hours_asked", responses=HoursAskedAnswer)
    def get(self, request: SignedInRequest, key: str) -> Response:
        """What a colleague asks of me, through my signed link."""
        return Response(HoursAskedAnswer(queries.get_for_manager(request.user, key)).data)


class GrantHoursView(APIView):
    @extend_schema(operation_id="grant_hours", request=GrantHoursBody, responses=HoursAskedAnswer)
    def post(self, request: SignedInRequest, key: str) -> Response:
        """Give hours."""
        asked = actions.grant_hours(manager=request.user, key=key, **checked(GrantHoursBody, request))
        return Response(HoursAskedAnswer(asked).data)


class RefuseHoursView(APIView):
    @extend_schema(operation_id="refuse_hours", request=HoursWordsBody, responses=HoursAskedAnswer)
    def post(self, request: SignedInRequest, key: str) -> Response:
        """Give no hours."""
        asked = actions.refuse_hours(manager=request.user, key=key, **checked(HoursWordsBody, request))
        return Response(HoursAskedAnswer(asked).data)


class RevokeHoursView(APIView):
    @extend_schema(operation_id="revoke_hours", request=HoursWordsBody, responses=HoursAskedAnswer)
    def post(self, request: SignedInRequest, key: str) -> Response:
        """Take the hours back."""
        asked = actions.revoke_hours(manager=request.user, key=key, **checked(HoursWordsBody, request))
        return Response(HoursAskedAnswer(asked).data)
