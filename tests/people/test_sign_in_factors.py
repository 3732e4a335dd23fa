"""The second step of signing in: codes that work once, roles that sleep without it, and no way round it."""

import re
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client

from people.models import Notice, Person
from people.rules import asleep, roles_of
from people.sign_in.factors import FactorAdapter
from tests import stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.factories import PASSWORD
from tests.flow.pages.test_every_page import is_sound

pytestmark = pytest.mark.django_db
CODES, STEP = "/en/accounts/2fa/totp/activate/", "/en/accounts/2fa/authenticate/"


def sign_in(person: Person) -> Client:
    client = Client()
    client.post("/en/accounts/login/", {"login": person.email, "password": PASSWORD})
    return client


def inside(client: Client) -> bool:
    return client.get("/api/me/").status_code == 200


def code(secret: str, later: int = 0) -> str:
    return str(totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30 + later)))


@pytest.fixture
def steady(monkeypatch: pytest.MonkeyPatch) -> None:
    """The half minute does not end in the middle of a test."""
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now)


def set_up(person: Person) -> str:
    """One-time codes, as somebody sets them up; gives the key."""
    client = sign_in(person)
    client.post("/en/accounts/reauthenticate/", {"password": PASSWORD})
    client.get(CODES)
    secret: str = client.session["mfa.totp.secret"]
    done = client.post(CODES, {"code": code(secret)})
    assert done.status_code == 302
    return secret


def test_setting_codes_up_asks_who_one_is(cast: Cast) -> None:
    client = sign_in(cast.member)

    assert "/reauthenticate/" in client.get(CODES).headers["Location"]


def test_the_key_lies_sealed_in_the_database(cast: Cast) -> None:
    secret = set_up(cast.member)

    kept = Authenticator.objects.get(user=cast.member, type="totp").data["secret"]
    assert secret not in kept
    assert FactorAdapter().decrypt(kept) == secret


def test_a_password_alone_lets_nobody_in_any_more(cast: Cast, steady: None) -> None:
    secret = set_up(cast.member)
    client = sign_in(cast.member)
    assert not inside(client)

    client.post(STEP, {"code": "000000"})
    assert not inside(client)
    client.post(STEP, {"code": code(secret, later=1)})

    assert inside(client)


def test_a_code_works_once_also_when_the_cache_forgets(cast: Cast, steady: None) -> None:
    secret = set_up(cast.member)
    first, second, third = (sign_in(cast.member) for _ in range(3))

    first.post(STEP, {"code": code(secret, later=1)})
    cache.clear()
    again = second.post(STEP, {"code": code(secret, later=1)})
    third.post(STEP, {"code": code(secret)})

    assert inside(first)
    assert not inside(second)
    assert "it was used already" in again.content.decode()
    assert not inside(third), "the code it was set up with, and any before the last"


def test_a_recovery_code_works_once(cast: Cast) -> None:
    set_up(cast.member)
    codes = Authenticator.objects.get(user=cast.member, type="recovery_codes").wrap().get_unused_codes()
    first, second = sign_in(cast.member), sign_in(cast.member)

    first.post(STEP, {"code": codes[0]})
    second.post(STEP, {"code": codes[0]})

    assert len(codes) == 10
    assert inside(first)
    assert not inside(second)
    assert len(Authenticator.objects.get(user=cast.member, type="recovery_codes").wrap().get_unused_codes()) == 9


def test_guessing_codes_is_stopped(cast: Cast, steady: None) -> None:
    secret = set_up(cast.member)
    client = sign_in(cast.member)

    for guess in range(8):
        client.post(STEP, {"code": f"{guess:06}"})
    client.post(STEP, {"code": code(secret, later=1)})

    assert not inside(client)


