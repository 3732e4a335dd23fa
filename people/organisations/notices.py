"""What people hear of where they work, and who must say whether somebody works with them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.notices import NoticeGroup, NoticeWords, notice_kind


def _kind(kind: str, happened: Promise, asked: Promise, button: Promise) -> None:
    notice_kind(kind, NoticeWords(happened=happened, asked=asked, button=button), NoticeGroup.ACCOUNT)


_kind(
    "employer_claimed",
    _("%(person)s says that they work for %(organisation)s."),
    _("Confirm it if you know that it is true, or say no with a reason."),
    _("Answer"),
)
_kind(
    "claim_confirmed",
    _("It is confirmed that you work for %(organisation)s."),
    _("Your account is the same. What you were at your last employer, roles included, has ended."),
    _("See where you work"),
)
_kind(
    "claim_refused",
    _("%(organisation)s did not confirm that you work there."),
    _("The reason: %(reason)s"),
    _("See where you work"),
)
