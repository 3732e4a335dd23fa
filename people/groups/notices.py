"""What members of a group hear, and who asked to become one."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.models import Group, Person
from people.notices import NoticeWords, notice_kind, promise_notices

_go = _("Go to the group")


def _kind(kind: str, happened: Promise, asked: Promise, button: Promise = _go) -> None:
    notice_kind(kind, NoticeWords(happened=happened, asked=asked, button=button))


_kind(
    "group_asked",
    _("%(person)s asks to join the group “%(group)s”."),
    _("Read why, then let them in or say no with a reason."),
    _("Answer the request"),
)
_kind(
    "group_let_in",
    _("You are now a member of the group “%(group)s”."),
    _("You hear of problems that are sent to it, and see who else is in."),
)
_kind(
    "group_turned_down",
    _("Your request to join the group “%(group)s” was not granted."),
    _("The reason: %(reason)s"),
)
_kind(
    "group_named",
    _("A coordinator named you a member of the group “%(group)s”."),
    _("See what it is for and who else is in. You can leave it whenever you want."),
)
_kind(
    "group_convener",
    _("You are now a convener of the group “%(group)s”."),
    _("You answer who asks to join and keep its page and its goal."),
)
_kind(
    "group_removed",
    _("You are no longer a member of the group “%(group)s”."),
    _("The reason: %(reason)s"),
)
_kind(
    "group_closed",
    _("The group “%(group)s” is closed."),
    _("The reason: %(reason)s"),
)


def tell_of_group(
    group: Group,
    *,
    key: str,
    kind: str,
    to: list[Person],
    needs_you: bool = False,
    reason: str = "",
    person: Person | None = None,
) -> None:
    """Promise these people a notice about the group."""
    promise_notices(
        key=key,
        kind=kind,
        to=to,
        link=f"/app/groups/{group.pk}",
        needs_you=needs_you,
        group=group.name,
        reason=reason,
        person=person or "",
    )
