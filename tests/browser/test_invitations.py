"""Invitations through the browser: an answer from the letter on a phone, the next wave, an open call."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Site, Visitor
from tests.browser.screens import COORDINATOR, row
from tests.browser.test_screens import check

Visit = Callable[..., Visitor]
FORMING = f"SELECT {COORDINATOR}, id FROM dotanks_dotank WHERE state = 'forming' ORDER BY id LIMIT 1"
LINK = """
from dotanks.inviting.links import link_for
from dotanks.models import Invitation
print(link_for(Invitation.objects.filter(state="sent").order_by("-id").first(), "yes"))
"""
# Whoever posted the problem is not called, and no question finds who that is: the other of two is.
CALLED = """
SELECT p.email FROM people_person p JOIN people_profile f ON f.person_id = p.id, dotanks_dotank d
JOIN ideas_problem x ON x.id = d.problem_id
WHERE d.id = %s AND p.is_active AND NOT f.paused AND f.hours_a_week >= d.hours_a_week
AND d.language = ANY(f.languages) AND d.manager_id <> p.id
AND NOT EXISTS (SELECT FROM dotanks_invitation i WHERE i.dotank_id = d.id AND i.person_id = p.id)
AND NOT EXISTS (SELECT FROM people_employment e WHERE e.person_id = p.id AND e.organisation_id = x.organisation_id)
ORDER BY p.email LIMIT 2
"""


def test_an_answer_from_the_letter_needs_no_account_and_works_once(visit: Visit, site: Site) -> None:
    link = site.manage("shell", "--no-imports", "-c", LINK).split()[-1]
    visitor = visit(viewport=PHONE)
    page = visitor.go(link)
    check(page)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    yes, no = page.get_by_role("button", name="Yes, I join"), page.get_by_role("link", name="No, not this time")
    (first, second) = (one.bounding_box() for one in (yes, no))
    assert first is not None
    assert second is not None
    assert abs(first["width"] - second["width"]) < 2, "both answers are equal"
    assert abs(first["y"] - second["y"]) < 2
    no.click()
    page.get_by_label("Not my subject").check()
    check(page)
    page.get_by_role("button", name="Send my answer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you for telling us")
    check(page)


def test_a_coordinator_reads_the_next_wave_and_publishes_a_call(visit: Visit, site: Site) -> None:
    email, address = row(FORMING, "/app/dotanks/{id}")(site)
    dotank = address.rsplit("/", 1)[-1]
    page = visit(email).go(address)
    page.get_by_role("button", name="Whom to ask next").click()
    expect(page.get_by_role("heading", name="The next wave")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Close", exact=True).click()
    page.get_by_role("button", name="Publish an open call").click()
    page.get_by_label("What the team still needs").fill("Somebody who knows how permits are really given.")
    check(page)
    page.get_by_role("button", name="Publish the call").click()
    expect(page.get_by_role("button", name="Close the call")).to_be_visible()

    for (member,) in site.rows(CALLED, dotank):
        theirs = visit(member).go("/app/dotanks")
        theirs.get_by_role("heading", level=1).wait_for()
        if theirs.get_by_role("heading", name="Open calls that fit you").count():
            break
    theirs.get_by_role("button", name="Ask to join").first.click()
    theirs.get_by_label("Why you").fill("I gave permits for six years.")
    check(theirs)
    theirs.get_by_role("button", name="Ask to join").first.click()
    expect(theirs.get_by_text("You asked to join.")).to_be_visible()

    page.reload()
    expect(page.get_by_text("I gave permits for six years.")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Say no", exact=True).click()
    page.get_by_label("In your own words").fill("The team is complete. Thank you for asking.")
    page.get_by_role("dialog").get_by_role("button", name="Say no", exact=True).click()
    expect(page.get_by_text("Not this time")).to_be_visible()
