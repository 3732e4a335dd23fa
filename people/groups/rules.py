"""May this person? What is missing?"""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from common.refusals import Missing, Words
from people.groups.states import GroupSetting, GroupState, MembershipState
from people.models import Group, GroupMembership, Person
from people.rules import is_coordinator


@dataclass(frozen=True)
class Standing:
    """What a person is to a group now: their open membership, and what their past and their role add to it."""

    membership: GroupMembership | None
    was_removed: bool
    employed: bool
    coordinates: bool
    conveners: int

    @property
    def asks(self) -> bool:
        return self.membership is not None and self.membership.state == MembershipState.ASKED

    @property
    def is_member(self) -> bool:
        return self.membership is not None and self.membership.state == MembershipState.MEMBER

    @property
    def takes_part(self) -> bool:
        """Only who works for an organisation today has a member's rights."""
        return self.is_member and self.employed

    @property
    def convenes(self) -> bool:
        return self.takes_part and self.membership is not None and self.membership.convenes


def leads(standing: Standing, group: Group) -> bool:
    """Its conveners; beside them a coordinator, where the group is formal or no convener is left."""
    alone = group.setting == GroupSetting.FORMAL or standing.conveners == 0
    return standing.convenes or (standing.coordinates and alone)


def sees_members(standing: Standing, group: Group) -> bool:
    """Names of members are for members, and for whoever leads the group."""
    return standing.takes_part or leads(standing, group)


def may_found(person: Person, setting: str) -> bool:
    """Whether this person may found a group of this setting; formal ones are a coordinator's."""
    return setting != GroupSetting.FORMAL or is_coordinator(person)


def missing_before_leaving(standing: Standing, group: Group) -> list[Missing]:
    """What the last convener still has to do; an empty list means free to go."""
    if group.state == GroupState.ACTIVE and standing.convenes and standing.conveners == 1:
        words = _("You are the last convener. Name another one first, or close the group.")
        return [Missing(code="last_convener", words=words)]
    return []


def years_to_come() -> tuple[int, int]:
    """The years whose goal can be said today: this one and the next; those of past years stay as they were."""
    year = timezone.localdate().year
    return year, year + 1


def abilities(standing: Standing, group: Group) -> dict[str, bool]:
    """What this person may do with this group now."""
    active = group.state == GroupState.ACTIVE
    leading = active and leads(standing, group)
    may_come = active and standing.employed and standing.membership is None
    is_open = group.setting == GroupSetting.OPEN
    return {
        "join": may_come and is_open and not standing.was_removed,
        "ask": may_come and (group.setting == GroupSetting.ON_REQUEST or (is_open and standing.was_removed)),
        "take_back": standing.asks,
        "leave": standing.is_member and not missing_before_leaving(standing, group),
        "see_members": sees_members(standing, group),
        "edit": leading,
        "make_formal": leading and standing.coordinates,
        "answer": leading,
        "name_convener": leading,
        "name_member": active and standing.coordinates and group.setting == GroupSetting.FORMAL,
        "remove": leading,
        "close": leading,
    }


def setting_in_words(group: Group) -> Words:
    """How one comes into this group, in a sentence."""
    if group.setting == GroupSetting.OPEN:
        return _("Open: every civil servant of the network can join.")
    if group.setting == GroupSetting.ON_REQUEST:
        return _("On request: ask to join with a word of why; the conveners answer.")
    if group.needs_endorsement:
        return _("Formal: a coordinator names the members, each with the support of their organisation.")
    return _("Formal: a coordinator names the members.")
