"""Keeping the promise of a notice by mail: claim the row, send outside a transaction, record the outcome."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import F, Q
from django.db.models.functions import Now
from django.template.loader import render_to_string
from django.utils import translation

from people.models import Notice
from people.models.notices import Mailed
from people.notices import fill, words_for

CLAIM = timedelta(minutes=5)
LAST_ATTEMPT = 6


class TryAgain(Exception):
    """The mail could not be handed over now; it may work later."""


def claim(notice_id: UUID | str) -> Notice | None:
    """Take the notice for sending; None when it was sent, has failed for good or is being sent."""
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lt=Now())
    claimed = Notice.objects.filter(free, pk=notice_id, mailed=Mailed.PROMISED).update(
        claimed_until=Now() + CLAIM, attempts=F("attempts") + 1
    )
    return Notice.objects.select_related("person").get(pk=notice_id) if claimed else None


def deliver(notice: Notice) -> None:
    """Send the notice as a letter in its reader's language, and record that it was sent."""
    try:
        letter(notice).send()
    except OSError as error:
        last = notice.attempts >= LAST_ATTEMPT
        Notice.objects.filter(pk=notice.pk).update(
            claimed_until=None, mailed=Mailed.FAILED if last else Mailed.PROMISED
        )
        if last:
            raise
        raise TryAgain from error
    Notice.objects.filter(pk=notice.pk).update(claimed_until=None, mailed=Mailed.SENT)


def letter(notice: Notice) -> EmailMultiAlternatives:
    """The notice as a mail that looks like a letter and works in plain text."""
    with translation.override(notice.person.language):
        words = words_for(notice)
        happened = fill(words.happened, notice.data)
        context = {
            "person": notice.person,
            "happened": happened,
            "asked": fill(words.asked, notice.data),
            "button": fill(words.button, notice.data),
            "address": settings.SITE_URL + notice.link,
            "language": notice.person.language,
            "settings_address": settings.SITE_URL + "/app/settings",
        }
        mail = EmailMultiAlternatives(
            subject=" ".join(happened.split())[:150],
            body=render_to_string("people/letter.txt", context),
            to=[notice.person.email],
            headers={"Auto-Submitted": "auto-generated", "Content-Language": notice.person.language},
        )
        mail.attach_alternative(render_to_string("people/letter.html", context), "text/html")
    return mail
