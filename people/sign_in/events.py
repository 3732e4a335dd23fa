"""What follows when the library tells that somebody signed in or out, or changed how they do."""

from typing import Any
from uuid import uuid4

from allauth.account import signals as account
from allauth.account.models import EmailAddress
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from allauth.socialaccount import signals as socialaccount
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from common.push import rights_changed
from people.actions.employment import leave_old_addresses
from people.models import Person
from people.notices import NoticeGroup, NoticeWords, notice_kind, promise_notices
from people.sign_in import factors, guessing, sessions  # noqa: F401 - guessing says how long it is kept
from people.sign_in.ending import end_other_sessions

notice_kind(
    "sign_in_changed",
    NoticeWords(
        happened=_("How you sign in was changed."),
        asked=_("Was it not you? Choose a new password, look where you are signed in, and write to us."),
        button=_("See how you sign in"),
    ),
    NoticeGroup.ACCOUNT,
)


def listen() -> None:
    """Hear of it; once, when the product starts."""
    user_logged_in.connect(signed_in, dispatch_uid="signed_in")
    user_logged_out.connect(signed_out, dispatch_uid="signed_out")
    account.email_confirmed.connect(address_confirmed, dispatch_uid="address_confirmed")
    mfa.authenticator_added.connect(factor_added, dispatch_uid="factor_added")
    for signal in (account.password_changed, account.password_set, account.password_reset):
        signal.connect(changed, dispatch_uid="sign_in_changed")
    for signal in (mfa.authenticator_added, mfa.authenticator_removed, mfa.authenticator_reset):
        signal.connect(changed, dispatch_uid="sign_in_changed")
    for signal in (socialaccount.social_account_added, socialaccount.social_account_removed):
        signal.connect(connection_changed, dispatch_uid="connection_changed")


def signed_in(*, request: HttpRequest, user: Person, **more: Any) -> None:
    """The hours of the session count from here."""
    sessions.begin(request.session, user)


def signed_out(*, user: Person | None = None, **more: Any) -> None:
    """Whoever signs out leaves every room and screen of that session at once."""
    if user is not None:
        rights_changed(user.pk)


def address_confirmed(*, email_address: EmailAddress, **more: Any) -> None:
    """With an address of today's, those at employers one has left open the account no more."""
    leave_old_addresses(person=email_address.user)


def factor_added(*, authenticator: Authenticator, **more: Any) -> None:
    """The code that proved the app cannot be used by whoever looked on."""
    if authenticator.type == Authenticator.Type.TOTP:
        factors.spend_until_now(authenticator)


def changed(*, request: HttpRequest, user: Person, **more: Any) -> None:
    """Whoever sits elsewhere in this person's name is out now, and the person is told."""
    end_other_sessions(user, but=request.session.session_key)
    rights_changed(user.pk)
    tell_changed(user)


def tell_changed(person: Person) -> None:
    """The person learns that how they sign in was changed."""
    # Several changes in one sitting are one thing to be told.
    promise_notices(
        key=f"sign-in:{uuid4()}",
        kind="sign_in_changed",
        to=[person],
        link="/app/settings",
        needs_you=True,
        quiet_key="sign-in",
    )


def connection_changed(*, request: HttpRequest, **more: Any) -> None:
    """Another way in, or one less."""
    if request.user.is_authenticated:
        changed(request=request, user=request.user)
