"""What leaves the server: the promised headers on every page, and of a failure nothing but a reference in the log."""

import logging
import re
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from ideas import queries
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db

PAGES = ["/en/", "/api/me/", "/en/accounts/login/", "/api/problems/", "/en/nothing-here/", "/health/"]
CSP = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self' ws://testserver",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "manifest-src": "'self'",
    "object-src": "'none'",
}


@pytest.mark.parametrize("page", PAGES)
def test_every_answer_carries_the_promised_headers(page: str) -> None:
    headers = Client().get(page).headers

    sent = dict(part.strip().partition(" ")[::2] for part in headers["Content-Security-Policy"].split(";"))
    assert sent == CSP
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.parametrize("page", ["/en/", "/en/accounts/login/"])
def test_no_page_carries_an_inline_script_or_style(page: str) -> None:
    html = Client().get(page).content.decode()

    assert "<html" in html
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/(ld\+)?json)", html)
    assert not re.search(r"<style|\sstyle=|\son\w+=", html)


@pytest.mark.parametrize("page", ["/en/", "/api/me/", "/api/desk/", "/api/problems/", "/app/", "/en/library/"])
def test_what_a_signed_in_person_sees_is_kept_nowhere(page: str, cast: Cast, as_person: ClientFor) -> None:
    headers = as_person(cast.member).get(page).headers

    assert "no-store" in headers["Cache-Control"]
    assert "Cookie" in headers["Vary"]


def test_cookies_are_out_of_reach_of_scripts(cast: Cast) -> None:
    client = Client()
    client.post("/accounts/login/", {"login": cast.member.email, "password": PASSWORD})
    assert client.cookies["sessionid"]["httponly"]
    assert client.cookies["sessionid"]["samesite"] == "Lax"


SECRET = "the password is swordfish"


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Any:
    """One query fails as this test says: the only way to a failure that nobody has found yet."""

    def fail_with(error: Exception) -> None:
        def fails(*_: Any, **__: Any) -> None:
            raise error

        monkeypatch.setattr(queries, "problems_for", fails)

    return fail_with


def test_a_failure_shows_only_a_reference_that_is_in_the_log(
    broken: Any, caplog: pytest.LogCaptureFixture, as_person: ClientFor
) -> None:
    broken(RuntimeError(SECRET))
    with caplog.at_level(logging.ERROR):
        response = as_person(None).get("/api/problems/", headers={"Accept-Language": "nl"})

    said = response.json()
    assert (response.status_code, said["status"], said["code"]) == (500, 500, "unexpected")
    assert response.headers["Content-Type"] == "application/problem+json"
    assert SECRET not in response.content.decode()
    assert "Traceback" not in response.content.decode()
    logged = [record for record in caplog.records if getattr(record, "reference", "") == said["reference"]]
    assert logged
    assert SECRET in str(logged[0].exc_info)
    assert "Something went wrong" not in said["title"], "it speaks the reader's language"


def test_a_database_that_is_away_asks_to_come_back(broken: Any, as_person: ClientFor) -> None:
    broken(OperationalError("could not connect to server"))

    response = as_person(None).get("/api/problems/")

    assert (response.status_code, response.json()["code"]) == (503, "unavailable")
    assert int(response.headers["Retry-After"]) > 0
    assert "could not connect" not in response.content.decode()
