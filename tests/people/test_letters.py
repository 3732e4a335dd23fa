"""A letter comes once, at its reader's rhythm and in their language; a failing mail server or worker loses none."""

import re
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from people import clock, delivery, rhythm, tasks
from people.models import Employment, Letter, Notice, NoticeRhythms, Person
from people.models.notices import Mailed, Rhythm
from people.notices import promise_notices
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.factories import make_organisation
from tests.racing import at_once

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


@pytest.fixture
def celery_at_once() -> Iterator[None]:
    """Celery's own eager mode: what the sweep hands over is done here and now."""
    from config.celery import app

    app.conf.task_always_eager = True
    yield
    app.conf.task_always_eager = False


# Rhythms ------------------------------------------------------------------------------------------------------------

FRIDAY_NOON = datetime(2026, 11, 20, 12, 30, tzinfo=UTC)
DUE = [
    (Rhythm.AT_ONCE, FRIDAY_NOON, datetime(2026, 11, 20, 12, tzinfo=UTC)),
    (Rhythm.DAILY, FRIDAY_NOON, datetime(2026, 11, 23, 7, tzinfo=UTC)),
    (Rhythm.DAILY, datetime(2026, 11, 23, 6, 50, tzinfo=UTC), datetime(2026, 11, 23, 7, tzinfo=UTC)),
    (Rhythm.DAILY, datetime(2026, 11, 23, 6, 58, tzinfo=UTC), datetime(2026, 11, 24, 7, tzinfo=UTC)),
    (Rhythm.DAILY, datetime(2026, 12, 24, 9, tzinfo=UTC), datetime(2026, 12, 28, 7, tzinfo=UTC)),
    (Rhythm.DAILY, datetime(2026, 7, 1, 9, tzinfo=UTC), datetime(2026, 7, 2, 6, tzinfo=UTC)),
    (Rhythm.WEEKLY, FRIDAY_NOON, datetime(2026, 11, 23, 7, tzinfo=UTC)),
    (Rhythm.WEEKLY, datetime(2026, 11, 24, 9, tzinfo=UTC), datetime(2026, 11, 30, 7, tzinfo=UTC)),
    # Easter Monday: the week begins on Tuesday.
    (Rhythm.WEEKLY, datetime(2026, 4, 3, 9, tzinfo=UTC), datetime(2026, 4, 7, 6, tzinfo=UTC)),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("when", "now", "expected"), DUE)
def test_a_digest_comes_at_eight_on_a_working_day_where_the_person_works(
    when: Rhythm, now: datetime, expected: datetime, cast: Cast
) -> None:
    assert rhythm.due(when, now, cast.home) == expected


@pytest.mark.django_db
def test_eight_in_the_morning_is_the_organisations_own(cast: Cast) -> None:
    far = make_organisation("Far", country="IN", time_zone="Asia/Kolkata")

    assert rhythm.due(Rhythm.DAILY, FRIDAY_NOON, far) == datetime(2026, 11, 23, 3, tzinfo=UTC), "half past eight there"
    assert rhythm.due(Rhythm.DAILY, FRIDAY_NOON, None) == datetime(2026, 11, 21, 8, tzinfo=UTC)


CHOICES = [
    ({}, {}, "at_once"),
    ({"taking_part": "daily"}, {}, "waits"),
    ({"taking_part": "weekly"}, {}, "waits"),
    ({"taking_part": "never"}, {}, "nothing"),
    ({"taking_part": "never"}, {"needs_you": True}, "at_once"),
    ({"needs_you": "never"}, {"needs_you": True}, "nothing"),
    ({"taking_part": "daily"}, {"kind": "poster_dotank_started"}, "at_once"),
    ({"mine": "never"}, {"kind": "poster_dotank_started"}, "nothing"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("chosen", "notice", "how"), CHOICES)
def test_each_group_of_notices_has_its_rhythm(
    chosen: dict[str, str], notice: dict[str, Any], how: str, cast: Cast
) -> None:
    chooses(cast.third, **chosen)

    promise(cast.third, **notice)

    told = Notice.objects.get()
    assert (told.letter is not None, told.waits_until is not None) == {
        "at_once": (True, False), "waits": (False, True), "nothing": (False, False)
    }[how]  # fmt: skip


def morning_comes() -> None:
    past = timezone.now() - timedelta(hours=1)
    Notice.objects.filter(waits_until__isnull=False).update(waits_until=past)


@pytest.mark.django_db
def test_a_digest_brings_everything_once_and_what_asks_something_first(cast: Cast, celery_at_once: None) -> None:
    chooses(cast.third, taking_part="daily", mine="weekly")
    promise(cast.third, key="asks", needs_you=True, kind="proposal_sign_off", proposal="Shorter forms")
    promise(cast.third, key="first")
    promise(cast.third, key="second", kind="poster_dotank_started")
    promise(cast.fourth)
    Letter.objects.update(mailed=Mailed.SENT)
    clock.sweep_notices()
    assert mail.outbox == [], "it is not morning yet"

    morning_comes()
    for _ in range(3):
        clock.sweep_notices()

    (digest,) = mail.outbox
    body = str(digest.body)
    assert digest.to == [cast.third.email]
    assert digest.subject == "1 to answer, 2 changed"
    assert body.index("Asks something of you") < body.index("Shorter forms") < body.index("What changed")
    assert body.count("has started") == 2


@pytest.mark.django_db
def test_what_was_seen_in_the_app_is_not_written_again(cast: Cast, celery_at_once: None) -> None:
    chooses(cast.third, taking_part="daily")
    promise(cast.third, key="seen")
    Notice.objects.update(seen_at=timezone.now())
    morning_comes()
    clock.sweep_notices()
    assert mail.outbox == []
    assert Letter.objects.get().mailed == Mailed.SENT

    promise(cast.third, key="new")
    morning_comes()
    clock.sweep_notices()
    assert len(mail.outbox) == 1
    assert str(mail.outbox[0].body).count("has started") == 1


@pytest.mark.django_db(transaction=True)
def test_four_that_gather_at_once_make_one_digest_each(cast: Cast) -> None:
    for person in (cast.third, cast.fourth):
        chooses(person, taking_part="daily")
    for key in "abc":
        promise(cast.third, cast.fourth, key=key)
    morning_comes()

    at_once(*[delivery.gather] * 4)

    assert {letter.notices.count() for letter in Letter.objects.all()} == {3}
    assert Letter.objects.count() == 2


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


@pytest.mark.django_db
def test_the_rhythms_are_the_persons_own(cast: Cast, as_person: ClientFor) -> None:
    client = as_person(cast.fourth)
    chosen = {"needs_you": "never", "mine": "weekly", "taking_part": "daily", "comments": "never", "followed": "daily"}

    assert client.get("/api/me/notice-rhythms/").json()["needs_you"] == "at_once"
    assert client.put("/api/me/notice-rhythms/", chosen, format="json").json() == chosen
    assert client.get("/api/me/notice-rhythms/").json() == chosen
    refused = client.put("/api/me/notice-rhythms/", {**chosen, "needs_you": "weekly"}, format="json")
    assert refused.status_code == 422
    assert as_person(cast.third).get("/api/me/notice-rhythms/").json()["mine"] == "at_once"
