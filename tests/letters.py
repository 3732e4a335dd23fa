"""Letters promised to somebody."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from people.models import Letter, Notice, NoticeRhythms, Person
from people.notices import promise_notices

TITLE = "Three signatures, 100 % paper"


def promise(*people: Person, key: str = "key", kind: str = "dotank_started", **more: Any) -> None:
    promise_notices(key=key, kind=kind, to=people, link="/app/problems/1", problem=TITLE, **more)


def one_promised(person: Person) -> Letter:
    promise(person)
    return Letter.objects.get(person=person)


def state_of(letter: Letter) -> tuple[str, int]:
    letter.refresh_from_db()
    return letter.mailed, letter.attempts


def chooses(person: Person, **rhythms: str) -> None:
    NoticeRhythms.objects.update_or_create(person=person, defaults=rhythms)


def morning_comes() -> None:
    past = timezone.now() - timedelta(hours=1)
    Notice.objects.filter(waits_until__isnull=False).update(waits_until=past)
