"""A team copies another team's exemption and prepares its pilot from it, on a phone."""

import re

from playwright.sync_api import expect

from tests.browser import preparing
from tests.browser.conftest import Site, all_in_english
from tests.browser.hands import Mouse
from tests.browser.test_whole_flow import Visit

HELD = (
    "SELECT e.rule, p.email FROM experiments_exemption e JOIN experiments_pilot i ON i.id = e.pilot_id "
    "JOIN dotanks_seat s ON s.dotank_id = i.dotank_id JOIN people_person p ON p.id = s.person_id "
    "WHERE i.opened_at IS NOT NULL AND e.revoked_at IS NULL AND e.valid_until > now() ORDER BY e.rule, p.email LIMIT 1"
)
PREPARING = (
    "SELECT i.id, p.email FROM experiments_pilot i JOIN dotanks_seat s ON s.dotank_id = i.dotank_id "
    "JOIN people_person p ON p.id = s.person_id WHERE i.state = 'preparing' AND p.id NOT IN "
    "(SELECT t.person_id FROM dotanks_seat t JOIN experiments_pilot j ON j.dotank_id = t.dotank_id "
    "JOIN experiments_exemption e ON e.pilot_id = j.id WHERE e.rule = %s) ORDER BY p.email LIMIT 1"
)


def test_an_exemption_is_asked_for_agreed_and_copied(visit: Visit, site: Site) -> None:
    all_in_english(site)
    hands = Mouse()
    ((rule, holding),) = site.rows(HELD)
    ((pilot, email),) = site.rows(PREPARING, rule)

    asking = visit(email)
    # Whoever does not know of the register finds it at the foot of every page.
    page = asking.go("/app/")
    hands.press(page.get_by_role("contentinfo").get_by_role("link", name="Exemptions"))
    row = page.get_by_role("list", name="Exemptions found").get_by_role("listitem").filter(has_text=rule).first
    hands.press(row.get_by_role("button", name="Ask to copy"))
    dialog = page.get_by_role("dialog")
    hands.fill(dialog.get_by_label("What would you do with it?"), "We have the same article.")
    hands.press(dialog.get_by_role("button", name="Ask to copy"))
    expect(page.get_by_text("You have asked to copy it")).to_be_visible()

    answering = visit(holding)
    page = answering.go("/app/exemptions")
    expect(page.get_by_text("We have the same article.")).to_be_visible()
    hands.press(page.get_by_role("button", name="Agree"))
    dialog = page.get_by_role("dialog")
    hands.fill(dialog.get_by_label("A word to the other team"), "Ask the insurer first.")
    hands.press(dialog.get_by_role("button", name="Agree"))
    expect(page.get_by_text("Ask the insurer first.")).to_be_visible()

    page = asking.go(f"/app/pilots/{pilot}/prepare")
    page.set_viewport_size({"width": 390, "height": 844})
    hands.press(page.get_by_role("button", name=re.compile("^Take it over: ")))
    hands.press(page.get_by_role("dialog").get_by_role("button", name="Take it over"))
    expect(page.get_by_text(re.compile("^Taken over from"))).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    hands.press(page.get_by_role("button", name=re.compile("Must a rule be set aside")))
    part = preparing.unfolded(page, "Must a rule be set aside?")
    expect(part.get_by_label("Yes, somebody has to grant an exemption")).to_be_checked()
    expect(part.get_by_label("On what legal basis?")).not_to_have_value("")
    expect(part.get_by_label("Who granted it?")).to_have_value("")
    expect(part.get_by_label("Until and including")).to_have_value("")
    assert site.rows("SELECT count(*) FROM experiments_route WHERE pilot_id = %s", pilot)[0][0] > 0
    assert site.rows("SELECT count(*) FROM experiments_exemption WHERE pilot_id = %s", pilot)[0][0] == 0
