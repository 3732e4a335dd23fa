"""How one comes into a group, where a group and a membership can be, and the steps between."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.states import Step


class GroupSetting(models.TextChoices):
    OPEN = "open", _("Open")
    ON_REQUEST = "on_request", _("On request")
    FORMAL = "formal", _("Formal")


class GroupState(models.TextChoices):
    ACTIVE = "active", _("Active")
    CLOSED = "closed", _("Closed")


GROUP_STEPS = {"close": Step((GroupState.ACTIVE,), GroupState.CLOSED)}


class MembershipState(models.TextChoices):
    ASKED = "asked", _("Asked to join")
    MEMBER = "member", _("Member")
    TURNED_DOWN = "turned_down", _("Not let in")
    TAKEN_BACK = "taken_back", _("Took the request back")
    LEFT = "left", _("Left")
    REMOVED = "removed", _("Removed")


MEMBERSHIP_STEPS = {
    "let_in": Step((MembershipState.ASKED,), MembershipState.MEMBER),
    "turn_down": Step((MembershipState.ASKED,), MembershipState.TURNED_DOWN),
    "take_back": Step((MembershipState.ASKED,), MembershipState.TAKEN_BACK),
    "leave": Step((MembershipState.MEMBER,), MembershipState.LEFT),
    "remove": Step((MembershipState.MEMBER,), MembershipState.REMOVED),
}
