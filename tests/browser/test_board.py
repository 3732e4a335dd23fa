"""Two people on one board: by keyboard alone, by mouse, as a list, and with one of them offline for a while."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PHONE, Site, Visitor, axe, in_english
from tests.browser.hands import Keyboard

Visit = Callable[..., Visitor]
TWO = """
SELECT p.email, d.id::text FROM dotanks_dotank d JOIN dotanks_seat s ON s.dotank_id = d.id
JOIN people_person p ON p.id = s.person_id WHERE d.state = 'working' ORDER BY d.id, p.email LIMIT 2
"""


def note(page: Page, words: str) -> Locator:
    return page.locator(".note__face", has_text=words)


@pytest.mark.timeout(600)
def test_two_people_on_one_board(visit: Visit, site: Site) -> None:
    (one, dotank), (other, same) = site.rows(TWO)
    assert dotank == same
    for email in (one, other):
        in_english(site, email)
    first, hands = visit(one), Keyboard()
    page = first.go(f"/app/dotanks/{dotank}/room?middle=board")
    hands.press(page.get_by_role("button", name="Open a board"))
    hands.tick(page.get_by_label(re.compile("^Fail round")))
    hands.fill(page.get_by_label(re.compile("^Title")), "What we learned")
    hands.press(page.get_by_role("button", name="Open the board"))
    expect(page.get_by_role("heading", name="What we learned")).to_be_visible()

    hands.press(page.get_by_role("button", name="New note"))
    page.keyboard.type("Forms are shorter 😀")
    page.keyboard.press("Escape")
    expect(note(page, "Forms are shorter")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("Moved to Failed, 1 of 1")).to_be_attached()
    expect(note(page, "Forms are shorter")).to_be_focused()
    expect(
        page.get_by_role("region", name=re.compile("What we learned")).get_by_text("Saved", exact=True)
    ).to_be_visible()

    second = visit(other)
    theirs = second.go(page.url.removeprefix(site.address))
    failed = theirs.get_by_role("region", name="Failed")
    expect(failed.get_by_text("Forms are shorter 😀")).to_be_visible()
    assert axe(theirs) == []

    take, lane = note(theirs, "Forms are shorter").bounding_box(), theirs.get_by_role("region", name="Puzzled")
    into = lane.bounding_box()
    assert take
    assert into
    theirs.mouse.move(take["x"] + 60, take["y"] + 30)
    theirs.mouse.down()
    theirs.mouse.move(into["x"] + 60, into["y"] + 150, steps=8)
    theirs.mouse.up()
    expect(page.get_by_role("region", name="Puzzled").get_by_text("Forms are shorter")).to_be_visible()

    second.context.set_offline(True)
    theirs.get_by_role("button", name="Add a note to Worked").click()
    theirs.keyboard.type("Written on the train")
    theirs.keyboard.press("Escape")
    page.keyboard.press("n")
    page.keyboard.type("Meanwhile here")
    page.keyboard.press("Escape")
    second.context.set_offline(False)
    expect(note(page, "Written on the train")).to_be_visible()
    expect(note(theirs, "Meanwhile here")).to_be_visible()

    note(page, "Meanwhile here").focus()
    page.keyboard.press("l")
    expect(page.get_by_role("button", name="Show as board")).to_be_visible()
    expect(page.get_by_role("region", name="Worked").get_by_text("Written on the train")).to_be_visible()
    assert axe(page) == []
    page.keyboard.press("m")
    page.get_by_label("Move to").select_option("worked")
    assert axe(page) == []
    page.keyboard.press("Escape")
    expect(theirs.get_by_role("region", name="Worked").get_by_text("Meanwhile here")).to_be_visible()

    phone = visit(other, viewport=PHONE)
    small = phone.go(page.url.removeprefix(site.address))
    expect(small.get_by_role("button", name="Show as board")).to_be_visible()
    expect(note(small, "Written on the train")).to_be_visible()
    assert axe(small) == []


@pytest.mark.timeout(600)
def test_the_riskiest_assumption_is_named_and_a_map_has_its_picture(visit: Visit, site: Site) -> None:
    ((one, dotank), _) = site.rows(TWO)
    in_english(site, one)
    visitor = visit(one)
    page = visitor.go(f"/app/dotanks/{dotank}/room?middle=board")
    page.get_by_role("button", name="Open a board").click()
    page.get_by_label(re.compile("^Assumption map")).check()
    page.get_by_role("button", name="Open the board").click()
    for words, keys in (("They will trust us", "ArrowUp"), ("The law allows it", "ArrowRight")):
        page.get_by_role("button", name="New note").click()
        page.keyboard.type(words)
        page.keyboard.press("Escape")
        for _ in range(5):
            page.keyboard.press(keys)
    expect(page.get_by_text("The riskiest unknown: They will trust us. Test this first.")).to_be_visible()
    visitor.context.set_offline(True)
    expect(page.get_by_role("region", name=re.compile("Assumption map")).get_by_text("No connection")).to_be_visible()
    note(page, "They will trust us").focus()
    for key in ("ArrowRight", "ArrowDown"):
        for _ in range(12):
            page.keyboard.press(key)
    visitor.context.set_offline(False)
    nothing_risky = page.get_by_text("What is important and least proven is named here")
    expect(nothing_risky).to_be_visible()
    page.reload()
    expect(nothing_risky).to_be_visible()
    page.get_by_role("button", name="Show all").click()
    page.keyboard.press("+")
    assert axe(page) == []

    page.get_by_text("More", exact=True).click()
    for name, start in (("table", b"\xef\xbb\xbf"), ("drawing", b"<svg"), ("picture", b"\x89PNG")):
        with page.expect_download() as waiting:
            page.get_by_text(re.compile(f"Save as {name}")).click()
        assert waiting.value.path().read_bytes().startswith(start)
