"""What I offer the network, written by myself alone."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api import Body, Day, MissingAnswer, checked
from common.requests import SignedInRequest
from people import queries, rules
from people.actions import profile as actions
from people.models import Person, Profile
from people.models.persons import MOST_DOTANKS, MOST_HOURS
from people.words import Language, Skill, Topic

MOST_PERIODS = 12


class OfferedSkill(Body):
    skill = serializers.ChoiceField(choices=Skill.choices)
    level = serializers.IntegerField(min_value=1, max_value=4)
    wants_to_use = serializers.BooleanField()


class OfferedPeriod(Body):
    """From the first day until the last, these hours a week instead of the usual ones."""

    since = Day()
    until = Day()
    hours_a_week = serializers.IntegerField(min_value=0, max_value=MOST_HOURS)


class ProfileBody(Body):
    skills = serializers.ListField(child=OfferedSkill(), max_length=len(Skill))
    topics = serializers.ListField(child=serializers.ChoiceField(choices=Topic.choices), max_length=len(Topic))
    languages = serializers.ListField(
        child=serializers.ChoiceField(choices=Language.choices), min_length=1, max_length=len(Language)
    )
    hours_a_week = serializers.IntegerField(min_value=0, max_value=MOST_HOURS)
    dotank_cap = serializers.IntegerField(min_value=1, max_value=MOST_DOTANKS)
    paused = serializers.BooleanField()
    open_to_peers = serializers.BooleanField()
    free_periods = serializers.ListField(child=OfferedPeriod(), max_length=MOST_PERIODS)

    def validate_skills(self, skills: list[dict[str, Any]]) -> list[dict[str, Any]]:
        if len({one["skill"] for one in skills}) < len(skills):
            raise serializers.ValidationError(_("Name each skill once."))
        return skills


class ProfileAnswer(serializers.ModelSerializer[Profile]):
    skills = serializers.SerializerMethodField()
    free_periods = serializers.SerializerMethodField()
    missing = serializers.SerializerMethodField()

    class Meta:
        model = Profile
        fields = [
            "skills",
            "topics",
            "languages",
            "hours_a_week",
            "dotank_cap",
            "paused",
            "open_to_peers",
            "free_periods",
            "missing",
        ]
        read_only_fields = fields

    @classmethod
    def of(cls, person: Person) -> Any:
        """What this person offers, as it is kept now."""
        return cls(queries.profile_of(person)).data

    @extend_schema_field(OfferedSkill(many=True))
    def get_skills(self, profile: Profile) -> Any:
        return profile.person.skills.order_by("-level", "skill").values("skill", "level", "wants_to_use")

    @extend_schema_field(OfferedPeriod(many=True))
    def get_free_periods(self, profile: Profile) -> Any:
        return OfferedPeriod(queries.free_periods_of(profile.person), many=True).data

    @extend_schema_field(MissingAnswer(many=True))
    def get_missing(self, profile: Profile) -> Any:
        return rules.missing_before_asked(profile)


class ProfileView(APIView):
    @extend_schema(operation_id="read_profile", responses=ProfileAnswer)
    def get(self, request: SignedInRequest) -> Response:
        """What I offer the network, and what is missing before I can be asked for a team."""
        return Response(ProfileAnswer.of(request.user))

    @extend_schema(operation_id="save_profile", request=ProfileBody, responses=ProfileAnswer)
    def put(self, request: SignedInRequest) -> Response:
        """Say what I offer the network; it takes the place of what I said before."""
        actions.save_profile(person=request.user, **checked(ProfileBody, request))
        return Response(ProfileAnswer.of(request.user))
