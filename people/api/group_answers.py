"""How groups appear in answers. Members are counted; their names are in a list of their own, for members."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from common.api import MissingAnswer
from people.api.answers import PersonCard
from people.groups import queries, rules
from people.groups.rules import Standing
from people.groups.states import MembershipState
from people.models import Group, GroupGoal, GroupMembership

PLACES = [("", ""), *MembershipState.choices[:2], ("convener", "")]


class GroupGoalAnswer(serializers.ModelSerializer[GroupGoal]):
    class Meta:
        model = GroupGoal
        fields = ["year", "words"]
        read_only_fields = fields


class GroupCard(serializers.ModelSerializer[Group]):
    members = serializers.IntegerField()
    organisations = serializers.IntegerField()
    setting_words = serializers.CharField(source="get_setting_display")
    state_words = serializers.CharField(source="get_state_display")
    my_place = serializers.SerializerMethodField()

    class Meta:
        model = Group
        fields = [
            "id",
            "name",
            "purpose",
            "topics",
            "language",
            "setting",
            "setting_words",
            "state",
            "state_words",
            "members",
            "organisations",
            "my_place",
        ]
        read_only_fields = fields

    @extend_schema_field(serializers.ChoiceField(choices=PLACES))
    def get_my_place(self, group: Group) -> str:
        """Empty, asked, member or convener."""
        return next((place_of(membership) for membership in group.my_places), "")  # type: ignore[attr-defined]


class GroupAbilities(serializers.Serializer[Any]):
    join = serializers.BooleanField()
    ask = serializers.BooleanField()
    take_back = serializers.BooleanField()
    leave = serializers.BooleanField()
    see_members = serializers.BooleanField()
    edit = serializers.BooleanField()
    make_formal = serializers.BooleanField()
    answer = serializers.BooleanField()
    name_convener = serializers.BooleanField()
    name_member = serializers.BooleanField()
    remove = serializers.BooleanField()
    close = serializers.BooleanField()


class GroupAnswer(serializers.ModelSerializer[Group]):
    members = serializers.IntegerField()
    organisations = serializers.IntegerField()
    organisation_names = serializers.SerializerMethodField()
    convener_organisations = serializers.SerializerMethodField()
    setting_words = serializers.CharField(source="get_setting_display")
    how_to_come_in = serializers.SerializerMethodField()
    state_words = serializers.CharField(source="get_state_display")
    goals = serializers.SerializerMethodField()
    goal_years = serializers.SerializerMethodField()
    my_place = serializers.SerializerMethodField()
    requests = serializers.SerializerMethodField()
    abilities = serializers.SerializerMethodField()
    missing = serializers.SerializerMethodField()

    class Meta:
        model = Group
        fields = [
            "id",
            "name",
            "purpose",
            "topics",
            "language",
            "setting",
            "setting_words",
            "how_to_come_in",
            "needs_endorsement",
            "state",
            "state_words",
            "closed_because",
            "members",
            "organisations",
            "organisation_names",
            "convener_organisations",
            "goals",
            "goal_years",
            "my_place",
            "requests",
            "version",
            "abilities",
            "missing",
        ]
        read_only_fields = fields

    @property
    def standing(self) -> Standing:
        return self.context["standing"]  # type: ignore[no-any-return]

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_organisation_names(self, group: Group) -> list[str]:
        return queries.organisations_of(group)

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_convener_organisations(self, group: Group) -> list[str]:
        return queries.organisations_of(group, conveners=True)

    def get_how_to_come_in(self, group: Group) -> str:
        return str(rules.setting_in_words(group))

    @extend_schema_field(GroupGoalAnswer(many=True))
    def get_goals(self, group: Group) -> Any:
        """Newest year first."""
        return GroupGoalAnswer(queries.goals_of(group), many=True).data

    @extend_schema_field(serializers.ListField(child=serializers.IntegerField()))
    def get_goal_years(self, group: Group) -> list[int]:
        """The years whose goal can be said today."""
        return list(rules.years_to_come())

    @extend_schema_field(serializers.ChoiceField(choices=PLACES))
    def get_my_place(self, group: Group) -> str:
        """Empty, asked, member or convener."""
        return place_of(self.standing.membership) if self.standing.membership else ""

    @extend_schema_field(serializers.IntegerField())
    def get_requests(self, group: Group) -> int:
        """How many ask to join, for whoever answers them."""
        return queries.requests_waiting(group) if rules.leads(self.standing, group) else 0

    @extend_schema_field(GroupAbilities)
    def get_abilities(self, group: Group) -> dict[str, bool]:
        return rules.abilities(self.standing, group)

    @extend_schema_field(MissingAnswer(many=True))
    def get_missing(self, group: Group) -> Any:
        """What stands before leaving."""
        return MissingAnswer(rules.missing_before_leaving(self.standing, group), many=True).data


class GroupMemberAnswer(serializers.ModelSerializer[GroupMembership]):
    person = PersonCard()

    class Meta:
        model = GroupMembership
        fields = ["id", "person", "convenes", "endorsement"]
        read_only_fields = fields


class GroupRequestAnswer(serializers.ModelSerializer[GroupMembership]):
    person = PersonCard()

    class Meta:
        model = GroupMembership
        fields = ["id", "person", "why", "created_at"]
        read_only_fields = fields


class MembershipAnswered(serializers.ModelSerializer[GroupMembership]):
    """What became of a membership or a request."""

    state_words = serializers.CharField(source="get_state_display")

    class Meta:
        model = GroupMembership
        fields = ["id", "state", "state_words", "convenes"]
        read_only_fields = fields


def place_of(membership: GroupMembership) -> str:
    """What this membership makes of somebody."""
    return "convener" if membership.convenes else membership.state
