"""How long a session lasts, how it is ended from a distance, and when one must show again who one is."""

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from common.clock import forget
from experiments.models import SignOff, SignOffWithdrawal
from people.models import FailedSignIn, Notice, Person
from people.sign_in.passwords import NotOurNames
from tests import stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db
HOUR = 3600.0


def sign_in(person: Person, **more: Any) -> Client:
    client = Client(**more)
    client.post("/en/accounts/login/", {"login": person.email, "password": PASSWORD})
    assert inside(client)
    return client


def inside(client: Client) -> bool:
    return client.get("/api/me/").status_code == 200


class Clock:
    """The server's clock, which a test may put forward; sessions in the database are told the same."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = time.time()
        monkeypatch.setattr(time, "time", lambda: self.now)
        moved = lambda *_: datetime.fromtimestamp(self.now, UTC)  # noqa: E731 - short, and used twice
        monkeypatch.setattr("django.contrib.sessions.backends.db.timezone.now", moved)

    def go_on(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def test_a_session_ends_twelve_hours_after_sign_in_whatever_one_does(cast: Cast, clock: Clock) -> None:
    client = sign_in(cast.member)

    for _ in range(23):
        clock.go_on(HOUR / 2)
        assert inside(client)
    clock.go_on(HOUR / 2)

    assert not inside(client)


def test_a_coordinator_who_is_away_for_half_an_hour_is_signed_out(cast: Cast, clock: Clock) -> None:
    coordinator, member = sign_in(cast.coordinator), sign_in(cast.member)
    for _ in range(3):
        clock.go_on(29 * 60)
        assert inside(coordinator), "whoever is there stays"

    clock.go_on(31 * 60)

    assert not inside(coordinator)
    assert inside(member)


def test_who_becomes_a_coordinator_meanwhile_is_held_to_it(cast: Cast, clock: Clock) -> None:
    client = sign_in(cast.member)
    cast.member.roles.create(kind="coordinator", since="2020-01-01")
    clock.go_on(60)
    assert inside(client)

    clock.go_on(31 * 60)

    assert not inside(client)


def test_clicking_does_not_write_the_session_each_time(
    cast: Cast, clock: Clock, django_assert_num_queries: Any
) -> None:
    client = sign_in(cast.member)
    clock.go_on(10)
    inside(client)

    with django_assert_num_queries(count_of_reading(client)):
        inside(client)


def count_of_reading(client: Client) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        inside(client)
    assert not [one["sql"] for one in asked.captured_queries if one["sql"].startswith(("UPDATE", "INSERT"))]
    return len(asked)


def test_my_sessions_are_listed_and_ended_from_a_distance(cast: Cast) -> None:
    desk = sign_in(cast.member, headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0"})
    phone = sign_in(cast.member, headers={"user-agent": "Mozilla/5.0 (iPhone) Version/18.5 Mobile Safari/604.1"})
    sign_in(cast.outsider)

    page = desk.get("/en/accounts/sessions/").content.decode()
    assert page.count('class="entry"') == 2
    assert "Firefox on Windows" in page
    assert "Safari on iPhone" in page
    there = UserSession.objects.get(session_key=phone.session.session_key)
    desk.post(f"/en/accounts/sessions/{there.pk}/end/")

    assert not inside(phone)
    assert inside(desk)


def test_all_others_end_at_once(cast: Cast) -> None:
    here, *others = [sign_in(cast.member) for _ in range(3)]
    stranger = sign_in(cast.outsider)

    here.post("/en/accounts/sessions/end/")

    assert inside(here)
    assert not any(inside(other) for other in others)
    assert inside(stranger)


def test_nobody_ends_the_session_of_another_nor_by_looking(cast: Cast) -> None:
    mine, theirs = sign_in(cast.member), sign_in(cast.outsider)
    row = UserSession.objects.get(session_key=theirs.session.session_key)

    assert mine.post(f"/en/accounts/sessions/{row.pk}/end/").status_code == 404
    assert theirs.get(f"/en/accounts/sessions/{row.pk}/end/").status_code == 405
    assert Client().post("/en/accounts/sessions/end/").status_code == 302

    assert inside(theirs)


def test_a_new_password_ends_all_others_and_keeps_this_one(cast: Cast) -> None:
    here, there = sign_in(cast.member), sign_in(cast.member)
    new = {"oldpassword": PASSWORD, "password1": "green boats sing loud", "password2": "green boats sing loud"}

    assert here.post("/en/accounts/password/change/", new).status_code == 302

    assert inside(here)
    assert not inside(there)
    assert not Session.objects.filter(session_key=there.cookies["sessionid"].value).exists()
    assert UserSession.objects.filter(user=cast.member).count() == 1


def sign_off(client: Any, proposal: Any) -> Any:
    body = {"read_version": 1, "help_promised": "A desk", "reason": "Clear"}
    return client.post(f"/api/proposals/{proposal.pk}/sign-off/", body, content_type="application/json")


def test_what_binds_others_asks_who_one_is_again(cast: Cast, clock: Clock) -> None:
    proposal = stages.submitted(cast)
    client = sign_in(cast.manager)
    clock.go_on(5 * 60 + 1)

    answer = sign_off(client, proposal)

    assert (answer.status_code, answer.json()["code"]) == (403, "step_up_needed")
    assert answer.json()["link"] == "/en/accounts/reauthenticate/"
    assert not SignOff.objects.exists()
    page = "/app/proposals/x?read=1"
    sent = client.post("/en/accounts/reauthenticate/", {"password": PASSWORD, "next": page})
    assert sent.headers["Location"] == page
    assert sign_off(client, proposal).status_code == 201

    clock.go_on(5 * 60 + 1)
    kept = client.post(
        f"/api/proposals/{proposal.pk}/withdraw-sign-off/", {"reason": "Law"}, content_type="application/json"
    )
    assert kept.json()["code"] == "step_up_needed"
    assert not SignOffWithdrawal.objects.exists()


@pytest.mark.parametrize("answer", ["sign-off", "send-back", "decline", "withdraw-sign-off"])
def test_a_wrong_password_confirms_nothing(cast: Cast, clock: Clock, answer: str) -> None:
    proposal = stages.submitted(cast)
    client = sign_in(cast.manager)
    clock.go_on(HOUR)

    client.post("/en/accounts/reauthenticate/", {"password": "not the right one"})

    said = client.post(f"/api/proposals/{proposal.pk}/{answer}/", {}, content_type="application/json")
    assert said.json()["code"] == "step_up_needed"


def test_an_installation_may_do_without(cast: Cast, clock: Clock, settings: Any) -> None:
    settings.STEP_UP_MINUTES = 0
    proposal = stages.submitted(cast)
    client = sign_in(cast.manager)
    clock.go_on(HOUR)

    assert sign_off(client, proposal).status_code == 201


def test_a_fresh_sign_in_is_proof_enough(cast: Cast, as_person: ClientFor) -> None:
    proposal = stages.submitted(cast)

    answer = as_person(cast.manager).post(
        f"/api/proposals/{proposal.pk}/sign-off/",
        {"read_version": 1, "help_promised": "A desk", "reason": "Clear"},
        format="json",
    )

    assert answer.status_code == 201


def test_nobody_adds_an_address_that_is_not_of_an_organisation(cast: Cast) -> None:
    client = sign_in(cast.member)
    client.post("/en/accounts/reauthenticate/", {"password": PASSWORD})

    for address in ("mia@private.example", "mia@sub.water-board.example", f"{'x' * 250}@water-board.example"):
        client.post("/en/accounts/email/", {"action_add": "", "email": address})

    assert list(EmailAddress.objects.filter(user=cast.member).values_list("email", flat=True)) == [cast.member.email]


@pytest.mark.parametrize(
    "password",
    [
        "dotanknetwork2026",
        "Do Tank Network!",
        "water-board-water-board",
        "Municipality of Home 2026",
        "welkom12345678",
        "password12345678",
    ],
)
def test_a_password_of_our_own_names_is_refused(cast: Cast, password: str) -> None:
    person = Person(email="nora@municipality-of-home.example" if "Home" in password else "nora@water-board.example")

    with pytest.raises(ValidationError):
        NotOurNames().validate(password, person)


@pytest.mark.parametrize(
    "password",
    [
        "green boats sing loud",
        "x7!kQ2#pL9@w",
        "🦔🐌🦋🌿🍄🐛🦔🐌🦋🌿🍄🐛",
        "lang" * 32,
        "74839201756384",
        "mijn fiets is gestolen",
    ],
)
def test_a_good_password_of_any_kind_and_length_is_taken_whole(cast: Cast, password: str) -> None:
    form = {"name": "Nora New", "email": "nora@water-board.example", "password1": password, "password2": password}

    assert Client().post("/en/accounts/signup/", form).status_code == 302

    person = Person.objects.get(email="nora@water-board.example")
    assert person.check_password(password)
    assert not person.check_password(password[:-1])


def test_guessing_is_not_forgiven_when_the_cache_is_emptied(cast: Cast) -> None:
    """Nor told apart for addresses that nobody has."""
    for address in (cast.member.email, "nobody@water-board.example"):
        for _ in range(20):
            Client().post("/en/accounts/login/", {"login": address.upper(), "password": "a wrong password"})
            cache.clear()
        refused = Client().post("/en/accounts/login/", {"login": address, "password": PASSWORD})
        assert "Too many failed login attempts" in refused.content.decode()

    assert not Client().login(email=cast.member.email, password="a wrong password")
    FailedSignIn.objects.update(at=timezone.now() - timedelta(hours=1, minutes=1))
    assert inside(sign_in(cast.member))
    forget()
    assert not FailedSignIn.objects.exists()


def test_a_change_of_how_one_signs_in_is_told(cast: Cast) -> None:
    client = sign_in(cast.member)
    new = {"oldpassword": PASSWORD, "password1": "green boats sing loud", "password2": "green boats sing loud"}

    client.post("/en/accounts/password/change/", new)

    [notice] = Notice.objects.filter(person=cast.member)
    assert notice.told.kind == "sign_in_changed"
