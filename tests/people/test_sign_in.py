"""Signing in, up and out: a fresh session each time, the same words for known and unknown, work addresses only."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from drf_spectacular.generators import SchemaGenerator

from people.models import Employment, Person, Profile
from tests import stages
from tests.cast import Cast
from tests.factories import PASSWORD
from tests.matrix.trace import trace

LOGIN, LOGOUT, SIGN_UP = "/accounts/login/", "/accounts/logout/", "/accounts/signup/"
pytestmark = pytest.mark.django_db


def sign_in(client: Client, email: str, password: str = PASSWORD) -> Any:
    return client.post(LOGIN, {"login": email, "password": password})


def reads_me(client: Client) -> int:
    return client.get("/api/me/").status_code


def test_signing_in_gives_a_new_session(cast: Cast) -> None:
    """Whoever planted a session id before gains nothing."""
    client = Client()
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies["sessionid"] = planted = str(session.session_key)

    assert sign_in(client, cast.member.email).status_code == 302

    assert client.cookies["sessionid"].value != planted
    assert reads_me(client) == 200
    other = Client()
    other.cookies["sessionid"] = planted
    assert reads_me(other) == 401


def test_signing_out_ends_the_session_on_the_server(cast: Cast) -> None:
    client = Client()
    sign_in(client, cast.member.email)
    kept = client.cookies["sessionid"].value

    client.post(LOGOUT)

    thief = Client()
    thief.cookies["sessionid"] = kept
    assert reads_me(thief) == 401


def test_looking_at_the_sign_out_page_signs_nobody_out(cast: Cast) -> None:
    client = Client()
    sign_in(client, cast.member.email)
    client.get(LOGOUT)
    assert reads_me(client) == 200


def test_whoever_was_disabled_is_out_at_once(cast: Cast) -> None:
    client = Client()
    sign_in(client, cast.member.email)
    Person.objects.filter(pk=cast.member.pk).update(is_active=False)
    assert reads_me(client) == 401
    assert not Client().login(email=cast.member.email, password=PASSWORD)


def words(response: Any, *hide: str) -> str:
    """The page without what differs from one time to the next."""
    text = response.content.decode()
    for secret in hide:
        text = text.replace(secret, "…")
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"|nonce="[^"]+"', "", text)


def test_known_and_unknown_addresses_get_the_same_words(cast: Cast) -> None:
    known, unknown = cast.member.email, "nobody@water-board.example"

    answers = [sign_in(Client(), email, "a-wrong-password") for email in (known, unknown)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert words(answers[0], known) == words(answers[1], unknown)


def test_asking_for_a_new_password_tells_nobody_who_is_known(cast: Cast) -> None:
    answers = [
        Client().post("/accounts/password/reset/", {"email": email}, follow=True)
        for email in (cast.member.email, "nobody@water-board.example")
    ]

    assert words(answers[0]) == words(answers[1])
    assert answers[0].redirect_chain == answers[1].redirect_chain


def form(email: str, **more: str) -> dict[str, str]:
    return {"name": "Nora New", "email": email, "password1": PASSWORD, "password2": PASSWORD, **more}


def test_a_work_address_signs_up_and_is_employed_there(cast: Cast) -> None:
    response = Client().post(SIGN_UP, form("Nora.New@Water-Board.example"))

    assert response.status_code == 302
    person = Person.objects.get(email="nora.new@water-board.example")
    assert person.name == "Nora New"
    assert Employment.objects.get(person=person).organisation.name == "Water Board"
    assert Profile.objects.get(person=person).hours_a_week == 0
    assert mail.outbox[0].to == [person.email]
    assert reads_me(Client()) == 401


REFUSED = [
    "nora@gmail.example",
    "nora@evil-water-board.example",
    "nora@water-board.example.evil.example",
    "nora@sub.water-board.example",
    "nora",
    "",
    "nora@water-board.example\x00",
    "x" * 300 + "@water-board.example",
]


@pytest.mark.parametrize("email", REFUSED)
def test_any_other_address_is_refused(email: str, cast: Cast) -> None:
    before = Person.objects.count()

    response = Client().post(SIGN_UP, form(email))

    assert response.status_code == 200
    assert Person.objects.count() == before


@pytest.mark.parametrize("password", ["short", "password1234", "nora.new@water-board"])
def test_a_weak_password_is_refused(password: str, cast: Cast) -> None:
    sent = form("nora.new@water-board.example", password1=password, password2=password)
    assert Client().post(SIGN_UP, sent).status_code == 200
    assert not Person.objects.filter(email="nora.new@water-board.example").exists()


def test_an_address_that_is_known_learns_nothing_at_sign_up(cast: Cast) -> None:
    before = Person.objects.count()
    sent: list[Any] = [Client().post(SIGN_UP, form(email)) for email in (cast.member.email, "new@water-board.example")]
    known, new = sent
    assert (known.status_code, known.url) == (new.status_code, new.url)
    assert Person.objects.count() == before + 1


def test_every_write_asks_for_the_token(cast: Cast) -> None:
    """Missing, wrong, or sent from another site: nothing happens, at any operation that writes."""
    schema = SchemaGenerator().get_schema(request=None, public=True)
    stages.draft(cast)
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.poster)
    client.get(LOGOUT)
    token = client.cookies["csrftoken"].value
    forgeries: list[dict[str, Any]] = [
        {},
        {"HTTP_X_CSRFTOKEN": "x" * 64},
        {"HTTP_X_CSRFTOKEN": token, "HTTP_ORIGIN": "https://evil.example"},
        {"HTTP_X_CSRFTOKEN": token, "HTTP_REFERER": "https://evil.example/", "secure": True},
    ]
    before = trace()
    for path, operations in schema["paths"].items():
        for method in set(operations) & {"post", "put", "patch", "delete"}:
            address = re.sub(r"\{\w+\}", "6f1c2f6e-0000-4000-8000-000000000000", path)
            for forged in forgeries:
                response = client.generic(method.upper(), address, "{}", content_type="application/json", **forged)
                assert response.status_code == 403, (method, path, forged)
                assert response.headers["Content-Type"] == "application/problem+json"
    assert trace() == before


def test_with_its_token_a_write_passes(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.poster)
    client.get(LOGOUT)
    token = client.cookies["csrftoken"].value

    response = client.patch(
        "/api/me/", '{"language": "sv"}', content_type="application/json", headers={"X-CSRFToken": token}
    )

    assert response.status_code == 200
