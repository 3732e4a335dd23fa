"""Guessing is counted in the database too: emptying the cache, where the library counts, forgives nobody."""

from datetime import timedelta

from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from common.retention import Rule, keep_until, remove
from common.sealing import mark
from people.models import FailedSignIn

MOST = 20
WITHIN = timedelta(hours=1)

keep_until(
    Rule(
        "failed-sign-ins",
        _("That somebody typed a wrong password for an address"),
        _("one hour"),
        lambda: remove(FailedSignIn.objects.filter(at__lt=Now() - WITHIN)),
    )
)


def too_many(email: str) -> bool:
    """Whether so many wrong passwords were tried for this address that nobody may try another one now."""
    return FailedSignIn.objects.filter(address=_mark(email), at__gt=Now() - WITHIN).count() >= MOST


def note(email: str) -> None:
    """A wrong password was tried; whether anybody has this address makes no difference."""
    FailedSignIn.objects.create(address=_mark(email))


def _mark(email: str) -> bytes:
    return mark("failed sign-in", email.strip().casefold())
