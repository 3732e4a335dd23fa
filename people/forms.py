"""What sign-up asks beside the address and the password."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class SignUp(forms.Form):
    """One extra question: the name colleagues know you by."""

    name = forms.CharField(max_length=120, label=_("Your name"), widget=forms.TextInput({"autocomplete": "name"}))

    def signup(self, request: Any, user: Any) -> None:
        """Nothing more: the account adapter keeps the name."""
