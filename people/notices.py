"""Notices: promised in the same transaction as the deed, kept by delivery. The words are per kind, per language."""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.db import models, transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.figures import Money, day_words, money_words, number_words
from common.push import tell
from common.sealing import mark
from people import rhythm
from people.models import Letter, Notice, NoticeRhythms, Person
from people.models.notices import Rhythm, Told, hash_of

# What a notice may say: words, or what is told in the reader's own way.
Said = str | Person | Decimal | date | Money

log = logging.getLogger(__name__)

# Letters are due at full hours, so two hours apart is never less than one.
QUIET = timedelta(hours=2)


class NoticeGroup(models.TextChoices):
    """Kinds of notices that share a rhythm; what asks something of the person has a rhythm of its own."""

    MINE = "mine", _("The problems you posted")
    TAKING_PART = "taking_part", _("What you take part in")
    COMMENTS = "comments", _("Comments and mentions")
    FOLLOWED = "followed", _("What you follow")
    ACCOUNT = "account", _("Your account and your data")


@dataclass(frozen=True)
class NoticeWords:
    """What a notice of one kind says; `%(name)s` is filled from its data.

    `happened` is the heading, `asked` what it means for the reader, `button` the one thing to do.
    """

    happened: Promise
    asked: Promise
    button: Promise


@dataclass(frozen=True)
class LetterPart:
    """A heading and what stands under it; `language` where it is somebody's own words."""

    heading: str
    lines: Sequence[str]
    language: str = ""


@dataclass(frozen=True)
class LetterMore:
    """What the letter of one notice says beyond its words, and equal answers to choose from, each with its path."""

    parts: Sequence[LetterPart]
    answers: Sequence[tuple[str, str]] = ()


_words: dict[str, NoticeWords] = {}
_groups: dict[str, NoticeGroup] = {}
_more: dict[str, Callable[[Told], LetterMore | None]] = {}


def notice_kind(
    kind: str,
    words: NoticeWords,
    group: NoticeGroup = NoticeGroup.TAKING_PART,
    more: Callable[[Told], LetterMore | None] | None = None,
) -> None:
    """Give a kind of notice its words and the group whose rhythm it follows; each app names its own.

    `more` is asked when a letter with this one notice is written, in the reader's language.
    """
    _words[kind] = words
    _groups[kind] = group
    if more is not None:
        _more[kind] = more


def more_for(told: Told) -> LetterMore | None:
    """What a letter that brings this notice alone says beyond its words."""
    return _more[told.kind](told) if told.kind in _more else None


def group_of(kind: str) -> NoticeGroup:
    """The group whose rhythm notices of this kind follow."""
    return _groups[kind]


def words_for(told: Told) -> NoticeWords:
    """The words of this notice's kind, still lazy: they speak the language active when read."""
    return _words[told.kind]


def fill(words: Promise, data: dict[str, Any], names: dict[str, str] | None = None) -> str:
    """The words in the active language with the notice's data filled in."""
    return str(words) % {name: _told(value, names or {}) for name, value in data.items()}


def _told(value: str | dict[str, str], names: dict[str, str]) -> str:
    match value:
        case {"person": person}:
            return names.get(person, gettext("A colleague"))
        case {"amount": amount, "country": country}:
            return money_words(int(amount), country)
        case {"number": number}:
            return number_words(Decimal(number))
        case {"day": day}:
            return day_words(date.fromisoformat(day))
        case _:
            return str(value)


def names_in(notices: Iterable[Notice]) -> dict[str, str]:
    """The names of the people that these notices speak of, as they are today; one question for all of them."""
    said = (value for notice in notices for value in notice.told.data.values() if isinstance(value, dict))
    ids = {value["person"] for value in said if "person" in value}
    found = Person.objects.filter(pk__in=ids) if ids else Person.objects.none()
    return {str(person.pk): person.shown_name for person in found}


