"""Who is asked how often, over HTTP; for coordinators."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from common.requests import SignedInRequest
from dotanks.fairness import fairness


class FairMonth(serializers.Serializer[Any]):
    """Figures about too few people are empty."""

    month = serializers.DateField()
    invitations = serializers.IntegerField(allow_null=True)
    first_timers = serializers.FloatField(allow_null=True)
    small_organisations = serializers.FloatField(allow_null=True)
    gini = serializers.FloatField(allow_null=True)


class FairRegion(serializers.Serializer[Any]):
    """Without a name: several small regions together."""

    region = serializers.CharField(allow_blank=True)
    people = serializers.IntegerField()
    acceptance = serializers.FloatField()


class FairnessAnswer(serializers.Serializer[Any]):
    months = FairMonth(many=True)
    regions = FairRegion(many=True)
    never_asked = serializers.FloatField(allow_null=True)
    members_in_small_organisations = serializers.FloatField(allow_null=True)
    smallest = serializers.IntegerField(help_text="Figures about fewer people than this are left out.")
    small = serializers.IntegerField(help_text="An organisation with at most so many members here is a small one.")


class FairnessView(APIView):
    @extend_schema(operation_id="read_fairness", responses=FairnessAnswer)
    def get(self, request: SignedInRequest) -> Response:
        """Who was asked how often in the last twelve months; no persons."""
        return Response(FairnessAnswer(fairness(request.user)).data)
