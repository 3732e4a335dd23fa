"""Coming into a group, leading it and going: each under the lock of its group, one after the other."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from common.refusals import Clash, Forbidden, Invalid, NotReady, WrongState
from common.states import note_step, take_step
from people.groups import queries, rules
from people.groups.broadcasts import group_changed
from people.groups.notices import tell_of_group
from people.groups.states import MembershipState
from people.models import Group, GroupMembership, Person
from people.queries import organisation_of
from people.rules import is_coordinator


@transaction.atomic
def join_group(*, person: Person, group_id: UUID) -> Group:
    """Become a member of an open group at once."""
    group = queries.get_group_to_come_in(group_id)
    _require_ability(person, group, "join")
    _add(group, person, "join", MembershipState.MEMBER, by=person)
    return group


@transaction.atomic
def ask_to_join_group(*, person: Person, group_id: UUID, why: str) -> Group:
    """Ask to join with a word of why; the conveners hear of it and answer."""
    group = queries.get_group_to_come_in(group_id)
    _require_ability(person, group, "ask")
    membership = _add(group, person, "ask", MembershipState.ASKED, by=person, why=why)
    tell_of_group(
        group,
        key=f"group_asked:{membership.pk}",
        kind="group_asked",
        to=queries.conveners_of(group),
        needs_you=True,
        person=person,
    )
    return group


@transaction.atomic
def take_request_back(*, person: Person, group_id: UUID) -> Group:
    """Take my own request to join back."""
    group = queries.lock_group(group_id)
    membership = queries.standing_of(person, group).membership
    if membership is None:
        raise WrongState(_("You have no request waiting here."))
    take_step(membership, "take_back", by=person)
    group_changed(group)
    return group


@transaction.atomic
def let_in(*, person: Person, membership_id: UUID) -> GroupMembership:
    """Say yes to whoever asked to join; they hear of it."""
    membership = queries.get_membership(person, membership_id)
    take_step(membership, "let_in", by=person)
    _tell(membership, "group_let_in")
    return membership


@transaction.atomic
def turn_down(*, person: Person, membership_id: UUID, reason: str) -> GroupMembership:
    """Say no to whoever asked to join, with a reason that they read."""
    membership = queries.get_membership(person, membership_id)
    take_step(membership, "turn_down", by=person, note=reason)
    _tell(membership, "group_turned_down", reason=reason)
    return membership


@transaction.atomic
def name_member(*, coordinator: Person, group_id: UUID, email: str, endorsement: str = "") -> GroupMembership:
    """Name somebody a member of a formal group, with who in their organisation supports it where that is asked."""
    group = queries.lock_group(group_id)
    if not is_coordinator(coordinator):
        raise Forbidden
    queries.require_active(group)
    _require_ability(coordinator, group, "name_member")
    if group.needs_endorsement and not endorsement.strip():
        raise Invalid({"endorsement": [_("Say who in their organisation supports it, and since when.")]})
    named = Person.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if named is None or organisation_of(named) is None:
        raise Invalid({"email": [_("Nobody of the network works under this address.")]})
    if queries.standing_of(named, group).membership is not None:
        raise Clash(_("This colleague is already in the group."))
    membership = _add(group, named, "name", MembershipState.MEMBER, by=coordinator, endorsement=endorsement)
    _tell(membership, "group_named")
    return membership


@transaction.atomic
def name_convener(*, person: Person, membership_id: UUID) -> GroupMembership:
    """Let one more member convene the group."""
    membership = queries.get_membership(person, membership_id)
    _require_member(membership)
    if membership.convenes:
        raise Clash(_("This colleague convenes the group already."))
    membership.convenes = True
    membership.save(update_fields=["convenes"])
    line = note_step(membership, "name_convener", by=person)
    note_step(membership.group, "name_convener", by=person)
    _tell(membership, "group_convener", key=f"group_convener:{line.pk}")
    return membership


@transaction.atomic
def remove_member(*, person: Person, membership_id: UUID, reason: str) -> GroupMembership:
    """End somebody's membership with a reason that they read; coming back then takes a request."""
    membership = queries.get_membership(person, membership_id)
    if membership.person_id == person.pk:
        raise Forbidden(_("Leave the group yourself; removing is for others."))
    _require_member(membership)
    _require_convener_left(membership)
    _end(membership, "remove", by=person, note=reason)
    _tell(membership, "group_removed", reason=reason)
    return membership


@transaction.atomic
def leave_group(*, person: Person, group_id: UUID) -> Group:
    """Leave the group; its last convener names another one first."""
    group = queries.lock_group(group_id)
    standing = queries.standing_of(person, group)
    if standing.membership is None or not standing.is_member:
        raise WrongState(_("You are not a member of this group."))
    if missing := rules.missing_before_leaving(standing, group):
        raise NotReady(missing, missing[0]["words"])
    _end(standing.membership, "leave", by=person)
    group_changed(group)
    return group


def _require_ability(person: Person, group: Group, name: str) -> None:
    standing = queries.standing_of(person, group)
    if rules.abilities(standing, group)[name]:
        return
    if standing.asks:
        raise Clash(_("You have asked already; the conveners answer."))
    if standing.is_member and name != "name_member":
        raise Clash(_("You are a member of this group already."))
    if not standing.employed:
        raise Forbidden(_("Only somebody who works for an organisation of the network can join."), code="no_employer")
    raise Forbidden(rules.setting_in_words(group), code="other_way_in")


def _require_member(membership: GroupMembership) -> None:
    if membership.state != MembershipState.MEMBER:
        raise WrongState(_("This colleague is not a member of the group."), state=membership.state)


def _require_convener_left(membership: GroupMembership) -> None:
    others = queries.members().filter(group_id=membership.group_id, convenes=True).exclude(pk=membership.pk)
    if membership.convenes and not others.exists():
        words = _("This is the last convener. Name another one first.")
        raise NotReady([{"code": "last_convener", "words": words}], words)


def _add(group: Group, person: Person, step: str, state: str, *, by: Person, **words: str) -> GroupMembership:
    membership = GroupMembership.objects.create(group=group, person=person, state=state, **words)
    note_step(membership, step, by=by, to_state=state)
    group_changed(group)
    return membership


def _end(membership: GroupMembership, step: str, *, by: Person, note: str = "") -> None:
    # Only members convene: the database refuses the other order.
    membership.convenes = False
    membership.save(update_fields=["convenes"])
    take_step(membership, step, by=by, note=note)


def _tell(membership: GroupMembership, kind: str, *, key: str = "", reason: str = "") -> None:
    group, to = membership.group, [membership.person]
    tell_of_group(group, key=key or f"{kind}:{membership.pk}", kind=kind, to=to, reason=reason)
    group_changed(group)
