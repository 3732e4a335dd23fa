"""Groups brought to a stage through the real actions: Mia convenes, Chris is a member, Carl asks."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone

from ideas.actions.groups import send_to_group
from ideas.models import Problem, ProblemInGroup
from people.actions import group_members, groups
from people.groups.states import GroupSetting
from people.models import Group, GroupMembership, Person
from tests import stages
from tests.cast import Cast
from tests.factories import make_organisation, make_person

WORDS: dict[str, Any] = {
    "name": "Forms that people understand",
    "purpose": "We rewrite forms together.",
    "topics": ["forms"],
    "language": "en",
    "setting": "open",
}
REASON = {"reason": "It has done its work."}


@dataclass(frozen=True)
class Sending:
    """What a coordinator has before her."""

    problem: Problem
    group: Group

    @property
    def pk(self) -> UUID:
        return self.problem.pk


def this_year() -> int:
    return timezone.localdate().year


def membership(group: Group, person: Person) -> GroupMembership:
    return GroupMembership.objects.filter(group=group, person=person).latest("created_at")


def founded(cast: Cast, **words: Any) -> Group:
    """Mia founded it; nobody else is in yet."""
    return groups.found_group(founder=cast.member, **{**WORDS, **words})


def gathered(cast: Cast, **words: Any) -> Group:
    """Chris has joined."""
    return group_members.join_group(person=cast.challenger, group_id=founded(cast, **words).pk)


def on_request(cast: Cast, **words: Any) -> Group:
    """Chris was let in; whoever comes now asks first."""
    group = gathered(cast, **words)
    return groups.edit_group(
        person=cast.member, group_id=group.pk, read_version=group.version, setting=GroupSetting.ON_REQUEST
    )


def formal(cast: Cast, **words: Any) -> Group:
    """Cora founded it; members need the support of their organisation."""
    return groups.found_group(
        founder=cast.coordinator,
        **{**WORDS, "name": "Law clinic", "setting": GroupSetting.FORMAL, "needs_endorsement": True, **words},
    )


def asked(cast: Cast, **words: Any) -> GroupMembership:
    """Carl asks to join."""
    group = on_request(cast, **words)
    group_members.ask_to_join_group(person=cast.colleague, group_id=group.pk, why="I write letters all day.")
    return membership(group, cast.colleague)


def taken_back(cast: Cast) -> GroupMembership:
    request = asked(cast)
    group_members.take_request_back(person=cast.colleague, group_id=request.group_id)
    return request


def turned_down(cast: Cast) -> GroupMembership:
    return group_members.turn_down(person=cast.member, membership_id=asked(cast).pk, reason="We are full.")


def let_in(cast: Cast) -> GroupMembership:
    return group_members.let_in(person=cast.member, membership_id=asked(cast).pk)


def left(cast: Cast) -> GroupMembership:
    inside = let_in(cast)
    group_members.leave_group(person=cast.colleague, group_id=inside.group_id)
    return inside


def removed(cast: Cast) -> GroupMembership:
    return group_members.remove_member(person=cast.member, membership_id=let_in(cast).pk, reason="Never came.")


def closed(cast: Cast) -> Group:
    return groups.close_group(person=cast.member, group_id=gathered(cast).pk, **REASON)


def chris(cast: Cast) -> GroupMembership:
    """The membership of somebody who does not convene."""
    return membership(gathered(cast), cast.challenger)


def to_send(cast: Cast) -> Sending:
    """A problem that anybody reads, and a group that it could be sent to."""
    return Sending(problem=stages.published_problem(cast), group=gathered(cast))


def sent(cast: Cast) -> ProblemInGroup:
    made = to_send(cast)
    return send(cast, made.problem, made.group)


def send(cast: Cast, problem: Problem, group: Group) -> ProblemInGroup:
    return send_to_group(coordinator=cast.coordinator, problem_id=problem.pk, group_id=group.pk, why="You know forms.")


def grow(cast: Cast, number: int) -> None:
    """One more group than before, with a goal; and in the first one, one more member and one more who asks."""
    made = founded(cast, name=f"Group {number}")
    groups.set_group_goal(person=cast.member, group_id=made.pk, year=this_year(), words="Ten forms")
    for link in ProblemInGroup.objects.order_by("created_at")[:1]:
        send(cast, link.problem, made)
    oldest = Group.objects.order_by("created_at")[0]
    if number == 1:
        groups.edit_group(person=cast.member, group_id=oldest.pk, read_version=1, setting=GroupSetting.ON_REQUEST)
    for name, answered in (("Member", True), ("Asker", False)):
        guest = make_person(f"{name} {number}", make_organisation(f"{name} House {number}"))
        group_members.ask_to_join_group(person=guest, group_id=oldest.pk, why="I care.")
        if answered:
            group_members.let_in(person=cast.member, membership_id=membership(oldest, guest).pk)
