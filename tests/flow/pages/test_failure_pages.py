"""Pages that say no, pages for machines, and what is shown when nothing works."""

import logging
from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory
from django.urls import get_resolver

from flow.pages import refused
from tests.flow.pages.conftest import Shown
from tests.flow.pages.reading import PageReader
from tests.flow.pages.rows import another_lesson
from tests.flow.pages.test_every_page import is_sound


@pytest.mark.parametrize(("error", "status"), [(RuntimeError("a bug"), 500), (OperationalError("away"), 503)])
def test_a_failure_names_a_reference_that_is_in_the_log(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: Any, error: Exception, status: int
) -> None:
    def fail() -> None:
        raise error

    monkeypatch.setattr("flow.pages.reads.figures", fail)
    client.raise_request_exception = False

    # Without the database: the page must not ask who is reading.
    with caplog.at_level(logging.ERROR):
        response = client.get("/en/")

    assert response.status_code == status
    page = is_sound(response.content.decode(), "en")
    [reference] = [record.reference for record in caplog.records if hasattr(record, "reference")]
    assert reference in page.words
    assert "a bug" not in page.words


@pytest.mark.parametrize(("error", "status"), [(RuntimeError("a bug"), 500), (OperationalError("away"), 503)])
@pytest.mark.parametrize("path", ["/en/", "/api/me/"])
def test_a_failure_outside_the_page_has_its_page_too(
    rf: RequestFactory, error: Exception, status: int, path: str
) -> None:
    handler: Any = get_resolver().resolve_error_handler(500)
    assert handler is refused.unexpected

    try:
        raise error
    except (RuntimeError, OperationalError):
        response = handler(rf.get(path))

    assert response.status_code == status
    assert "eference" in response.content.decode()
    if path == "/en/":
        is_sound(response.content.decode(), "en")
    else:
        assert response.headers["Content-Type"] == "application/problem+json"


def test_a_form_that_stood_open_too_long_says_so(db: None) -> None:
    response = Client(enforce_csrf_checks=True).post("/en/accounts/login/", {"login": "x", "password": "y"})

    assert response.status_code == 403
    assert "stood open too long" in is_sound(response.content.decode(), "en").words


@pytest.mark.parametrize(("handler", "status"), [(400, 400), (403, 403), (404, 404)])
def test_refusals_are_pages(rf: RequestFactory, handler: int, status: int) -> None:
    view: Any = get_resolver().resolve_error_handler(handler)

    response = view(rf.get("/en/x"), exception=Exception("no"))

    assert response.status_code == status
    is_sound(response.content.decode(), "en")


def test_the_sitemap_names_what_is_public_and_nothing_else(shown: Shown, client: Client) -> None:
    hidden = another_lesson(shown.cast, 1, state="draft")

    response = client.get("/sitemap.xml")

    assert response.headers["Content-Type"] == "application/xml"
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    named = {str(one.text) for one in ElementTree.fromstring(response.content).iter(f"{space}loc")}
    assert f"http://testserver/nb/library/lessons/{shown.lesson.pk}/" in named
    assert f"http://testserver/en/problems/{shown.problem.pk}/" in named
    assert not any(str(secret) in one for one in named for secret in (hidden.pk, shown.draft.pk))
    looked_at = [one for one in named if "/sv/" in one and "/cases/" not in one and "/tools/" not in one]
    assert [one for one in looked_at if client.get(one).status_code != 200] == []


def test_robots_may_read_what_is_public(db: None, client: Client) -> None:
    told = client.get("/robots.txt").content.decode()

    assert "Disallow: /app/" in told
    assert "Disallow: /api/" in told
    assert "Sitemap: http://testserver/sitemap.xml" in told
    assert "Disallow: /\n" not in told


def test_the_shell_tells_the_application_where_pages_are(shown: Shown, client: Client) -> None:
    client.force_login(shown.cast.poster)

    page = PageReader(client.get("/app/problems/new").content.decode())

    [root] = [one for one in page.all("div") if one.get("id") == "root"]
    assert page.all("html")[0]["lang"] == "nl"
    assert root["data-library"] == "/nl/library/"
    assert client.post(str(root["data-sign-out"])).status_code == 302
    assert page.forbidden == []


def test_pages_send_a_strict_content_policy(db: None, client: Client) -> None:
    policy = client.get("/en/how-it-works/").headers["Content-Security-Policy"]

    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "style-src 'self'" in policy
