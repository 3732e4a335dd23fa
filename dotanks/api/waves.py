"""The next wave over HTTP: whom to ask, and asking them."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api import IDEMPOTENCY_KEY, Body, Day, checked, checked_query, once
from common.requests import SignedInRequest
from dotanks import queries, reason_words
from dotanks.actions import waves
from dotanks.api.answers import DoTankAnswer
from dotanks.api.bodies import LARGEST_TEAM
from dotanks.api.views import dotank_answer
from dotanks.inviting.waves import NextWave, advice_words, advised_person_ids, next_wave
from people.api.answers import PersonCard
from people.queries import persons_by_id

A_WEEK = timedelta(days=7)
ADVICE = ["enough", "ask", "nobody_left", "stop"]


class NextWaveQuery(serializers.Serializer[Any]):
    reply_by = Day(required=False, help_text="When those who are asked must have answered; in a week by itself.")


class AskAnswer(serializers.Serializer[Any]):
    person = PersonCard()
    reasons = serializers.ListField(child=serializers.CharField())
    instead_of = PersonCard(allow_null=True, help_text="Whose seat it is if they say no; null for an empty one.")


class NextWaveAnswer(serializers.Serializer[Any]):
    """The chances are rounded: one person's chance to say yes is nobody's business."""

    advice = serializers.ChoiceField(choices=ADVICE)
    words = serializers.CharField()
    wave = serializers.IntegerField()
    reply_by = serializers.DateField()
    accepted = serializers.IntegerField()
    waiting = serializers.IntegerField()
    refused_waves = serializers.IntegerField()
    chance = serializers.FloatField()
    chance_after = serializers.FloatField()
    asks = AskAnswer(many=True)


class AskWaveBody(Body):
    people = serializers.ListField(child=serializers.UUIDField(), min_length=1, max_length=LARGEST_TEAM)
    reply_by = Day()


class NextWaveView(APIView):
    @extend_schema(operation_id="read_next_wave", parameters=[NextWaveQuery], responses=NextWaveAnswer)
    def get(self, request: SignedInRequest, dotank_id: UUID) -> Response:
        """Whom to ask next, and what that does to the chance that enough people join; for coordinators."""
        dotank = queries.get_dotank_to_ask(request.user, dotank_id)
        reply_by = checked_query(NextWaveQuery, request).get("reply_by", timezone.localdate() + A_WEEK)
        return Response(next_wave_answer(next_wave(dotank, reply_by)))


class WavesView(APIView):
    @extend_schema(
        operation_id="ask_wave", parameters=[IDEMPOTENCY_KEY], request=AskWaveBody, responses={201: DoTankAnswer}
    )
    @once
    def post(self, request: SignedInRequest, dotank_id: UUID) -> Response:
        """Ask several colleagues at once."""
        dotank = waves.ask_wave(coordinator=request.user, dotank_id=dotank_id, **checked(AskWaveBody, request))
        return dotank_answer(request, dotank.pk, 201)


def next_wave_answer(wave: NextWave) -> Any:
    """The advice with names and sentences; who has left the network since is left out."""
    advised = wave.advised
    people = persons_by_id(advised_person_ids(advised))
    return NextWaveAnswer(
        {
            "advice": advised.advice,
            "words": advice_words(advised.advice),
            "wave": wave.number,
            "reply_by": wave.reply_by,
            "accepted": wave.accepted,
            "waiting": wave.waiting,
            "refused_waves": wave.refused_waves,
            "chance": round(advised.chance, 1),
            "chance_after": round(advised.chance_after, 1),
            "asks": [
                {
                    "person": people[UUID(ask.member_id)],
                    "reasons": [reason_words.reason(reason.code, reason.data) for reason in ask.reasons],
                    "instead_of": people.get(UUID(ask.seat_member_id)) if ask.seat_member_id else None,
                }
                for ask in advised.asks
                if UUID(ask.member_id) in people
            ],
        }
    ).data
