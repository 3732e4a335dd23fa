"""Versions of a document in a browser: named, compared, brought back, taken along as a file."""

import os
import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import DESKTOP, PHONE, Site, Visitor, all_in_english
from tests.browser.hands import Keyboard, to_the_end
from tests.browser.screens import SCREENS
from tests.browser.test_screens import check

FORMS = {"Word": "docx", "OpenDocument": "odt", "PDF": "pdf", "Markdown": "md", "Web page": "html"}
Visit = Callable[..., Visitor]


def test_a_version_is_named_compared_and_brought_back(visit: Visit, site: Site) -> None:
    all_in_english(site)
    email, address = next(screen for screen in SCREENS if screen.name == "room").find(site)
    hands, page = Keyboard(), visit(email).go(address)
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    document = page.get_by_role("textbox", name=re.compile("Working document"))
    versions = page.get_by_role("region", name="Versions")
    before = versions.get_by_role("listitem").count()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()

    write(hands, page, document, "The first thought. ")
    save(hands, page)
    newest = versions.get_by_role("listitem").first
    expect(newest).to_contain_text("Written by")
    hands.press(newest.get_by_role("button"))
    hands.fill(page.get_by_role("textbox", name=re.compile("^Name")), "Before the questions")
    hands.press(page.get_by_role("button", name="Save the name"))
    hands.press(page.get_by_role("button", name="Close"))
    expect(newest).to_contain_text("Before the questions")

    write(hands, page, document, "A second thought. ")
    hands.press(newest.get_by_role("link", name=re.compile("What has changed since")))
    changed = page.locator(".differences [data-change=changed]")
    expect(changed.locator("ins")).to_contain_text("[added: ")
    expect(changed.locator("ins")).to_contain_text("A second thought.")
    expect(page.get_by_role("status").filter(has_text="Lines added: 0. Removed: 0. Changed: 1.")).to_be_visible()
    picture(page, "compared")
    check(page)

    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    hands.press(page.get_by_role("link", name="Document"))
    hands.press(newest.get_by_role("button"))
    hands.press(page.get_by_role("button", name="Bring this text back"))
    expect(versions.get_by_role("listitem")).to_have_count(before + 3)
    expect(versions.get_by_role("listitem").first).to_contain_text("Brought back from version")
    expect(document).not_to_contain_text("A second thought.")
    expect(document).to_contain_text("The first thought.")
    picture(page, "restored")

    menu = page.get_by_text("Download and bring in")
    hands.press(menu)
    for name, ending in {
        "Word": "docx",
        "OpenDocument": "odt",
        "PDF": "pdf",
        "Markdown": "md",
        "Web page": "html",
    }.items():
        with page.expect_download() as got:
            hands.press(page.get_by_role("link", name=re.compile(f"^{name}")))
        assert got.value.suggested_filename.endswith(f".{ending}")
        assert got.value.path().stat().st_size > 200
    hands.press(page.get_by_role("button", name="Let coordinators read along"))
    expect(page.get_by_text(re.compile("Coordinators may read along since"))).to_be_visible()
    picture(page, "downloads")
    check(page)


def write(hands: Keyboard, page: Page, document: Locator, words: str) -> None:
    hands.into(document)
    to_the_end(document)
    page.keyboard.type(words)


def save(hands: Keyboard, page: Page) -> None:
    hands.press(page.get_by_role("button", name="Save a version"))
    expect(page.get_by_text(re.compile(r"Version \d+ saved"))).to_be_visible()


def picture(page: Page, name: str) -> None:
    """Keep what it looks like, where somebody wants to see it."""
    where = os.environ.get("PICTURES")
    if where:
        for size, viewport in (("phone", PHONE), ("desk", DESKTOP)):
            page.set_viewport_size(viewport)  # type: ignore[arg-type]
            page.screenshot(path=Path(where) / f"versions-{name}-{size}.png", full_page=True)
