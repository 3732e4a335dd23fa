"""The forms of second factors, in our words."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from people.sign_in.factors import spend

DIGITS = {"autocomplete": "one-time-code", "inputmode": "numeric"}


def code_field(label: Any) -> forms.CharField:
    """A code of digits, as a phone's keyboard and a password manager know it."""
    return forms.CharField(label=label, max_length=20, widget=forms.TextInput(DIGITS))


class _WorksOnce:
    """A one-time code is spent by its first use, also if the cache that the library remembers it in is emptied."""

    authenticator: Authenticator

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        if self.authenticator.type == Authenticator.Type.TOTP and not spend(self.authenticator, code):
            raise get_adapter().validation_error("incorrect_code")
        self.authenticator.refresh_from_db(fields=["data"])
        return code


class Code(_WorksOnce, AuthenticateForm):  # type: ignore[misc]
    """The second step of signing in."""

    code = code_field(_("Code from your app, or a recovery code"))


class CodeAgain(_WorksOnce, ReauthenticateForm):  # type: ignore[misc]
    """It is still me."""

    code = code_field(_("Code from your app, or a recovery code"))


class FirstCode(ActivateTOTPForm):  # type: ignore[misc]
    """The app on the phone shows the right codes."""

    code = code_field(_("The six digits that the app shows now"))


class NewPasskey(AddWebAuthnForm):  # type: ignore[misc]
    """Every passkey can sign in by itself: it asks for a finger, a face or a number on the device."""

    name = forms.CharField(label=_("Name"), max_length=60, required=False)
    passwordless = forms.BooleanField(initial=True, widget=forms.HiddenInput)


class PasskeyName(EditWebAuthnForm):  # type: ignore[misc]
    """What I call it."""

    name = forms.CharField(label=_("Name"), max_length=60)
