"""Changes to a group itself: founded, edited, given its goal of a year, closed."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from common.refusals import Forbidden, Invalid, NotReady, Outdated
from common.states import note_step, take_step
from people.groups import queries, rules
from people.groups.broadcasts import group_changed
from people.groups.notices import tell_of_group
from people.groups.states import GroupSetting, GroupState, MembershipState
from people.models import Group, GroupGoal, GroupMembership, Person
from people.queries import organisation_of


@transaction.atomic
def found_group(*, founder: Person, **words: Any) -> Group:
    """Found a group; whoever founds it convenes it until they name others."""
    if organisation_of(founder) is None:
        raise Forbidden(
            _("Only somebody who works for an organisation of the network can found a group."), code="no_employer"
        )
    if not rules.may_found(founder, words.get("setting", GroupSetting.OPEN)):
        raise Forbidden(_("A formal group is founded by a coordinator."))
    group = Group(**words)
    _check(group)
    _save(group)
    note_step(group, "found", by=founder, to_state=GroupState.ACTIVE)
    membership = GroupMembership.objects.create(
        group=group, person=founder, state=MembershipState.MEMBER, convenes=True
    )
    note_step(membership, "found", by=founder, to_state=MembershipState.MEMBER)
    return group


@transaction.atomic
def edit_group(*, person: Person, group_id: UUID, read_version: int, **words: Any) -> Group:
    """Change what the group says of itself, or how one comes in; refuse if somebody changed it since it was read."""
    group = queries.get_group_to_lead(person, group_id)
    if group.version != read_version:
        raise Outdated(version=group.version)
    before = {field: getattr(group, field) for field in words}
    for field, value in words.items():
        setattr(group, field, value)
    changed = sorted(field for field in words if before[field] != words[field])
    if "setting" in changed or "needs_endorsement" in changed:
        _check_setting(group, person, was=before.get("setting", group.setting))
    _check(group)
    group.version += 1
    _save(group, *changed, "version")
    note_step(group, "edit", by=person, fields=changed)
    group_changed(group)
    return group


@transaction.atomic
def set_group_goal(*, person: Person, group_id: UUID, year: int, words: str) -> GroupGoal:
    """Say what the group wants to reach in this year or the next; those of past years stay as they were."""
    group = queries.get_group_to_lead(person, group_id)
    if year not in rules.years_to_come():
        raise Invalid({"year": [_("Choose this year or the next; past goals stay as they were.")]})
    goal, _new = GroupGoal.objects.update_or_create(group=group, year=year, defaults={"words": words})
    note_step(group, "set_goal", by=person, year=year)
    group_changed(group)
    return goal


@transaction.atomic
def close_group(*, person: Person, group_id: UUID, reason: str) -> Group:
    """Close the group for good; members and those who still ask are told why, and its page stays to read."""
    group = queries.get_group_to_lead(person, group_id)
    group.closed_because = reason
    group.save(update_fields=["closed_because"])
    waiting = list(
        GroupMembership.objects.select_for_update(of=("self",))
        .filter(group=group, state=MembershipState.ASKED)
        .select_related("person")
    )
    for membership in waiting:
        take_step(membership, "turn_down", by=person, note=reason)
    take_step(group, "close", by=person, note=reason)
    told = [*queries.people_in(group), *(membership.person for membership in waiting)]
    tell_of_group(
        group,
        key=f"group_closed:{group.pk}",
        kind="group_closed",
        to=[one for one in told if one.pk != person.pk],
        reason=reason,
    )
    group_changed(group)
    return group


def _check_setting(group: Group, person: Person, *, was: str) -> None:
    formal = GroupSetting.FORMAL
    if formal in {group.setting, was} and not queries.standing_of(person, group).coordinates:
        raise Forbidden(_("Only a coordinator makes a group formal, or ends that."))
    asks = GroupMembership.objects.filter(group=group, state=MembershipState.ASKED)
    if group.setting == formal and asks.exists():
        words = _("Answer first those who asked to join.")
        raise NotReady([{"code": "open_requests", "words": words}], words)


def _check(group: Group) -> None:
    if group.needs_endorsement and group.setting != GroupSetting.FORMAL:
        raise Invalid({"needs_endorsement": [_("Only a formal group asks for the support of an organisation.")]})


def _save(group: Group, *fields: str) -> None:
    try:
        with transaction.atomic():
            if fields:
                group.save(update_fields=fields)
            else:
                group.save(force_insert=True)
    except IntegrityError as twin:
        raise Invalid(
            {"name": [_("There is already a group with this name. Join it, or choose another name.")]}
        ) from twin
