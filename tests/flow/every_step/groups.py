"""Every state of a group and of a membership, and every step tried from it."""

from typing import Any

from people.groups.states import GroupState, MembershipState
from people.models import Group, GroupMembership
from tests import groups
from tests.flow.every_step.trying import Make, Try, by

STATES: dict[type[Any], dict[str, Make]] = {
    Group: {GroupState.ACTIVE: groups.gathered, GroupState.CLOSED: groups.closed},
    GroupMembership: {
        MembershipState.ASKED: groups.asked,
        MembershipState.MEMBER: groups.let_in,
        MembershipState.TURNED_DOWN: groups.turned_down,
        MembershipState.TAKEN_BACK: groups.taken_back,
        MembershipState.LEFT: groups.left,
        MembershipState.REMOVED: groups.removed,
    },
}

TRIES: dict[type[Any], dict[str, Try]] = {
    Group: {"close": by("member", "groups/{id}/close/", groups.REASON)},
    GroupMembership: {
        "let_in": by("member", "memberships/{id}/let-in/"),
        "turn_down": by("member", "memberships/{id}/turn-down/", groups.REASON),
        "take_back": by("colleague", "groups/{r.group_id}/requests/take-back/"),
        "leave": by("colleague", "groups/{r.group_id}/leave/"),
        "remove": by("member", "memberships/{id}/remove/", groups.REASON),
    },
}
