"""Thematic groups across organisations, who is in them, and what they want to reach each year."""

from collections.abc import Mapping
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower

from common.models import Record
from common.states import Step
from people.groups.states import (
    GROUP_STEPS,
    MEMBERSHIP_STEPS,
    GroupSetting,
    GroupState,
    MembershipState,
)
from people.models.persons import Person
from people.words import Language, Topic

# A purpose or a reason is a paragraph; a goal is a sentence or two.
PURPOSE, GOAL, REASON = 2000, 500, 1000


class Group(Record):
    """Colleagues of any organisation around a subject."""

    holds_personal_data: ClassVar[bool] = False
    STEPS: ClassVar[Mapping[str, Step]] = GROUP_STEPS

    name = models.CharField(max_length=80)
    purpose = models.TextField(max_length=PURPOSE)
    topics = ArrayField(models.CharField(max_length=40, choices=Topic.choices), default=list)
    language = models.CharField(max_length=2, choices=Language.choices)
    setting = models.CharField(max_length=10, choices=GroupSetting.choices, default=GroupSetting.OPEN)
    needs_endorsement = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=GroupState.choices, default=GroupState.ACTIVE)
    closed_because = models.TextField(max_length=REASON, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("name"), condition=models.Q(state=GroupState.ACTIVE), name="one_active_group_per_name"
            ),
            models.CheckConstraint(
                condition=models.Q(needs_endorsement=False) | models.Q(setting=GroupSetting.FORMAL),
                name="endorsement_is_formal",
            ),
        ]
        indexes = [models.Index(fields=["-created_at", "-id"], name="groups_by_age")]

    def __str__(self) -> str:
        return self.name


class GroupMembership(Record):
    """One person's time in a group, from asking or joining until leaving; who comes back gets a new row."""

    holds_personal_data: ClassVar[bool] = True
    STEPS: ClassVar[Mapping[str, Step]] = MEMBERSHIP_STEPS

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    state = models.CharField(max_length=12, choices=MembershipState.choices)
    convenes = models.BooleanField(default=False)
    why = models.TextField(max_length=REASON, blank=True)
    endorsement = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "person"],
                condition=models.Q(state__in=[MembershipState.ASKED, MembershipState.MEMBER]),
                name="one_place_in_a_group",
            ),
            models.CheckConstraint(
                condition=models.Q(convenes=False) | models.Q(state=MembershipState.MEMBER),
                name="conveners_are_members",
            ),
        ]
        indexes = [models.Index(fields=["group", "state", "-created_at"], name="members_of_group")]


class GroupGoal(Record):
    """What a group wants to reach in one year; those of past years are kept as they were."""

    holds_personal_data: ClassVar[bool] = False

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="goals")
    year = models.PositiveSmallIntegerField()
    words = models.TextField(max_length=GOAL)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "year"], name="one_goal_a_year")]
