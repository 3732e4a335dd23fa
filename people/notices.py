"""Notices: promised in the same transaction as the deed, kept by delivery. The words are per kind, per language."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.functional import Promise

from common.push import tell
from people.models import Notice, Person

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class NoticeWords:
    """What a notice of one kind says; `%(name)s` is filled from its data.

    `happened` is the heading, `asked` what it means for the reader, `button` the one thing to do.
    """

    happened: Promise
    asked: Promise
    button: Promise


_words: dict[str, NoticeWords] = {}


def notice_kind(kind: str, words: NoticeWords) -> None:
    """Give a kind of notice its words; each app names its own."""
    _words[kind] = words


def words_for(notice: Notice) -> NoticeWords:
    """The words of this notice's kind, still lazy: they speak the language active when read."""
    return _words[notice.kind]


def fill(words: Promise, data: dict[str, Any]) -> str:
    """The words in the active language with the notice's data filled in."""
    return str(words) % data


def promise_notices(
    *, key: str, kind: str, to: Iterable[Person], link: str, needs_you: bool = False, **data: str
) -> None:
    """Promise each of these people one notice; the same key twice tells nobody twice."""
    if kind not in _words:
        raise LookupError(f"No words for notices of kind {kind!r}.")
    people = {person.pk: person for person in to if person.is_active}
    promised = [
        Notice(person=person, key=key, kind=kind, data=data, link=link, needs_you=needs_you)
        for person in people.values()
    ]
    Notice.objects.bulk_create(promised, ignore_conflicts=True)
    for notice in promised:
        tell(f"me.{notice.person_id}", "notices.changed")
    transaction.on_commit(partial(_hurry, [str(notice.pk) for notice in promised]))


def _hurry(notice_ids: list[str]) -> None:
    from people.tasks import deliver_notice

    try:
        for notice_id in notice_ids:
            deliver_notice.apply_async(kwargs={"notice_id": notice_id}, retry=False)
    except Exception:
        log.warning("notices.not_hurried", exc_info=True)
