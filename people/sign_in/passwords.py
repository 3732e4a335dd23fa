"""Passwords that anybody would try first here."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from people.models import Organisation, Person

OURS = {"dotank", "dotanks", "tank", "network", "netwerk", "natverk", "nettverk", "password", "wachtwoord"}
OURS |= {"losenord", "lösenord", "passord", "welcome", "welkom", "valkommen", "välkommen", "velkommen"}
LETTERS_LEFT = 6


class NotOurNames:
    """A password must hold more than the names of this network and of one's organisation."""

    def validate(self, password: str, user: Person | None = None) -> None:
        left = password.casefold()
        for name in sorted(OURS | _names_of_organisation(user), key=len, reverse=True):
            left = left.replace(name, "")
        if len(re.sub(r"[\W\d_]", "", left)) < LETTERS_LEFT and _only_words(password):
            raise ValidationError(self.get_help_text(), code="password_of_our_names")

    def get_help_text(self) -> str:
        return _("Your password cannot be made of the names of this network or your organisation.")


def _only_words(password: str) -> bool:
    # What is mostly digits and signs is judged by the other rules.
    return len(re.sub(r"[\W\d_]", "", password)) >= LETTERS_LEFT


def _names_of_organisation(user: Any) -> set[str]:
    domain = str(getattr(user, "email", "") or "").rpartition("@")[2].casefold()
    organisation = Organisation.objects.filter(domain__iexact=domain).first() if domain else None
    said = f"{domain} {organisation.name if organisation else ''}".casefold()
    return {word for word in re.split(r"[\W_]+", said) if len(word) > 2}