@transaction.atomic
def promise_notices(
    *,
    key: str,
    kind: str,
    to: Iterable[Person],
    link: str,
    needs_you: bool = False,
    quiet_key: str = "",
    **data: Said,
) -> None:
    """Promise each of these people one notice; the same key twice tells nobody twice.

    With a `quiet_key` (a thread, for instance) nobody is told again before they have looked,
    and nobody gets two letters under that key within an hour.
    A person among the data is named as they are called when the notice is read; numbers, sums and days are
    written as the reader's language writes them.
    """
    if kind not in _words:
        raise LookupError(f"No words for notices of kind {kind!r}.")
    now = timezone.now()
    told = Told(kind, {name: _plain(value) for name, value in data.items()}, link, now)
    people = sorted({person.pk: person for person in to if person.is_active}.values(), key=lambda one: one.pk)
    numbers = _last_numbers(people)
    promised = []
    for person in people:
        notice = Notice(
            person=person,
            number=numbers.get(person.pk, 0) + 1,
            told_once=mark("told once", str(person.pk), key),
            quiet=mark("quiet", str(person.pk), quiet_key) if quiet_key else None,
            needs_you=needs_you,
            created_at=now.replace(hour=0, minute=0, second=0, microsecond=0),
        )
        notice.close(told)
        promised.append(notice)
    letters = _letters(promised, kind, now)
    Notice.objects.bulk_create(promised, ignore_conflicts=True)
    # Whoever was told before keeps the first notice, and this letter is never written.
    brought = set(Notice.objects.filter(pk__in=[notice.pk for notice in promised]).values_list("letter_id", flat=True))
    letters = Letter.objects.bulk_create([letter for letter in letters if letter.pk in brought])
    for person in people:
        tell(f"me.{person.pk}", "notices.changed")
    transaction.on_commit(partial(_hurry, [str(letter.pk) for letter in letters if letter.due_at <= now]))


def letter_for(person: Person, *, due_at: datetime, digest: bool = False, quiet: bytes | None = None) -> Letter:
    """A letter to this person, with a secret of its own for getting fewer; not yet written down."""
    letter = Letter(pk=uuid4(), person=person, due_at=due_at, digest=digest, quiet=quiet)
    letter.fewer_hash = hash_of(letter.secret)
    return letter


def _plain(value: Said) -> str | dict[str, str]:
    match value:
        case Person():
            return {"person": str(value.pk)}
        case Money():
            return {"amount": str(value.amount), "country": value.country}
        case Decimal():
            return {"number": str(value)}
        case date():
            return {"day": value.isoformat()}
        case _:
            return value


def _rhythm(chosen: NoticeRhythms | None, kind: str, needs_you: bool) -> str:
    group = group_of(kind)
    if group == NoticeGroup.ACCOUNT:
        return Rhythm.AT_ONCE
    return str(getattr(chosen or NoticeRhythms(), "needs_you" if needs_you else group.value))


def _last_numbers(people: Iterable[Person]) -> dict[UUID, int]:
    last = Notice.objects.filter(person__in=[person.pk for person in people]).values_list("person_id")
    return dict(last.annotate(models.Max("number")).order_by())


def _letters(promised: Iterable[Notice], kind: str, now: datetime) -> list[Letter]:
    """The letters that go at once, each named by its notice; of other notices, the morning for which they wait."""
    chosen = rhythm.rhythms_of(notice.person for notice in promised)
    when = {notice: _rhythm(chosen.get(notice.person_id), kind, notice.needs_you) for notice in promised}
    waiting = [notice for notice in when if when[notice] in {Rhythm.DAILY, Rhythm.WEEKLY}]
    workplaces = rhythm.workplaces_of(notice.person for notice in waiting)
    for notice in waiting:
        notice.waits_until = rhythm.due(when[notice], now, workplaces.get(notice.person_id))
    at_once = [notice for notice in when if when[notice] == Rhythm.AT_ONCE]
    last = _last_letters([bytes(notice.quiet) for notice in at_once if notice.quiet])
    letters = []
    for notice in at_once:
        due_at = rhythm.due(Rhythm.AT_ONCE, now, None)
        quiet = bytes(notice.quiet) if notice.quiet else None
        if quiet in last:
            due_at = max(due_at, last[quiet] + QUIET)
        notice.letter = letter_for(notice.person, due_at=due_at, quiet=quiet)
        letters.append(notice.letter)
    return letters


def _last_letters(quiet: Sequence[bytes]) -> dict[bytes | None, datetime]:
    if not quiet:
        return {}
    last = Letter.objects.filter(quiet__in=quiet).values_list("quiet").annotate(models.Max("due_at")).order_by()
    return {bytes(one): due_at for one, due_at in last}


def _hurry(letter_ids: list[str]) -> None:
    from people.tasks import deliver_letter

    try:
        for letter_id in letter_ids:
            deliver_letter.apply_async(kwargs={"letter_id": letter_id}, retry=False)
    except Exception:
        log.warning("notices.not_hurried", exc_info=True)
