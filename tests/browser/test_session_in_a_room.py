"""Two people run a fail round from end to end by keyboard, one of them on a phone, and the record lists both."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Site, Visitor, all_in_english, axe
from tests.browser.hands import Keyboard

Visit = Callable[..., Visitor]
TEAM = """
SELECT d.id::text, p.email, p.name FROM dotanks_seat s JOIN dotanks_dotank d ON d.id = s.dotank_id
JOIN people_person p ON p.id = s.person_id
WHERE d.id = (SELECT id FROM dotanks_dotank WHERE state = 'working' ORDER BY id LIMIT 1) ORDER BY p.email LIMIT 2
"""


@pytest.mark.timeout(900)
def test_two_people_run_a_fail_round_and_the_record_lists_both(visit: Visit, site: Site) -> None:
    all_in_english(site)
    (dotank, leads, leader), (_, comes, other) = site.rows(TEAM)
    hands = Keyboard()
    lead = visit(leads).go(f"/app/dotanks/{dotank}/room?beside=session")
    phone = visit(comes, viewport=PHONE).go(f"/app/dotanks/{dotank}/room")

    hands.press(lead.get_by_role("button", name="Plan a session"))
    expect(lead.get_by_role("radio", name="Fail round")).to_be_checked()
    picture(lead, "plan")
    assert axe(lead) == []
    hands.press(lead.get_by_role("button", name="Open the session"))
    strips = [page.get_by_role("region", name=re.compile("^Fail round")) for page in (lead, phone)]
    for strip in strips:
        expect(strip.get_by_role("timer")).to_have_text(re.compile(r"^\d+:\d\d$"))
    hands.press(strips[0].get_by_role("button", name="Next item"))
    for strip in strips:
        expect(strip.get_by_text("only you read your notes until they are shown")).to_be_visible()

    hands.fill(strips[0].get_by_label("Your note"), "The shorter form")
    hands.press(strips[0].get_by_role("button", name="Keep the note"))
    expect(strips[0].get_by_text("The shorter form")).to_be_visible()
    hands.tick(strips[1].get_by_role("radio", name="Failed"))
    hands.fill(strips[1].get_by_label("Your note"), "The second signature")
    hands.press(strips[1].get_by_role("button", name="Keep the note"))
    expect(strips[0].get_by_text("2 people have written.")).to_be_visible()
    expect(lead.get_by_text("The second signature")).to_have_count(0)
    picture(phone, "quiet-phone")
    assert axe(phone) == []

    hands.press(strips[0].get_by_role("button", name="Show the notes"))
    for strip in strips:
        expect(strip.get_by_text("The second signature", exact=True)).to_be_visible()
        expect(strip.get_by_text("The shorter form", exact=True)).to_be_visible()
    hands.press(strips[1].get_by_role("button", name="Raise my hand"))
    expect(strips[0].get_by_text(f"Hands raised: {other}")).to_be_visible()
    hands.press(strips[0].get_by_role("button", name="Bring everyone here"))
    expect(strips[1].get_by_text(f"{leader} asks everyone to come to: Sessions")).to_be_visible()
    hands.press(strips[1].get_by_role("button", name="Go there"))
    phone.wait_for_url("**/room?beside=session")
    hands.press(strips[0].get_by_role("button", name="Open its board"))
    expect(lead.get_by_role("link", name="All boards")).to_be_visible()
    hands.press(strips[0].get_by_role("button", name="Unfold the notes"))
    hands.press(strips[0].get_by_role("button", name="Bring everyone here"))
    expect(strips[1].get_by_text(f"{leader} asks everyone to come to: Board")).to_be_visible()
    hands.press(strips[1].get_by_role("button", name="Go there"))
    expect(phone.get_by_role("link", name="All boards")).to_be_visible()
    hands.press(strips[0].get_by_role("button", name="Make a task of: The second signature"))
    hands.press(strips[0].get_by_role("button", name="Keep the task"))
    expect(strips[1].get_by_text(f"{leader}: The second signature")).to_be_visible()
    hands.press(strips[0].get_by_role("button", name="Draft a problem from: The second signature"))
    expect(strips[0].get_by_role("link", name="Go to the draft")).to_be_visible()
    picture(lead, "shown")
    picture(phone, "shown-phone")
    assert axe(lead) == []

    hands.press(strips[0].get_by_role("button", name="End the session"))
    hands.press(lead.get_by_role("dialog").get_by_role("button", name="End the session"))
    for page in (lead, phone):
        expect(page.get_by_text("The session has ended.")).to_be_visible()
    hands.press(phone.get_by_role("link", name="Read the record"))

    record = phone.get_by_role("article", name="Record of the session")
    expect(record).to_contain_text(f"{leader} (led the session)")
    for words in (other, "The shorter form", "The second signature", "The next one"):
        expect(record).to_contain_text(words)
    picture(phone, "record-phone")
    assert axe(phone) == []
    width = phone.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"]


def picture(page: Page, name: str) -> None:
    """Keep what it looks like, where somebody wants to see it."""
    where = os.environ.get("PICTURES")
    if where:
        page.screenshot(path=Path(where) / f"session-{name}.png", full_page=True)
