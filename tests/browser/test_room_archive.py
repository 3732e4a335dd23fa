"""The whole room as one archive in a browser: taken along, looked into, brought in, refused."""

import os
import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE, Site, Visitor, all_in_english
from tests.browser.hands import Keyboard
from tests.browser.screens import SCREENS
from tests.browser.test_screens import check

Visit = Callable[..., Visitor]


def test_a_room_is_taken_along_and_brought_in(visit: Visit, site: Site, tmp_path: Path) -> None:
    all_in_english(site)
    email, address = next(screen for screen in SCREENS if screen.name == "room").find(site)
    hands, page = Keyboard(), visit(email).go(address)
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    document = page.get_by_role("textbox", name=re.compile("Working document"))
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    before = document.inner_text().count("\n")

    hands.press(page.get_by_text("Download and bring in"))
    with page.expect_download() as got:
        hands.press(page.get_by_role("link", name="One archive (ZIP)"))
    archive = tmp_path / "room.zip"
    got.value.save_as(archive)
    picture(page, "menu")
    check(page)

    choose(hands, page, archive)
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading", name=re.compile("^Bring in “"))).to_be_visible()
    expect(dialog).to_contain_text("nothing is replaced")
    expect(dialog.get_by_role("listitem").first).to_contain_text("a document of")
    picture(page, "preview")
    check(page)
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    hands.press(dialog.get_by_role("button", name="Not now"))
    expect(dialog).to_have_count(0)

    choose(hands, page, archive)
    hands.press(page.get_by_role("dialog").get_by_role("button", name="Bring it in"))
    expect(page.get_by_role("status").filter(has_text="The archive is in the room now.")).to_be_visible()
    longer = "count => document.querySelector('.paper').innerText.split('\\n').length > count"
    page.wait_for_function(longer, arg=before + 2)
    picture(page, "brought-in")

    nothing = tmp_path / "nothing.zip"
    nothing.write_bytes(b"no archive at all")
    choose(hands, page, nothing)
    expect(page.get_by_role("alert")).to_contain_text("This is no archive of a room.")
    picture(page, "refused")
    check(page)


def choose(hands: Keyboard, page: Page, file: Path) -> None:
    with page.expect_file_chooser() as chooser:
        hands.press(page.get_by_role("button", name="Bring in an archive"))
    chooser.value.set_files(file)


def picture(page: Page, name: str) -> None:
    """Keep what it looks like, where somebody wants to see it."""
    where = os.environ.get("PICTURES")
    if not where:
        return
    for width, size in {"1280": DESKTOP, "390": PHONE}.items():
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.screenshot(path=str(Path(where) / f"archive-{name}-{width}.png"), full_page=name != "preview")
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
