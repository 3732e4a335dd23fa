"""A notice is promised once, delivered once and in the reader's language; a failing mail server loses none."""

import socket
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from people import clock, delivery, tasks
from people.models import Notice, Person
from people.models.notices import Mailed
from people.notices import promise_notices
from tests.cast import Cast
from tests.racing import at_once

KIND = "problem_posted"


def promise(*people: Person, key: str = "key") -> None:
    promise_notices(key=key, kind=KIND, to=people, link="/app/problems/1", problem="Three signatures, 100 % paper")


def one_promised(person: Person) -> Notice:
    promise(person)
    return Notice.objects.get(person=person)


def state_of(notice: Notice) -> tuple[str, int]:
    notice.refresh_from_db()
    return notice.mailed, notice.attempts


@pytest.mark.django_db
def test_the_same_key_tells_nobody_twice(cast: Cast) -> None:
    promise(cast.poster, cast.poster, cast.member)
    promise(cast.poster)
    promise(cast.poster, key="another")

    assert Notice.objects.filter(person=cast.poster).count() == 2
    assert Notice.objects.filter(person=cast.member).count() == 1


@pytest.mark.django_db
def test_whoever_has_left_is_told_nothing(cast: Cast) -> None:
    Person.objects.filter(pk=cast.member.pk).update(is_active=False)

    promise(Person.objects.get(pk=cast.member.pk))

    assert not Notice.objects.exists()


@pytest.mark.django_db
def test_a_kind_without_words_is_a_bug(cast: Cast) -> None:
    with pytest.raises(LookupError):
        promise_notices(key="k", kind="rumour", to=[cast.poster], link="/")


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "nl", "sv", "nb"])
def test_the_letter_speaks_the_readers_language(language: str, cast: Cast) -> None:
    cast.poster.language = language
    cast.poster.save(update_fields=["language"])

    tasks.deliver_notice(notice_id=str(one_promised(cast.poster).pk))

    letter: Any = mail.outbox[0]
    assert letter.extra_headers["Content-Language"] == language
    assert "Three signatures, 100 % paper" in letter.subject
    assert ("Your problem" in letter.subject) is (language == "en")
    assert letter.to == [cast.poster.email]
    assert "http://testserver/app/problems/1" in str(letter.body)
    assert f'lang="{language}"' in str(letter.alternatives[0][0])


@pytest.mark.django_db(transaction=True)
def test_delivering_twice_or_four_at_once_sends_one_letter(cast: Cast) -> None:
    notice = one_promised(cast.poster)

    at_once(*[lambda: tasks.deliver_notice(notice_id=str(notice.pk))] * 4)
    tasks.deliver_notice(notice_id=str(notice.pk))

    assert len(mail.outbox) == 1
    assert state_of(notice) == (Mailed.SENT, 1)


@pytest.fixture
def closed_mail_server(settings: Any) -> Iterator[None]:
    """A port on which nobody listens."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", held.getsockname()[1], 2
        yield


@pytest.mark.django_db
def test_a_closed_mail_server_is_tried_again(closed_mail_server: None, cast: Cast, settings: Any) -> None:
    notice = one_promised(cast.poster)

    with pytest.raises(delivery.TryAgain):
        attempt(notice)

    assert state_of(notice) == (Mailed.PROMISED, 1)
    assert notice.claimed_until is None, "the claim is given back, so that the next try may have it"

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    attempt(notice)
    assert state_of(notice) == (Mailed.SENT, 2)
    assert len(mail.outbox) == 1


def attempt(notice: Notice) -> None:
    claimed = delivery.claim(notice.pk)
    assert claimed is not None
    delivery.deliver(claimed)


@pytest.mark.django_db
def test_the_last_attempt_is_recorded_as_failed(closed_mail_server: None, cast: Cast) -> None:
    notice = one_promised(cast.poster)
    Notice.objects.update(attempts=delivery.LAST_ATTEMPT - 1)

    with pytest.raises(OSError, match="refused"):
        attempt(notice)

    assert state_of(notice) == (Mailed.FAILED, delivery.LAST_ATTEMPT)
    assert delivery.claim(notice.pk) is None, "nobody tries for ever"
    assert Notice.objects.filter(person=cast.poster).exists(), "in the app it can still be read"


@pytest.mark.django_db
def test_no_letter_is_sent_inside_the_transaction(cast: Cast, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks() as callbacks:
        promise(cast.poster)

    assert mail.outbox == []
    assert callbacks, "the worker is hurried after the commit"


SWEPT = [
    ("promised, and nobody hurried it", {"mailed": Mailed.PROMISED}, True),
    ("claimed by a worker that works", {"claimed_until": timedelta(minutes=1)}, False),
    ("claimed by a worker that died", {"claimed_until": -timedelta(minutes=1)}, True),
    ("sent", {"mailed": Mailed.SENT}, False),
    ("failed", {"mailed": Mailed.FAILED}, False),
    ("a moment old", {"created_at": timedelta(0)}, False),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("what", "change", "swept"), SWEPT, ids=[what for what, _, _ in SWEPT])
def test_the_sweep_hurries_what_nobody_is_sending(
    what: str, change: dict[str, Any], swept: bool, cast: Cast, celery_at_once: None
) -> None:
    notice = one_promised(cast.poster)
    long_ago = {"created_at": -timedelta(minutes=5)}
    moved = {
        name: timezone.now() + value if isinstance(value, timedelta) else value
        for name, value in {**long_ago, **change}.items()
    }
    Notice.objects.filter(pk=notice.pk).update(**moved)

    clock.sweep_notices()

    assert len(mail.outbox) == (1 if swept else 0)


@pytest.fixture
def celery_at_once() -> Iterator[None]:
    """Celery's own eager mode: what the sweep hands over is done here and now."""
    from config.celery import app

    app.conf.task_always_eager = True
    yield
    app.conf.task_always_eager = False
