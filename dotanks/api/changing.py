"""Changing a proposed team by hand over HTTP: trying it, asking for less, and reading why it was changed."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api import IDEMPOTENCY_KEY, checked, once
from common.requests import SignedInRequest
from dotanks import assembly, cost_words, queries, reason_words, trying
from dotanks.actions import widening
from dotanks.api.bodies import TryTeamBody, WidenNeedBody
from dotanks.api.team_answers import (
    AlternateAnswer,
    ProposedSeatAnswer,
    ProposedTeamAnswer,
    people_here,
    proposed_team_answer,
)
from dotanks.models import SeatChange
from people.api.answers import PersonCard


class SkillBeforeAndAfter(serializers.Serializer[Any]):
    skill = serializers.CharField()
    before = serializers.IntegerField()
    after = serializers.IntegerField()


class BrokenRuleAnswer(serializers.Serializer[Any]):
    code = serializers.CharField()
    words = serializers.CharField()
    person_id = serializers.UUIDField(allow_null=True)


class FittingAnswer(AlternateAnswer):
    joins = serializers.BooleanField()


class TriedTeamAnswer(serializers.Serializer[Any]):
    cost = serializers.IntegerField()
    words = serializers.ListField(child=serializers.CharField())
    points_before = serializers.IntegerField()
    points_after = serializers.IntegerField()
    organisations_before = serializers.IntegerField()
    organisations_after = serializers.IntegerField()
    chance_before = serializers.FloatField()
    chance_after = serializers.FloatField()
    skills = SkillBeforeAndAfter(many=True)
    broken = BrokenRuleAnswer(many=True)
    seats = ProposedSeatAnswer(many=True)
    alternates = FittingAnswer(many=True)


class SeatChangeAnswer(serializers.ModelSerializer[SeatChange]):
    came_in = PersonCard(allow_null=True)
    went_out = PersonCard(allow_null=True)
    coordinator = PersonCard()

    class Meta:
        model = SeatChange
        fields = ["id", "came_in", "went_out", "reason", "coordinator", "created_at"]
        read_only_fields = fields


class TryTeamView(APIView):
    @extend_schema(operation_id="try_team", request=TryTeamBody, responses=TriedTeamAnswer)
    def post(self, request: SignedInRequest, proposed_team_id: UUID) -> Response:
        """What a changed team would cost against the advised one; nothing is kept."""
        body = checked(TryTeamBody, request)
        return Response(tried_answer(trying.try_team(request.user, proposed_team_id, body["members"])))


class WidenNeedView(APIView):
    @extend_schema(
        operation_id="widen_need",
        parameters=[IDEMPOTENCY_KEY],
        request=WidenNeedBody,
        responses={201: ProposedTeamAnswer},
    )
    @once
    def post(self, request: SignedInRequest, proposed_team_id: UUID) -> Response:
        """Ask for less in one of the ways offered, and let a team be proposed again."""
        body = checked(WidenNeedBody, request)
        proposed = widening.widen_need(coordinator=request.user, proposed_team_id=proposed_team_id, **body)
        return Response(proposed_team_answer(proposed), status=201)


class SeatChangesView(APIView):
    @extend_schema(operation_id="list_seat_changes", responses=SeatChangeAnswer(many=True))
    def get(self, request: SignedInRequest, dotank_id: UUID) -> Response:
        """Where this team is another than was advised, and why; for coordinators."""
        return Response(SeatChangeAnswer(queries.get_seat_changes(request.user, dotank_id), many=True).data)


def tried_answer(tried: trying.Tried) -> dict[str, Any]:
    """The comparison in numbers and sentences."""
    advised, chosen = tried.advised, tried.chosen
    people = people_here(UUID(one) for one in [*(one.member_id for one in tried.beside), *chosen.team.member_ids])
    return dict(
        TriedTeamAnswer(
            {
                "cost": cost_words.cost(tried),
                "words": cost_words.sentences(tried),
                "points_before": cost_words.points(advised),
                "points_after": cost_words.points(chosen),
                "organisations_before": advised.organisations,
                "organisations_after": chosen.organisations,
                "chance_before": rough(advised.team.chance_of_quorum),
                "chance_after": rough(chosen.team.chance_of_quorum),
                "skills": [
                    {"skill": before.skill, "before": before.level, "after": after.level}
                    for before, after in zip(advised.skills, chosen.skills, strict=True)
                ],
                "broken": [
                    {
                        "code": rule.code,
                        "words": reason_words.broken(rule.code),
                        "person_id": rule.data.get("member_id"),
                    }
                    for rule in tried.broken
                ],
                "seats": [
                    {"person": people[UUID(seat.member_id)], "reasons": _in_words(seat.reasons)}
                    for seat in chosen.team.seats
                ],
                "alternates": [
                    {
                        "person": people[UUID(one.member_id)],
                        "reasons": _in_words(one.reasons),
                        "fits": one.fits,
                        "joins": one.joins,
                    }
                    for one in tried.beside
                    if UUID(one.member_id) in people
                ],
            }
        ).data
    )


def rough(chance: float) -> float:
    """The chance in tenths: team by team, an exact one would tell how often each person says yes."""
    return round(chance, 1)


def _in_words(reasons: Sequence[assembly.Reason]) -> list[str]:
    return [reason_words.reason(one.code, one.data) for one in reasons]
