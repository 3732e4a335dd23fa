"""How often we write to somebody: at once, each morning, each week or never, for each kind of notice."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from people import clock, delivery, rhythm
from people.models import Letter, Notice
from people.models.notices import Mailed, Rhythm
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.factories import make_organisation
from tests.letters import chooses, morning_comes, promise
from tests.racing import at_once

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
def test_the_rhythms_are_the_persons_own(cast: Cast, as_person: ClientFor) -> None:
    client = as_person(cast.fourth)
    chosen = {"needs_you": "never", "mine": "weekly", "taking_part": "daily", "comments": "never", "followed": "daily"}

    assert client.get("/api/me/notice-rhythms/").json()["needs_you"] == "at_once"
    assert client.put("/api/me/notice-rhythms/", chosen, format="json").json() == chosen
    assert client.get("/api/me/notice-rhythms/").json() == chosen
    refused = client.put("/api/me/notice-rhythms/", {**chosen, "needs_you": "weekly"}, format="json")
    assert refused.status_code == 422
    assert as_person(cast.third).get("/api/me/notice-rhythms/").json()["mine"] == "at_once"
