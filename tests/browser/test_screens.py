"""Every main screen, on a desk and on a phone: readable by everybody, nothing broken, nothing cut off."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, ONLY_COLOURS, PHONE, WCAG, Site, Visitor, all_in_english, axe
from tests.browser.hands import to_the_end
from tests.browser.paper import paper
from tests.browser.screens import PUBLIC, SCREENS, Screen
from tests.browser.teams import team_at_work

Visit = Callable[..., Visitor]
LANGUAGES = ["nl", "sv", "nb"]


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_screen(screen: Screen, visit: Visit, site: Site) -> None:
    email, address = screen.find(site)
    visitor = visit(email)
    page = visitor.go(address)
    check(page)


def check(page: Page) -> None:
    """Whatever a person meets: one title, nothing cut off, axe content on a desk and a phone, by day and by night."""
    page.locator("h1").first.wait_for()
    assert page.locator("h1").count() == 1
    assert page.locator("main").count() == 1
    assert page.title().endswith("Do Tank Network") or page.title() == "Do Tank Network", page.title()
    # By night only the colours are others.
    for size, light, rules in ((DESKTOP, "light", WCAG), (PHONE, "light", WCAG), (PHONE, "dark", ONLY_COLOURS)):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.emulate_media(color_scheme=light)  # type: ignore[arg-type]
        page.wait_for_timeout(150)
        assert axe(page, rules) == [], (size, light)
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert overflow <= 0, f"{size}: {overflow} pixels are cut off"


@contextmanager
def missing(site: Site, table: str) -> Iterator[None]:
    """A fault nobody expected: a table is away."""
    with psycopg.connect(site.env["DATABASE_OWNER_URL"], autocommit=True) as connection:
        connection.execute(f'ALTER TABLE {table} RENAME TO "away"')
        try:
            yield
        finally:
            connection.execute(f'ALTER TABLE "away" RENAME TO {table}')


@pytest.mark.parametrize(
    ("email", "address", "table"),
    [(None, "/en/library/tools/culture-map/", "learning_tool"), ("luke", "/app/dotanks", "dotanks_dotank")],
    ids=["public", "signed-in"],
)
def test_an_unexpected_failure_says_what_to_do_and_gives_a_reference(
    email: str | None, address: str, table: str, visit: Visit, site: Site
) -> None:
    visitor = visit(next((known for known in site.sessions if email and known.startswith(f"{email}@")), None))
    with missing(site, table):
        page = visitor.go(address)
        page.get_by_text(re.compile("^Reference")).wait_for()
        check(page)


def test_a_form_that_stood_open_too_long_is_refused_in_words(visit: Visit) -> None:
    visitor = visit()
    page = visitor.go("/accounts/login/")
    page.locator('input[name="login"]').fill("lotte@middenland.example")
    page.locator('input[name="password"]').fill("whatever-it-was")
    visitor.context.clear_cookies()
    page.get_by_role("main").get_by_role("button").first.click()
    page.get_by_role("heading", name="Please send it once more").wait_for()
    check(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_public_pages_speak_the_reader_s_language(language: str, visit: Visit, site: Site) -> None:
    visitor = visit(language=language)
    for screen in PUBLIC:
        _, address = screen.find(site)
        answer = visitor.context.request.get(
            f"{site.address}{address.replace('/en/', f'/{language}/')}", headers={"Accept-Language": language}
        )
        assert f'<html lang="{language}"' in answer.text(), address
    english, theirs = (visitor.go(f"/{spoken}/").locator("h1").inner_text() for spoken in ("en", language))
    assert theirs != english


def test_the_room_goes_on_in_another_language(visit: Visit, site: Site) -> None:
    team = team_at_work(site)
    all_in_english(site)
    page = visit(team.members[0][0]).go(f"/app/dotanks/{team.dotank}/room")
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    to_the_end(paper(page))
    page.keyboard.type("Written in English")
    page.locator(".account summary").click()
    for language, saved, name in (
        ("nl", "Opgeslagen", "Werkdocument"),
        ("sv", "Sparat", "Arbetsdokument"),
        ("nb", "Lagret", "Arbeidsdokument"),
    ):
        page.locator(".account select").select_option(language)
        expect(page.get_by_text(saved, exact=True)).to_be_visible()
        expect(page.get_by_role("textbox", name=re.compile(name))).to_contain_text("Written in English")
