"""What a colleague offers, read where one meets them: in a proposed team, among those asked, in one's own team."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from common.requests import SignedInRequest
from dotanks import offers
from people.api.answers import PersonCard
from people.api.profile import OfferedPeriod, OfferedSkill
from people.models import Profile
from people.queries import free_periods_of


class OfferAnswer(serializers.ModelSerializer[Profile]):
    """Without what stays theirs: whether they pause, how much they take on, whom they would rather not meet."""

    person = PersonCard()
    skills = serializers.SerializerMethodField()
    free_periods = serializers.SerializerMethodField()

    class Meta:
        model = Profile
        fields = ["person", "skills", "topics", "languages", "hours_a_week", "free_periods"]
        read_only_fields = fields

    @extend_schema_field(OfferedSkill(many=True))
    def get_skills(self, profile: Profile) -> Any:
        return profile.person.skills.order_by("-level", "skill").values("skill", "level", "wants_to_use")

    @extend_schema_field(OfferedPeriod(many=True))
    def get_free_periods(self, profile: Profile) -> Any:
        return OfferedPeriod(free_periods_of(profile.person), many=True).data


class OfferView(APIView):
    @extend_schema(operation_id="read_offer", responses=OfferAnswer)
    def get(self, request: SignedInRequest, person_id: UUID) -> Response:
        """What a colleague offers, for coordinators and for teams that asked them."""
        return Response(OfferAnswer(offers.get_offer(request.user, person_id)).data)
