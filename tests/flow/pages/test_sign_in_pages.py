"""Sign-in, sign-up and a new password, as people meet them."""

import re

import pytest
from django.core import mail
from django.test import Client

from people.models import Person
from tests.cast import Cast
from tests.factories import PASSWORD
from tests.flow.pages.reading import PageReader
from tests.flow.pages.test_every_page import is_sound


def test_a_stranger_at_the_desk_signs_in_and_comes_back_to_where_they_went(cast: Cast, client: Client) -> None:
    asked = client.get("/app/problems/new", headers={"accept-language": "sv"})
    assert asked.headers["Location"] == "/sv/accounts/login/?next=/app/problems/new"

    form = PageReader(client.get(asked.headers["Location"]).content.decode())
    kept = {str(one["name"]): str(one["value"]) for one in form.all("input") if one.get("name") == "next"}
    answer = client.post("/sv/accounts/login/", {"login": cast.member.email, "password": PASSWORD, **kept})

    assert answer.headers["Location"] == "/app/problems/new"


def test_a_foreign_address_is_not_followed_after_sign_in(cast: Cast, client: Client) -> None:
    answer = client.post(
        "/en/accounts/login/", {"login": cast.member.email, "password": PASSWORD, "next": "https://elsewhere.example/"}
    )

    assert answer.headers["Location"] == "/app/"


def test_a_wrong_password_is_said_on_top_and_keeps_the_address(cast: Cast, client: Client) -> None:
    response = client.post("/en/accounts/login/", {"login": cast.member.email, "password": "wrong-wrong-wrong"})

    page = is_sound(response.content.decode(), "en")
    assert [one.get("role") for one in page.all("section") if one.get("class") == "error-summary"] == ["alert"]
    assert [one["value"] for one in page.all("input") if one.get("name") == "login"] == [cast.member.email]


def test_what_is_wrong_in_sign_up_stands_next_to_its_field(cast: Cast, client: Client) -> None:
    told = {"email": "somebody@nowhere.example", "name": "New Person", "password1": "short", "password2": "short"}

    page = is_sound(client.post("/en/accounts/signup/", told).content.decode(), "en")

    invalid = {str(one["id"]): str(one["aria-describedby"]) for one in page.all("input") if one.get("aria-invalid")}
    assert set(invalid) == {"id_email", "id_password1"}
    assert all(described.split()[-1] in page.ids for described in invalid.values())
    assert {"#id_email", "#id_password1"} <= {one.get("href") for one in page.all("a")}
    assert [one["value"] for one in page.all("input") if one.get("name") == "name"] == ["New Person"]
    assert not Person.objects.filter(email=told["email"]).exists()


def test_a_new_colleague_makes_an_account_confirms_it_and_is_in(cast: Cast, client: Client) -> None:
    email = f"new.person@{cast.home.domain}"
    told = {"email": email, "name": "New Person", "password1": "blue horses swim", "password2": "blue horses swim"}

    sent = client.post("/nl/accounts/signup/", told, follow=True)
    assert is_sound(sent.content.decode(), "nl")
    [letter] = mail.outbox
    link = re.search(r"http://testserver(/nl/accounts/confirm-email/\S+)", str(letter.body))
    assert link is not None
    assert is_sound(client.get(link[1]).content.decode(), "nl")
    client.post(link[1])

    signed_in = Client()
    answer = signed_in.post("/nl/accounts/login/", {"login": email, "password": "blue horses swim"})
    assert answer.headers["Location"] == "/app/"
    assert Person.objects.get(email=email).language == "nl"


def test_a_forgotten_password_is_replaced_by_mail(cast: Cast, client: Client) -> None:
    client.post("/en/accounts/password/reset/", {"email": cast.member.email})
    [letter] = mail.outbox
    link = re.search(r"http://testserver(/en/accounts/password/reset/key/\S+)", str(letter.body))
    assert link is not None

    form = client.get(link[1], follow=True)
    assert is_sound(form.content.decode(), "en")
    done = client.post(
        form.request["PATH_INFO"], {"password1": "green boats sing", "password2": "green boats sing"}, follow=True
    )

    assert "Your password is changed" in done.content.decode()
    assert Client().login(email=cast.member.email, password="green boats sing")
    assert "does not work any more" in Client().get(link[1], follow=True).content.decode()


def test_an_unknown_address_gets_the_same_answer_as_a_known_one(cast: Cast, client: Client) -> None:
    known = client.post("/en/accounts/password/reset/", {"email": cast.member.email}, follow=True)
    unknown = client.post("/en/accounts/password/reset/", {"email": f"nobody@{cast.home.domain}"}, follow=True)

    assert PageReader(known.content.decode()).words == PageReader(unknown.content.decode()).words


def test_signing_out_is_asked_told_and_done(cast: Cast, client: Client) -> None:
    client.force_login(cast.member)
    asked = is_sound(client.get("/en/accounts/logout/").content.decode(), "en")
    assert [one for one in asked.all("form") if "data-sign-out" in one]
    assert client.session.get("_auth_user_id")

    left = client.post("/en/accounts/logout/", {"next": "/en/"}, follow=True)

    assert "You are signed out." in PageReader(left.content.decode()).words
    assert not client.session.get("_auth_user_id")


@pytest.mark.parametrize("path", ["password/change/", "email/", "reauthenticate/"])
def test_the_other_pages_of_the_account_look_like_the_rest(cast: Cast, client: Client, path: str) -> None:
    client.force_login(cast.member)

    response = client.get(f"/en/accounts/{path}", follow=True)

    assert response.status_code == 200
    is_sound(response.content.decode(), "en")


def test_too_many_tries_are_refused_in_words(cast: Cast, client: Client) -> None:
    for _ in range(30):
        response = client.post("/en/accounts/login/", {"login": cast.member.email, "password": "wrong-wrong-wrong"})
        assert response.status_code in {200, 429}
    page = is_sound(response.content.decode(), "en")

    assert page.all("h1")
    assert not client.session.get("_auth_user_id")
