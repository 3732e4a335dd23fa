"""What sign-up asks beside the address and the password."""

from allauth.account.forms import AddEmailForm, SignupForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from people.adapter import organisation_for

LONGEST_ADDRESS = 254


def work_address(email: str) -> str:
    """The address in small letters; refused unless an organisation of the network gave it."""
    email = email.strip().lower()
    # allauth would cut a longer address, and keep one whose organisation nobody checked.
    if len(email) > LONGEST_ADDRESS or organisation_for(email) is None:
        raise ValidationError(
            _("Use your work address. If your organisation is not in the network yet, write to us first.")
        )
    return email


class AddAddress(AddEmailForm):  # type: ignore[misc]
    """Another address proves where somebody works as the first one did."""

    def clean_email(self) -> str:
        return work_address(str(super().clean_email()))


class SignUp(SignupForm):  # type: ignore[misc]
    """Sign-up for civil servants: the address proves where somebody works, and the name is how colleagues know them."""

    name = forms.CharField(max_length=120, label=_("Your name"), widget=forms.TextInput({"autocomplete": "name"}))
    field_order = ("name", "email", "password1", "password2")

    def clean_email(self) -> str:
        return work_address(str(super().clean_email()))
