"""The groups of the demo network, gathered by real actions on their days."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any, TypeAlias
from uuid import UUID

from django.utils import timezone

from flow.demo.files import fixed_id
from flow.demo.walking import Day
from ideas.actions.groups import send_to_group
from people.actions import group_members, groups
from people.models import Group, GroupMembership, Person

Told: TypeAlias = Mapping[str, Any]
Cast: TypeAlias = Mapping[str, Person]


def group_id(told: Told) -> UUID:
    """By this a second load knows that the group was told."""
    return fixed_id("group", told["slug"])


def is_told(told: Told) -> bool:
    """Whether an earlier load told of this group."""
    return Group.objects.filter(pk=group_id(told)).exists()


def gather(told: Told, cast: Cast, day: Day) -> Iterator[datetime]:
    """Yield the moment of each next step; going on after it takes the step."""
    yield day.ago(told["founded"])
    group = groups.found_group(founder=cast[told["founder"]], id=group_id(told), **told["words"])
    for ago, verb, who, *more in told["steps"]:
        yield day.ago(ago)
        STEPS[verb](group, cast, cast[who], *more)


def _place(group: Group, person: Person) -> UUID:
    return GroupMembership.objects.filter(group=group, person=person).latest("created_at").pk


STEPS: dict[str, Callable[..., Any]] = {
    "join": lambda group, cast, who: group_members.join_group(person=who, group_id=group.pk),
    "ask": lambda group, cast, who, why: group_members.ask_to_join_group(person=who, group_id=group.pk, why=why),
    "let_in": lambda group, cast, who, whom: group_members.let_in(person=who, membership_id=_place(group, cast[whom])),
    "turn_down": lambda group, cast, who, whom, reason: group_members.turn_down(
        person=who, membership_id=_place(group, cast[whom]), reason=reason
    ),
    "name": lambda group, cast, who, whom, endorsement: group_members.name_member(
        coordinator=who, group_id=group.pk, email=cast[whom].email, endorsement=endorsement
    ),
    "convene": lambda group, cast, who, whom: group_members.name_convener(
        person=who, membership_id=_place(group, cast[whom])
    ),
    "goal": lambda group, cast, who, years, words: groups.set_group_goal(
        person=who, group_id=group.pk, year=timezone.localdate().year + years, words=words
    ),
    "send": lambda group, cast, who, problem, why: send_to_group(
        coordinator=who, problem_id=fixed_id("problem", problem), group_id=group.pk, why=why
    ),
}
