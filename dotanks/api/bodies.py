"""What requests about Do Tanks may say."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from common.api import Body, Day
from common.refusals import Words
from dotanks.models.changes import REASON
from dotanks.models.teams import MOST_PER_ORGANISATION
from dotanks.states import DeclineReason, Risk
from ideas.api.bodies import entry
from people.models import Organisation
from people.words import Language, Skill, Topic

LARGEST_TEAM = 20


def _within(words: Words) -> dict[str, Any]:
    return {"min_value": words, "max_value": words}


_WEIGHT = _within(_("Give a weight from 0 to 10."))
_SIZE = _within(_("A team has 2 to 20 people."))
_HOURS = _within(_("Ask for 1 to 40 hours a week."))
_WEEKS = _within(_("A Do Tank lasts 1 to 52 weeks."))


class SkillWeight(Body):
    skill = serializers.ChoiceField(choices=Skill.choices)
    weight = serializers.IntegerField(min_value=0, max_value=10, error_messages=_WEIGHT)


class NeedBody(Body):
    skills = SkillWeight(many=True)
    topics = serializers.ListField(child=serializers.ChoiceField(choices=Topic.choices), max_length=10)
    languages = serializers.ListField(
        child=serializers.ChoiceField(choices=Language.choices), min_length=1, max_length=4
    )
    size_min = serializers.IntegerField(min_value=2, max_value=LARGEST_TEAM, error_messages=_SIZE)
    size_wanted = serializers.IntegerField(min_value=2, max_value=LARGEST_TEAM, error_messages=_SIZE)
    size_max = serializers.IntegerField(min_value=2, max_value=LARGEST_TEAM, error_messages=_SIZE)
    hours_a_week = serializers.IntegerField(min_value=1, max_value=40, error_messages=_HOURS)
    weeks = serializers.IntegerField(min_value=1, max_value=52, error_messages=_WEEKS)
    conflict_lines = serializers.BooleanField(default=True)
    max_per_organisation = serializers.IntegerField(min_value=1, max_value=MOST_PER_ORGANISATION, default=1)

    def validate_skills(self, skills: list[dict[str, Any]]) -> dict[str, int]:
        weights = {one["skill"]: one["weight"] for one in skills}
        if len(weights) < len(skills):
            raise serializers.ValidationError(_("Name each skill once."))
        if not any(weights.values()):
            raise serializers.ValidationError(_("Name at least one skill that counts."))
        return weights

    def validate(self, need: dict[str, Any]) -> dict[str, Any]:
        if not need["size_min"] <= need["size_wanted"] <= need["size_max"]:
            raise serializers.ValidationError(
                {"size_wanted": [_("The wanted size lies between the smallest and the largest.")]}
            )
        return need


class TryTeamBody(Body):
    members = serializers.ListField(child=serializers.UUIDField(), max_length=LARGEST_TEAM)

    def validate_members(self, members: list[UUID]) -> list[UUID]:
        if len(set(members)) < len(members):
            raise serializers.ValidationError(_("Name each colleague once."))
        return members


class WidenNeedBody(Body):
    way = serializers.IntegerField(min_value=0, max_value=20)


class SeatChangeBody(Body):
    came_in = serializers.UUIDField(required=False, allow_null=True)
    went_out = serializers.UUIDField(required=False, allow_null=True)
    reason = serializers.CharField(max_length=REASON)


class ConfirmTeamBody(Body):
    members = serializers.ListField(child=serializers.UUIDField(), min_length=2, max_length=LARGEST_TEAM)
    manager = serializers.UUIDField()
    reply_by = Day()
    driver = serializers.UUIDField(required=False)
    challenger = serializers.UUIDField(required=False)
    changes = SeatChangeBody(many=True, required=False)


class InviteBody(Body):
    person = serializers.UUIDField()
    reply_by = Day()


class DeclineInvitationBody(Body):
    reason = serializers.ChoiceField(choices=DeclineReason.choices, required=False, allow_blank=True, default="")


class NameManagerBody(Body):
    manager = serializers.UUIDField()


class DissolveBody(Body):
    reason = serializers.CharField(max_length=1000)


class SubmitBody(Body):
    version = serializers.IntegerField(min_value=1, max_value=2_000_000_000)
    title = serializers.CharField(max_length=120)
    asked = serializers.CharField(max_length=300)
    summary = serializers.CharField(max_length=4000)
    help_asked = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    people_asked = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    money = serializers.IntegerField(min_value=0, max_value=2_000_000_000, required=False)
    promised_effect = serializers.CharField(max_length=1000, required=False, allow_blank=True)
    rule_set_aside = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    names_rule = entry(required=False, allow_null=True)
    risks = serializers.ListField(child=serializers.ChoiceField(choices=Risk.choices), max_length=5)
    duty_of = serializers.PrimaryKeyRelatedField(
        queryset=Organisation.objects.all(), pk_field=serializers.UUIDField(), required=False, allow_null=True
    )
    evaluation = serializers.CharField(max_length=2000)
