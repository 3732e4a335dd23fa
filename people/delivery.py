"""Keeping the promise of a letter: claim the row, send outside a transaction, record the outcome."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Now
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from common.sealing import mark
from people.models import Letter, Notice, Person
from people.models.notices import Mailed
from people.notices import LetterMore, NoticeGroup, fill, group_of, letter_for, more_for, names_in, words_for

CLAIM = timedelta(minutes=5)
LAST_ATTEMPT = 6
# A digest that names more than this is no longer read; the rest is in the app.
AT_MOST = 30
STILL_WAITING = 5


class TryAgain(Exception):
    """The mail could not be handed over now; it may work later."""


@dataclass(frozen=True)
class Line:
    """One notice as a letter tells it."""

    happened: str
    asked: str
    button: str
    address: str


def gather() -> list[UUID]:
    """Bring what waits for this morning together, one digest for each person; says which letters that makes."""
    now = timezone.now()
    due = Notice.objects.filter(waits_until__lte=now)
    made = []
    for person_id in due.order_by().values_list("person_id", flat=True).distinct()[:500]:
        with transaction.atomic():
            # Whoever gathers at the same time finds these rows taken and passes on.
            rows = list(due.filter(person_id=person_id).select_for_update(skip_locked=True).order_by("number"))
            if not rows:
                continue
            morning = max(row.waits_until for row in rows if row.waits_until)
            letter = letter_for(rows[0].person, due_at=morning, digest=True)
            letter.save(force_insert=True)
            Notice.objects.filter(pk__in=[row.pk for row in rows]).update(letter=letter, waits_until=None)
            made.append(letter.pk)
    return made


def claim(letter_id: UUID | str) -> Letter | None:
    """Take the letter for sending; None when it was sent, has failed for good, waits or is being sent."""
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lt=Now())
    claimed = Letter.objects.filter(free, pk=letter_id, mailed=Mailed.PROMISED, due_at__lte=Now()).update(
        claimed_until=Now() + CLAIM, attempts=F("attempts") + 1
    )
    return Letter.objects.select_related("person").get(pk=letter_id) if claimed else None


def deliver(letter: Letter) -> None:
    """Send the letter in its reader's language, unless it has nothing new to tell, and record that it was sent."""
    try:
        if mail := written(letter):
            mail.send()
    except OSError as error:
        last = letter.attempts >= LAST_ATTEMPT
        Letter.objects.filter(pk=letter.pk).update(
            claimed_until=None, mailed=Mailed.FAILED if last else Mailed.PROMISED
        )
        if last:
            raise
        raise TryAgain from error
    Letter.objects.filter(pk=letter.pk).update(claimed_until=None, mailed=Mailed.SENT)


def written(letter: Letter) -> EmailMultiAlternatives | None:
    """The letter as a mail; None where its reader has left or has already seen everything in the app."""
    if not letter.person.is_active:
        return None
    late = letter.digest or letter.quiet is not None
    brought = letter.notices.newest_first()
    notices = list(brought.filter(Q(seen_at__isnull=True) | Q(needs_you=True)) if late else brought)
    if not notices:
        return None
    waiting: list[Notice] = []
    if letter.digest:
        others = Notice.objects.filter(person=letter.person, needs_you=True, seen_at__isnull=True)
        waiting = list(others.exclude(letter=letter).newest_first()[:STILL_WAITING])
    return mail_of(letter, notices, waiting)


def mail_of(letter: Letter, notices: Sequence[Notice], waiting: Sequence[Notice] = ()) -> EmailMultiAlternatives:
    """A mail that looks like a letter and works in plain text: what asks something first, then what changed."""
    person = letter.person
    with translation.override(person.language):
        names = names_in([*notices, *waiting])
        asks = lines([*(one for one in notices if one.needs_you), *waiting], names)
        changed = lines([one for one in notices if not one.needs_you], names)
        fewer = fewer_address(letter) if may_be_fewer(notices) else ""
        context = {
            "person": person,
            "asks": asks,
            "changed": changed[:AT_MOST],
            "more": len(changed[AT_MOST:]),
            "one": (asks + changed)[0] if len(asks) + len(changed) == 1 else None,
            "more_of_one": more_of_one([*notices, *waiting]),
            "language": person.language,
            "notices_address": settings.SITE_URL + "/app/notices",
            "settings_address": settings.SITE_URL + "/app/settings/notices",
            "fewer_address": fewer,
        }
        mail = EmailMultiAlternatives(
            subject=subject(asks, changed),
            body=render_to_string("people/letter.txt", context),
            to=[person.email],
            headers=headers(letter, person, fewer),
        )
        mail.attach_alternative(render_to_string("people/letter.html", context), "text/html")
    return mail


def lines(notices: Iterable[Notice], names: dict[str, str]) -> list[Line]:
    """These notices in words, in the language now active."""
    made = []
    for notice in notices:
        told, words = notice.told, words_for(notice.told)
        happened, asked, button = (fill(one, told.data, names) for one in (words.happened, words.asked, words.button))
        made.append(Line(happened, asked, button, settings.SITE_URL + told.link))
    return made


def more_of_one(notices: Sequence[Notice]) -> LetterMore | None:
    """What a letter with one notice says beyond its words, its answers with whole addresses."""
    more = more_for(notices[0].told) if len(notices) == 1 else None
    if more is None:
        return None
    return replace(more, answers=[(words, settings.SITE_URL + path) for words, path in more.answers])


def subject(asks: Sequence[Line], changed: Sequence[Line]) -> str:
    """What the letter is about: the one thing, or how many."""
    if len(asks) + len(changed) == 1:
        return " ".join((*asks, *changed)[0].happened.split())[:150]
    if asks:
        return _("%(asks)s to answer, %(changed)s changed") % {"asks": len(asks), "changed": len(changed)}
    return _("%(changed)s changed in what you follow") % {"changed": len(changed)}


def may_be_fewer(notices: Iterable[Notice]) -> bool:
    """Whether the reader may do without such letters; what concerns their account is always sent."""
    return any(group_of(notice.told.kind) != NoticeGroup.ACCOUNT for notice in notices)


def fewer_address(letter: Letter) -> str:
    """Where this letter's reader gets fewer of them, with a secret that says nothing about the reader."""
    return f"{settings.SITE_URL}/letters/{letter.secret}/"


def headers(letter: Letter, person: Person, fewer: str) -> dict[str, str]:
    """Headers that name the letter and nobody; sent again after a crash, it is the same letter to a mail program."""
    name = mark("message id", str(letter.pk)).hex()[:32]
    told = {
        "Message-ID": f"<{name}@{urlsplit(settings.SITE_URL).hostname}>",
        "Auto-Submitted": "auto-generated",
        "Content-Language": person.language,
    }
    if fewer:
        told |= {"List-Unsubscribe": f"<{fewer}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return told
