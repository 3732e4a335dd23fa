"""The second factor: whether there is one, how its secrets are kept, and that a code works once."""

import base64
import time
from typing import Any

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa import app_settings
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.sealing import seal, unseal
from people.models import Person

PURPOSE = "one-time codes"
SPENT = "spent"
PROVING = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def has_second_factor(person: Person) -> bool:
    """Whether a password alone does not let this person in."""
    return bool(Authenticator.objects.filter(user_id=person.pk, type__in=PROVING).exists())


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets are sealed, and names and words are ours."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("This does not fit, or it was used already. Wait for the next code."),
    }

    def encrypt(self, text: str) -> str:
        return base64.b64encode(seal(PURPOSE, text.encode(), b"")).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(PURPOSE, base64.b64decode(encrypted_text), b"").decode()

    def _get_site_name(self) -> str:
        return "Do Tank Network"

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:
        return _("Passkey %(number)s") % {
            "number": Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        }


def spend(authenticator: Authenticator, code: str) -> bool:
    """Whether this one-time code is still unspent; from now on it is not, nor is any before it."""
    with transaction.atomic():
        row = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
        secret = FactorAdapter().decrypt(row.data["secret"])
        for counter in totp.yield_hotp_counters_from_time():
            fits = compare_user_code(actual=code, expected=totp.format_hotp_value(totp.hotp_value(secret, counter)))
            if fits and counter > row.data.get(SPENT, -1):
                _note_spent(row, counter)
                return True
    return False


def spend_until_now(authenticator: Authenticator) -> None:
    """The code that set it up is spent too."""
    _note_spent(authenticator, int(time.time()) // app_settings.TOTP_PERIOD)


def _note_spent(authenticator: Authenticator, counter: int) -> None:
    authenticator.data[SPENT] = counter
    authenticator.save(update_fields=["data"])
