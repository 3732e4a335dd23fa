"""A letter comes once, at its reader's rhythm and in their language; a failing mail server or worker loses none."""

import re
import socket
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from people import clock, delivery, tasks
from people.models import Employment, Letter, Notice, NoticeRhythms, Person
from people.models.notices import Mailed
from tests.cast import Cast
from tests.letters import TITLE, chooses, morning_comes, one_promised, promise, state_of
from tests.racing import at_once

# One letter ---------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "nl", "sv", "nb"])
def test_the_letter_speaks_the_readers_language(language: str, cast: Cast) -> None:
    cast.third.language = language
    cast.third.save(update_fields=["language"])

    tasks.deliver_letter(letter_id=str(one_promised(cast.third).pk))

    letter: Any = mail.outbox[0]
    assert letter.extra_headers["Content-Language"] == language
    assert TITLE in letter.subject
    assert ("has started" in letter.subject) is (language == "en")
    assert letter.to == [cast.third.email]
    assert "http://testserver/app/problems/1" in str(letter.body)
    assert f'lang="{language}"' in str(letter.alternatives[0][0])


@pytest.mark.django_db
def test_no_header_but_the_address_tells_who_it_is_for(cast: Cast) -> None:
    for key in ("one", "two"):
        promise(cast.third, key=key)
    for letter in Letter.objects.all():
        tasks.deliver_letter(letter_id=str(letter.pk))

    first, second = (sent.message() for sent in mail.outbox)
    for message in (first, second):
        told = {name: value for name, value in message.items() if name != "To"}
        marks = [cast.third.name, "Tess", cast.third.email, str(cast.third.pk), cast.third.pk.hex]
        assert not [mark for mark in marks for value in told.values() if mark in value], told
        assert set(told) == {
            "Content-Type", "MIME-Version", "Subject", "From", "Date", "Message-ID", "Auto-Submitted",
            "Content-Language", "List-Unsubscribe", "List-Unsubscribe-Post",
        }  # fmt: skip
        assert message["Message-ID"].endswith("@testserver>")
    for name in ("Message-ID", "List-Unsubscribe"):
        alike = {part for part in re.findall(r"\w{6,}", first[name]) if part in second[name]}
        assert alike <= {"testserver", "letters"}, "nothing joins two letters to one person"


@pytest.mark.django_db
def test_a_letter_sent_again_after_a_crash_is_the_same_letter(cast: Cast) -> None:
    letter = one_promised(cast.third)

    first, again = (delivery.written(letter) for _ in range(2))

    assert first
    assert again
    assert first.extra_headers["Message-ID"] == again.extra_headers["Message-ID"]


@pytest.mark.django_db(transaction=True)
def test_delivering_twice_or_four_at_once_sends_one_letter(cast: Cast) -> None:
    letter = one_promised(cast.third)

    at_once(*[lambda: tasks.deliver_letter(letter_id=str(letter.pk))] * 4)
    tasks.deliver_letter(letter_id=str(letter.pk))

    assert len(mail.outbox) == 1
    assert state_of(letter) == (Mailed.SENT, 1)


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
    letter = one_promised(cast.third)

    with pytest.raises(delivery.TryAgain):
        attempt(letter)

    assert state_of(letter) == (Mailed.PROMISED, 1)
    assert letter.claimed_until is None, "the claim is given back, so that the next try may have it"

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    attempt(letter)
    assert state_of(letter) == (Mailed.SENT, 2)
    assert len(mail.outbox) == 1


def attempt(letter: Letter) -> None:
    claimed = delivery.claim(letter.pk)
    assert claimed is not None
    delivery.deliver(claimed)


@pytest.mark.django_db
def test_the_last_attempt_is_recorded_as_failed(closed_mail_server: None, cast: Cast) -> None:
    letter = one_promised(cast.third)
    Letter.objects.update(attempts=delivery.LAST_ATTEMPT - 1)

    with pytest.raises(OSError, match="refused"):
        attempt(letter)

    assert state_of(letter) == (Mailed.FAILED, delivery.LAST_ATTEMPT)
    assert delivery.claim(letter.pk) is None, "nobody tries for ever"
    assert Notice.objects.filter(person=cast.third).exists(), "in the app it can still be read"


