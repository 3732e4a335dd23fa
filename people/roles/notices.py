"""What people hear of roles they are given or lose, and of standing in for one another."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.notices import NoticeGroup, NoticeWords, notice_kind
from people.words import RoleKind


def _kind(kind: str, happened: Promise, asked: Promise, button: Promise) -> None:
    notice_kind(kind, NoticeWords(happened=happened, asked=asked, button=button), NoticeGroup.ACCOUNT)


_see = _("See your roles")
_see_away = _("See who stands in when")
for _role, _happened in (
    (RoleKind.COORDINATOR, _("You are given the role of coordinator: %(organisation)s.")),
    (RoleKind.MANAGER, _("You are given the role of manager: %(organisation)s.")),
    (RoleKind.ADMINISTRATOR, _("You are given the role of administrator: %(organisation)s.")),
    (RoleKind.LEGAL, _("You are given the role of legal officer: %(organisation)s.")),
    (RoleKind.DATA_PROTECTION, _("You are given the role of data protection officer: %(organisation)s.")),
    (RoleKind.FINANCE, _("You are given the role of finance officer: %(organisation)s.")),
    (RoleKind.RULE_OWNER, _("You are given the role of rule owner: %(organisation)s.")),
):
    _kind(f"role_given_{_role}", _happened, _("Your settings say from when until when it holds."), _see)
_kind(
    "role_changed",
    _("The last day of your role has changed: %(organisation)s."),
    _("Your settings say from when until when it holds."),
    _see,
)
_kind("role_ended", _("A role of yours has ended: %(organisation)s."), _("The reason: %(reason)s"), _see)
_kind(
    "stand_in_asked",
    _("%(person)s asks you to decide in their place from %(since)s until %(until)s."),
    _("You see what waits for their decision. If you cannot, give it back."),
    _see_away,
)
_kind(
    "stand_in_ended",
    _("You and %(person)s: nobody stands in for the other from %(since)s until %(until)s any more."),
    _("Whoever was away decides again, or chooses somebody else."),
    _see_away,
)
