"""A running pilot through the browser: a reading, a broken guardrail that pauses it, going on, a file, and the stop."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from tests.browser.conftest import PHONE, Site, Visitor, all_in_english, axe
from tests.browser.hands import Keyboard

Visit = Callable[..., Visitor]
RUNNING = (
    "SELECT p.email, x.id FROM experiments_pilot x JOIN dotanks_dotank d ON d.id = x.dotank_id "
    "JOIN dotanks_seat s ON s.dotank_id = d.id JOIN people_person p ON p.id = s.person_id "
    "JOIN experiments_measure m ON m.pilot_id = x.id WHERE x.state = 'running' AND m.kind = 'guardrail' "
    "ORDER BY p.email LIMIT 2"
)
BREAKS = "SELECT name, threshold, direction FROM experiments_measure WHERE pilot_id = %s AND kind = 'guardrail' LIMIT 1"


def test_readings_from_a_file_by_keyboard(visit: Visit, site: Site) -> None:
    all_in_english(site)
    (email, pilot), *_ = site.rows(RUNNING)
    goal = site.rows("SELECT name FROM experiments_measure WHERE pilot_id = %s AND kind = 'goal' LIMIT 1", pilot)[0][0]
    hands, page = Keyboard(), visit(email, viewport=PHONE).go(f"/app/pilots/{pilot}")
    hands.press(page.get_by_role("link", name="Readings from a file"))
    expect(page.get_by_role("heading", level=1, name="Readings from a file")).to_be_focused()
    chosen = page.get_by_label("Choose the file")

    # It is shown first, with what is wrong in it; nothing of it is entered.
    choose(hands, chosen, f"measure;day;value\n{goal};2026-31-01;many\n")
    expect(page.get_by_text("Put this right in the file and choose it again")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^Enter"))).to_have_count(0)
    expect(chosen).to_be_focused()
    assert axe(page) == []

    choose(hands, chosen, f"measure;day;value\n{goal};02-01-2026;3,5\n")
    expect(page.get_by_role("table")).to_contain_text("3.5")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "it scrolls sideways"
    assert axe(page) == []
    hands.press(page.get_by_role("button", name="Enter 1 reading"))
    expect(page.get_by_text("1 reading was entered.")).to_be_visible()
    expect(chosen).to_be_focused()


@pytest.mark.timeout(600)
def test_readings_pause_go_on_a_use_put_right_and_stop(visit: Visit, site: Site) -> None:
    all_in_english(site)
    (email, pilot), (other, _) = site.rows(RUNNING)
    name, threshold, direction = site.rows(BREAKS, pilot)[0]
    wrong = float(threshold) + (1 if direction == "down" else -1)
    address = f"/app/pilots/{pilot}"
    watching = visit(other).go(address)
    page = visit(email).go(address)

    # A reading past its guardrail pauses the pilot, also for whoever only watches.
    enter = page.get_by_role("region", name="Enter a reading")
    enter.get_by_label("Measure").select_option(label=name)
    enter.get_by_label(re.compile("^Value")).fill(f"{wrong:g}")
    enter.get_by_role("button", name="Save the reading").click()
    for screen in (page, watching):
        expect(screen.get_by_role("heading", name=re.compile("^Paused: nothing is tried"))).to_be_visible()
        expect(screen.get_by_role("region", name="Diary")).to_contain_text(f"past its limit of {float(threshold):g}")

    # It goes on with one sentence.
    page.get_by_role("button", name="Let it go on").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(re.compile("What was looked at")).fill("The device is back and whole.")
    dialog.get_by_role("button", name="Let it go on").click()
    expect(page.get_by_text(re.compile("In force until"))).to_be_visible()
    expect(watching.get_by_role("region", name="Diary")).to_contain_text("The device is back and whole.")

    # What was used is put right where a slip was made.
    used = page.get_by_role("region", name="Used of the limits")
    used.get_by_role("button", name="Enter what was used").click()
    used.get_by_role("radio", name="Money").check()
    used.get_by_label(re.compile("^How much more")).fill("33")
    used.get_by_role("button", name="Save", exact=True).click()
    used.get_by_text("What was entered").first.click()
    used.get_by_role("button", name=re.compile(r"^Correct Money: \D*33\b")).click()
    expect(used.get_by_label(re.compile("^How much was it really"))).to_be_focused()
    assert axe(page) == []
    used.get_by_label(re.compile("^How much was it really")).fill("30")
    used.get_by_role("button", name="Save the correction").click()
    expect(used.get_by_role("button", name=re.compile(r"^Correct Money: \D*30\b"))).to_be_visible()
    expect(used.get_by_role("button", name=re.compile(r"^Correct Money: \D*33\b"))).to_have_count(0)

    # Stopping asks for one sentence and leads to the verdict.
    page.get_by_role("region", name="Stop before the end").get_by_role("button", name="Stop the pilot").click()
    page.get_by_label("Why, in one sentence?", exact=True).fill("We know enough.")
    page.get_by_role("region", name="Stop before the end").get_by_role("button", name="Stop the pilot").click()
    page.wait_for_url(f"**{address}/conclude")


def choose(hands: Keyboard, target: Locator, content: str) -> None:
    """Open the picker by keyboard and take this file; on a busy machine a first key press may open nothing."""
    page = hands.reach(target)
    for _ in range(5):
        try:
            with page.expect_file_chooser(timeout=6_000) as picker:
                page.keyboard.press("Enter")
            break
        except PlaywrightTimeoutError:
            continue
    picker.value.set_files({"name": "readings.csv", "mimeType": "text/csv", "buffer": content.encode()})