def test_a_new_password_does_not_step_round_the_code(cast: Cast) -> None:
    set_up(cast.member)
    Client().post("/en/accounts/password/reset/", {"email": cast.member.email})
    link = re.search(r"http://testserver(/en/accounts/password/reset/key/\S+)", str(mail.outbox[-1].body))
    assert link
    client = Client()
    form = client.get(link[1], follow=True)

    client.post(form.request["PATH_INFO"], {"password1": "green boats sing", "password2": "green boats sing"})
    assert not inside(client)
    client.post("/en/accounts/login/", {"login": cast.member.email, "password": "green boats sing"})

    assert not inside(client)
    assert "/2fa/authenticate/" in client.get(STEP).request["PATH_INFO"]


@pytest.fixture
def demanded(settings: Any) -> None:
    settings.SECOND_FACTOR_ROLES = frozenset({"coordinator", "manager", "administrator"})


@pytest.mark.parametrize("who", ["coordinator", "manager"])
def test_a_role_sleeps_until_its_holder_has_a_second_factor(
    cast: Cast, demanded: None, as_person: ClientFor, who: str
) -> None:
    person = cast[who]
    assert person is not None
    me = as_person(person).get("/api/me/").json()
    assert (me["roles"], me["second_factor_needed"]) == ([], True)
    assert sign_in(person).get("/en/accounts/2fa/").content.decode().count("Your role waits") == 1

    set_up(person)

    me = as_person(person).get("/api/me/").json()
    assert (me["roles"], me["second_factor_needed"]) == ([who], False)


def test_what_belongs_to_a_sleeping_role_is_closed(cast: Cast, settings: Any, as_person: ClientFor) -> None:
    proposal = stages.submitted(cast)
    settings.SECOND_FACTOR_ROLES = frozenset({"coordinator", "manager"})
    cast.manager = Person.objects.get(pk=cast.manager.pk)
    coordinator, manager = as_person(cast.coordinator), as_person(cast.manager)

    assert coordinator.get("/api/managers/").status_code == 403
    answer = manager.post(
        f"/api/proposals/{proposal.pk}/sign-off/",
        {"read_version": 1, "help_promised": "A desk", "reason": "Clear"},
        format="json",
    )

    assert (answer.status_code, answer.json()["code"]) == (403, "second_factor_needed")
    assert answer.json()["link"] == "/en/accounts/2fa/"
    assert as_person(cast.member).get("/api/me/").json()["second_factor_needed"] is False


def test_signing_in_leads_to_where_a_sleeping_role_is_woken(cast: Cast, demanded: None) -> None:
    client = Client()
    sent = {"login": cast.coordinator.email, "password": PASSWORD}

    assert client.post("/en/accounts/login/", sent).headers["Location"] == "/en/accounts/2fa/"


def test_nothing_sleeps_where_nothing_is_demanded(cast: Cast) -> None:
    assert asleep(cast.coordinator) == frozenset()
    assert roles_of(cast.coordinator) == {"coordinator"}


@pytest.mark.parametrize(
    "place",
    ["2fa/", "2fa/totp/activate/", "2fa/recovery-codes/", "2fa/recovery-codes/generate/", "2fa/webauthn/add/"],
)
def test_the_pages_of_the_second_step_carry_no_script_of_their_own(cast: Cast, place: str) -> None:
    set_up(cast.member)
    client = Client()
    client.force_login(cast.member)
    client.post("/en/accounts/reauthenticate/", {"password": PASSWORD})

    response = client.get(f"/en/accounts/{place}", follow=True)

    # What the device is asked stands in the page as data.
    html = re.sub(r'<script id="js_data" type="application/json">.*?</script>', "", response.content.decode())
    assert response.status_code == 200
    assert response.request["PATH_INFO"] == f"/en/accounts/{place.replace('totp/activate', 'totp/deactivate')}"
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", html)
    is_sound(html, "en")


def test_whoever_lost_everything_is_let_in_by_the_command_line(cast: Cast) -> None:
    set_up(cast.member)

    call_command("forget_second_factor", cast.member.email.upper())

    assert not Authenticator.objects.filter(user=cast.member).exists()
    assert inside(sign_in(cast.member))
    assert [one.told.kind for one in Notice.objects.filter(person=cast.member)][-1] == "sign_in_changed"
    with pytest.raises(CommandError):
        call_command("forget_second_factor", "nobody@nowhere.example")
