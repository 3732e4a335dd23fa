"""From a posted problem to a started Do Tank: seven people of seven organisations; one says no and is replaced."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, Visitor, all_in_english
from tests.browser.hands import Mouse
from tests.browser.screens.finding import COORDINATOR
from tests.browser.test_whole_flow import POSTER, agree, id_in, post_problem, sign_in

Visit = Callable[..., Visitor]
SEVEN = 7
ASKED = """
SELECT p.email, i.id::text FROM dotanks_invitation i JOIN people_person p ON p.id = i.person_id
WHERE i.dotank_id = %s AND i.state = 'sent' ORDER BY p.email
"""
TEAM = """
SELECT p.id::text, e.organisation_id FROM dotanks_seat s JOIN people_person p ON p.id = s.person_id
JOIN people_employment e ON e.person_id = p.id AND e.until IS NULL WHERE s.dotank_id = %s ORDER BY p.email
"""


@pytest.mark.timeout(900)
def test_seven_people_of_seven_organisations(visit: Visit, site: Site) -> None:
    all_in_english(site)
    hands = Mouse()
    poster = sign_in(hands, visit, POSTER)
    problem = post_problem(hands, poster, "Seven signatures for one borrowed van")

    coordinator = sign_in(hands, visit, site.rows(f"SELECT {COORDINATOR}")[0][0])
    dotank = ask_seven(coordinator.go(f"/app/problems/{problem}/assemble"))
    *joining, (declining, declined) = site.rows(ASKED, dotank)
    members = [join(visit, email, invitation, dotank) for email, invitation in joining]
    page = sign_in(hands, visit, declining).go(f"/app/invitations/{declined}")
    page.get_by_role("button", name="No, not this time").click()
    page.get_by_label("Not now").check()
    page.get_by_role("button", name="Send my answer").click()
    expect(page.get_by_text("You said no")).to_be_visible()
    before = {person for person, _ in site.rows(TEAM, dotank)}

    ask_one_more(coordinator.go(f"/app/dotanks/{dotank}"))
    ((email, invitation),) = site.rows(ASKED, dotank)
    assert email != declining
    members.append(join(visit, email, invitation, dotank))

    team = site.rows(TEAM, dotank)
    assert len(team) == SEVEN
    assert before < {person for person, _ in team}, "nobody who had accepted moved"
    assert len({organisation for _, organisation in team}) == SEVEN, "one from each organisation, also after the no"
    page = coordinator.go(f"/app/dotanks/{dotank}")
    agree(hands, page, team[0][0], team[1][0])
    for member in members:
        page = member.go(f"/app/dotanks/{dotank}")
        page.get_by_role("button", name="I accept the charter").click()
        expect(page.get_by_text("You have accepted the charter.")).to_be_visible()
    page.get_by_role("button", name="Start working").click()
    expect(page.get_by_role("link", name="Go to the room")).to_be_visible()
    assert site.rows("SELECT state FROM dotanks_dotank WHERE id = %s", dotank) == [("working",)]


def ask_seven(page: Page) -> str:
    """State what the team must bring, take the proposed one and ask it; the id of the Do Tank."""
    for skill in ("process-design", "plain-language", "administrative-law"):
        if not page.locator(f"input[type=range][id$='{skill}']").count():
            page.get_by_label(re.compile("Add a (first )?skill")).select_option(skill)
            page.get_by_role("button", name="Add", exact=True).click()
    for size in ("At most", "Best", "At least"):
        page.get_by_label(size, exact=True).fill(str(SEVEN))
    page.get_by_label("one person", exact=True).check()
    page.get_by_role("button", name="Propose a team").click()
    expect(page.get_by_role("list", name="Seats").locator("> li")).to_have_count(SEVEN)
    manager = page.get_by_label("Manager", exact=False)
    manager.select_option(index=1)
    page.get_by_label("Answer by").fill((date.today() + timedelta(days=7)).isoformat())
    page.get_by_role("button", name=f"Ask these {SEVEN} colleagues").click()
    page.get_by_role("dialog").get_by_role("button", name=f"Ask these {SEVEN} colleagues").click()
    page.wait_for_url("**/app/dotanks/**")
    return id_in(page)


def join(visit: Visit, email: str, invitation: str, dotank: str) -> Visitor:
    """Sign in, read the invitation and say yes."""
    visitor = sign_in(Mouse(), visit, email)
    page = visitor.go(f"/app/invitations/{invitation}")
    page.get_by_role("button", name="Yes, I join").click()
    page.wait_for_url(f"**/app/dotanks/{dotank}")
    return visitor


def ask_one_more(page: Page) -> None:
    """Ask the first of those who are proposed for the empty seat."""
    page.get_by_role("button", name="Whom to ask next").click()
    proposed = page.get_by_role("group", name="Whom do you ask?").get_by_role("checkbox")
    expect(proposed.first).to_be_checked()
    for other in proposed.all()[1:]:
        other.uncheck()
    page.get_by_role("button", name="Ask them").click()
    expect(page.get_by_text("1 colleague has been asked.")).to_be_visible()
