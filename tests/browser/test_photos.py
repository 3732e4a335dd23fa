"""A photo of a form, straight from a phone, by keyboard alone: with a problem, for everybody who reads it."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from tests import files
from tests.browser.conftest import PHONE, Site, Visitor, all_in_english, axe
from tests.browser.hands import Keyboard
from tests.browser.test_whole_flow import ANSWERS

Visit = Callable[..., Visitor]
MARK = "Xanthippe Quollwright"


def test_a_photo_from_a_phone_is_seen_by_readers_and_described_to_those_who_do_not_see(
    visit: Visit, site: Site, tmp_path: Path
) -> None:
    all_in_english(site)
    photo, lie = tmp_path / "quollwright.jpg", tmp_path / "notes.png"
    photo.write_bytes(files.photo(mark=MARK, turned=6, size=(3000, 2000)))
    lie.write_text("no picture")
    hands, poster = Keyboard(), visit("anneke@veldoever.example", viewport=PHONE)
    page = poster.go("/app/problems/new")
    expect(page.get_by_text("You can add photos as soon as")).to_be_visible()
    hands.fill(page.get_by_label(re.compile("title", re.I)), "A form with three fields for a signature")
    for label, words in ANSWERS.items():
        hands.fill(page.get_by_label(re.compile(label)), words)
    hands.select(page.get_by_label("Language you write in"), "en")

    photos = page.get_by_role("group", name="Photos and documents")
    with page.expect_file_chooser() as chooser:
        hands.press(photos.get_by_role("button", name="Add photos"))
    chooser.value.set_files([lie, photo])
    expect(photos.get_by_role("alert")).to_contain_text("Photos can be JPEG, PNG or WebP")
    expect(photos.get_by_role("status").last).to_have_text("Photo 1 is added. Say what it shows.")
    hands.fill(photos.get_by_label("Photo 1: what does it show?"), "The form, front side")
    expect(photos.get_by_text("Saved")).to_be_visible()
    assert axe(page) == []
    hands.press(page.get_by_role("button", name="See it as others will"))
    expect(page.get_by_role("img", name="The form, front side")).to_be_visible()
    hands.press(page.get_by_role("button", name=re.compile("^Post")).last)
    expect(page.get_by_role("heading", level=1)).to_have_text("A form with three fields for a signature")
    address = page.url.replace(site.address, "")

    page = visit("tom@lagelinge.example").go(address)
    image = page.get_by_role("img", name="The form, front side")
    expect(image).to_be_visible()
    assert image.evaluate("image => [image.naturalWidth, image.naturalHeight]") == [1333, 2000]
    assert axe(page) == []
    kept = [file.read_bytes() for file in (Path(site.env["DATA_DIR"]) / "uploads").rglob("*") if file.is_file()]
    assert kept
    assert not [content for content in kept if b"Xanthippe" in content]