@pytest.mark.django_db
def test_no_letter_is_sent_inside_the_transaction(cast: Cast, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks() as callbacks:
        promise(cast.third)

    assert mail.outbox == []
    assert callbacks, "the worker is hurried after the commit"


SWEPT = [
    ("promised, and nobody hurried it", {"mailed": Mailed.PROMISED}, True),
    ("claimed by a worker that works", {"claimed_until": timedelta(minutes=1)}, False),
    ("claimed by a worker that died", {"claimed_until": -timedelta(minutes=1)}, True),
    ("sent", {"mailed": Mailed.SENT}, False),
    ("failed", {"mailed": Mailed.FAILED}, False),
    ("not due yet", {"due_at": timedelta(minutes=1)}, False),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("what", "change", "swept"), SWEPT, ids=[what for what, _, _ in SWEPT])
def test_the_sweep_hurries_what_nobody_is_sending(
    what: str, change: dict[str, Any], swept: bool, cast: Cast, celery_at_once: None
) -> None:
    letter = one_promised(cast.third)
    moved = {name: timezone.now() + value if isinstance(value, timedelta) else value for name, value in change.items()}
    Letter.objects.filter(pk=letter.pk).update(**moved)

    clock.sweep_notices()

    assert len(mail.outbox) == (1 if swept else 0)


# Rhythms ------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_worker_killed_with_a_digest_in_hand_leaves_it_to_the_next(cast: Cast, celery_at_once: None) -> None:
    chooses(cast.third, taking_part="daily")
    promise(cast.third)
    morning_comes()
    (letter_id,) = delivery.gather()
    assert delivery.claim(letter_id) is not None  # and here the worker dies
    clock.sweep_notices()
    assert mail.outbox == [], "another may still be at it"

    Letter.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    clock.sweep_notices()

    assert len(mail.outbox) == 1


@pytest.mark.django_db
def test_whoever_left_since_gets_no_letter(cast: Cast) -> None:
    letter = one_promised(cast.third)
    Person.objects.filter(pk=cast.third.pk).update(is_active=False)
    Employment.objects.filter(person=cast.third).delete()

    tasks.deliver_letter(letter_id=str(letter.pk))

    assert mail.outbox == []


# Fewer of them ------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_one_click_in_the_mail_program_stops_letters_of_that_kind(cast: Cast) -> None:
    tasks.deliver_letter(letter_id=str(one_promised(cast.third).pk))
    sent = mail.outbox[0]
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = sent.extra_headers["List-Unsubscribe"].strip("<>").removeprefix("http://testserver")

    answer = Client(enforce_csrf_checks=True).post(address, {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    chosen = NoticeRhythms.objects.get(person=cast.third)
    assert (chosen.taking_part, chosen.mine, chosen.needs_you) == ("never", "at_once", "at_once")
    promise(cast.third, key="next")
    assert Notice.objects.get(number=2).letter is None


@pytest.mark.django_db
def test_opening_the_address_changes_nothing_and_offers_a_button(cast: Cast) -> None:
    letter = one_promised(cast.third)
    client = Client()

    page = client.get(f"/letters/{letter.secret}/", follow=True)

    assert page.status_code == 200
    assert "No more of these letters" in page.content.decode()
    assert cast.third.name not in page.content.decode()
    assert not NoticeRhythms.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["0" * 64, "x", "a" * 500])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_wrong_secret_changes_nothing(token: str, method: str, cast: Cast) -> None:
    one_promised(cast.third)

    answer = getattr(Client(), method)(f"/letters/{token}/", follow=True)

    assert answer.status_code == 404
    assert not NoticeRhythms.objects.exists()


@pytest.mark.django_db
def test_a_letter_carries_no_secret_that_the_table_holds(cast: Cast) -> None:
    letter = one_promised(cast.third)

    assert letter.secret.encode() not in bytes(letter.fewer_hash)
    assert bytes(letter.fewer_hash).hex() != letter.secret
