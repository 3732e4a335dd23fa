"""A running pilot through the browser: a reading, a broken guardrail that pauses it, going on, a file, and the stop."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload, expect

from tests.browser.conftest import Site, Visitor, all_in_english

Visit = Callable[..., Visitor]
RUNNING = (
    "SELECT p.email, x.id FROM experiments_pilot x JOIN dotanks_dotank d ON d.id = x.dotank_id "
    "JOIN dotanks_seat s ON s.dotank_id = d.id JOIN people_person p ON p.id = s.person_id "
    "JOIN experiments_measure m ON m.pilot_id = x.id WHERE x.state = 'running' AND m.kind = 'guardrail' "
    "ORDER BY p.email LIMIT 2"
)
BREAKS = "SELECT name, threshold, direction FROM experiments_measure WHERE pilot_id = %s AND kind = 'guardrail' LIMIT 1"


@pytest.mark.timeout(600)
def test_readings_pause_go_on_file_and_stop(visit: Visit, site: Site) -> None:
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

    # A file is shown first, with what is wrong in it; then entered.
    page.get_by_role("link", name="Readings from a file").click()
    goal = site.rows("SELECT name FROM experiments_measure WHERE pilot_id = %s AND kind = 'goal' LIMIT 1", pilot)[0][0]
    chosen = page.get_by_label("Choose the file")
    chosen.set_input_files(_file(f"measure;day;value\n{goal};2026-31-01;many\n"))
    expect(page.get_by_text("Put this right in the file and choose it again")).to_be_visible()
    chosen.set_input_files(_file(f"measure;day;value\n{goal};02-01-2026;3,5\n"))
    page.get_by_role("button", name="Enter 1 reading").click()
    expect(page.get_by_text("1 reading was entered.")).to_be_visible()

    # Stopping asks for one sentence and leads to the verdict.
    page.go_back()
    page.get_by_role("region", name="Stop before the end").get_by_role("button", name="Stop the pilot").click()
    page.get_by_label("Why, in one sentence?", exact=True).fill("We know enough.")
    page.get_by_role("region", name="Stop before the end").get_by_role("button", name="Stop the pilot").click()
    page.wait_for_url(f"**{address}/conclude")


def _file(content: str) -> FilePayload:
    return {"name": "readings.csv", "mimeType": "text/csv", "buffer": content.encode()}
