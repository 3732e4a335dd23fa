"""What is written down while a pilot runs, over HTTP: uses, loops, check-ins and the diary."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api import IDEMPOTENCY_KEY, Body, Day, checked, once
from common.requests import SignedInRequest
from experiments.actions import cards, check_ins, exempting, uses
from experiments.api.answers import PilotAnswer
from experiments.api.bodies import ReasonBody, number
from experiments.api.views import pilot_answer
from experiments.models import Card, Use
from experiments.running.reading import Running, running_of
from experiments.states import CardDecision, Going, UseKind
from people.models import Person

MOST = 2_000_000_000


class UseBody(Body):
    kind = serializers.ChoiceField(choices=UseKind.choices)
    amount = serializers.IntegerField(min_value=0, max_value=MOST, required=False)
    place = serializers.CharField(max_length=200, required=False)
    outside = serializers.BooleanField(required=False, default=False)
    used_on = Day()
    note = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")
    corrects = serializers.UUIDField(required=False)

    def validate(self, use: dict[str, Any]) -> dict[str, Any]:
        wanted, other = ("place", "amount") if use["kind"] == UseKind.PLACE else ("amount", "place")
        if wanted not in use:
            raise serializers.ValidationError({wanted: [self.fields[wanted].error_messages["required"]]})
        if other in use or (use["outside"] and use["kind"] != UseKind.PLACE):
            raise serializers.ValidationError({other: [self.fields[other].error_messages["invalid"]]})
        return use


class CardBody(Body):
    hypothesis = serializers.CharField(max_length=2000)
    test = serializers.CharField(max_length=2000)
    measure = serializers.UUIDField()
    threshold = number()


class EditCardBody(Body):
    read_version = serializers.IntegerField(min_value=1, max_value=MOST)
    hypothesis = serializers.CharField(max_length=2000, required=False)
    test = serializers.CharField(max_length=2000, required=False)
    measure = serializers.UUIDField(required=False)
    threshold = number(required=False)


class DecideCardBody(Body):
    result = serializers.CharField(max_length=2000)
    learning = serializers.CharField(max_length=2000)
    decision = serializers.ChoiceField(choices=CardDecision.choices)


class CheckInBody(Body):
    on_day = Day()
    going = serializers.ChoiceField(choices=Going.choices)
    helps = serializers.CharField(max_length=1000, required=False, allow_blank=True, default="")
    hinders = serializers.CharField(max_length=1000, required=False, allow_blank=True, default="")
    watched = serializers.CharField(max_length=1000, required=False, allow_blank=True, default="")


class UseAnswer(serializers.ModelSerializer[Use]):
    class Meta:
        model = Use
        fields = ["id", "kind", "amount", "place", "outside", "used_on", "note", "corrects"]
        read_only_fields = fields


class CardAnswer(serializers.ModelSerializer[Card]):
    state_words = serializers.CharField(source="get_state_display")
    decision_words = serializers.CharField(source="get_decision_display")
    decision = serializers.ChoiceField(choices=CardDecision.choices, allow_blank=True)

    class Meta:
        model = Card
        fields = [
            "id",
            "number",
            "hypothesis",
            "test",
            "measure_id",
            "threshold",
            "state",
            "state_words",
            "started_at",
            "decided_at",
            "result",
            "learning",
            "decision",
            "decision_words",
            "version",
        ]
        read_only_fields = fields


class UsedAnswer(serializers.Serializer[Any]):
    people = serializers.IntegerField()
    money = serializers.IntegerField()
    outside = serializers.ListField(child=serializers.CharField())


class DiaryEntry(serializers.Serializer[Any]):
    kind = serializers.CharField()
    at = serializers.DateTimeField()
    words = serializers.CharField()
    text = serializers.CharField()
    by = serializers.SerializerMethodField()

    @extend_schema_field(serializers.CharField())
    def get_by(self, entry: Any) -> str:
        """The name of a member of the team or the manager; empty where a clock or a rule acted."""
        person: Person | None = entry.by
        return person.shown_name if person else ""


class RunningAnswer(serializers.Serializer[Running]):
    used = UsedAnswer()
    limits_left = serializers.ListField(child=serializers.CharField())
    uses = UseAnswer(many=True)
    cards = CardAnswer(many=True)
    check_in_due = serializers.DateField(allow_null=True)
    check_in_late = serializers.BooleanField()
    diary = DiaryEntry(many=True)


def running_answer(request: SignedInRequest, pilot_id: UUID, status: int = 200) -> Response:
    """What was written down so far."""
    return Response(RunningAnswer(running_of(request.user, pilot_id)).data, status=status)


class RunningView(APIView):
    @extend_schema(operation_id="read_running", responses=RunningAnswer)
    def get(self, request: SignedInRequest, pilot_id: UUID) -> Response:
        """What the pilot used of its limits, its loops, its next check-in and its diary."""
        return running_answer(request, pilot_id)


class UsesView(APIView):
    @extend_schema(
        operation_id="enter_use", parameters=[IDEMPOTENCY_KEY], request=UseBody, responses={201: RunningAnswer}
    )
    @once
    def post(self, request: SignedInRequest, pilot_id: UUID) -> Response:
        """Add the people, the money or the place used on one day."""
        uses.enter_use(person=request.user, pilot_id=pilot_id, **checked(UseBody, request))
        return running_answer(request, pilot_id, 201)


class CheckInsView(APIView):
    @extend_schema(
        operation_id="check_in", parameters=[IDEMPOTENCY_KEY], request=CheckInBody, responses={201: RunningAnswer}
    )
    @once
    def post(self, request: SignedInRequest, pilot_id: UUID) -> Response:
        """Say how it goes."""
        check_ins.check_in(person=request.user, pilot_id=pilot_id, **checked(CheckInBody, request))
        return running_answer(request, pilot_id, 201)


class CardsView(APIView):
    @extend_schema(
        operation_id="plan_card", parameters=[IDEMPOTENCY_KEY], request=CardBody, responses={201: RunningAnswer}
    )
    @once
    def post(self, request: SignedInRequest, pilot_id: UUID) -> Response:
        """Write down the next loop."""
        cards.plan_card(person=request.user, pilot_id=pilot_id, **checked(CardBody, request))
        return running_answer(request, pilot_id, 201)


class CardView(APIView):
    @extend_schema(operation_id="edit_card", request=EditCardBody, responses=RunningAnswer)
    def patch(self, request: SignedInRequest, card_id: UUID) -> Response:
        """Change a loop that has not started."""
        card = cards.edit_card(person=request.user, card_id=card_id, **checked(EditCardBody, request))
        return running_answer(request, card.pilot_id)


class StartCardView(APIView):
    @extend_schema(operation_id="start_card", request=None, responses=RunningAnswer)
    def post(self, request: SignedInRequest, card_id: UUID) -> Response:
        """Begin the loop: its promise is locked."""
        card = cards.start_card(person=request.user, card_id=card_id)
        return running_answer(request, card.pilot_id)


class DecideCardView(APIView):
    @extend_schema(operation_id="decide_card", request=DecideCardBody, responses=RunningAnswer)
    def post(self, request: SignedInRequest, card_id: UUID) -> Response:
        """End the loop with what was seen, learnt and decided."""
        card = cards.decide_card(person=request.user, card_id=card_id, **checked(DecideCardBody, request))
        return running_answer(request, card.pilot_id)


class RevokeExemptionView(APIView):
    @extend_schema(operation_id="revoke_exemption", request=ReasonBody, responses=PilotAnswer)
    def post(self, request: SignedInRequest, pilot_id: UUID) -> Response:
        """Take the exemption back before its end; the pilot rests at once."""
        exempting.revoke_exemption(person=request.user, pilot_id=pilot_id, **checked(ReasonBody, request))
        return pilot_answer(request, pilot_id)
