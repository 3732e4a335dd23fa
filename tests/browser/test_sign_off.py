"""A submission: sent back, submitted again with what changed, and signed off by a stand-in on a phone."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.conftest import Site, Visitor, axe, in_english
from tests.browser.hands import Mouse
from tests.browser.signing import answer_questions, send
from tests.browser.test_whole_flow import sign_in, write

Visit = Callable[..., Visitor]
PHONE: ViewportSize = {"width": 390, "height": 844}
BEGIN = """
from dotanks.models import DoTank, Proposal
from experiments.chain.conflicts import in_conflict
from ideas.poster import is_poster
from people.models import Employment
at_work = DoTank.objects.filter(state="working").exclude(pk__in=Proposal.objects.values("dotank"))
dotank = at_work.order_by("created_at").first()
member = dotank.seats.order_by("id").first().person
inside = [*in_conflict(dotank), dotank.manager_id, dotank.coordinator_id]
jobs = Employment.objects.filter(organisation=dotank.organisation, until=None).exclude(person__in=inside)
colleague = next(job.person for job in jobs.order_by("id") if not is_poster(job.person, dotank.problem))
print(dotank.pk, member.email, dotank.manager.email, colleague.email)
"""
STAND_IN = """
from datetime import timedelta
from django.utils import timezone
from dotanks.models import DoTank
from people.actions.delegations import hand_over
from people.models import Role
manager = DoTank.objects.get(pk="{dotank}").manager
role = Role.objects.get(person=manager, kind="manager")
today = timezone.localdate()
hand_over(person=manager, role_id=role.pk, email="{email}", since=today, until=today + timedelta(days=3))
"""


def test_sent_back_submitted_again_and_signed_off_by_a_stand_in_on_a_phone(visit: Visit, site: Site) -> None:
    hands = Mouse()
    dotank, member, manager, stand_in = site.do(BEGIN).split()
    for email in (member, manager, stand_in):
        in_english(site, email)

    # The team submits a version, with every question answered.
    page = visit(member).go(f"/app/dotanks/{dotank}/room")
    save(hands, page, "One stamp is enough. ")
    page.get_by_role("button", name="Submit a version").click()
    page.get_by_label("What do you ask, in one sentence?").fill("Let the concierge lend bicycles with one stamp.")
    page.get_by_label("The proposal in about ten lines").fill("One stamp, for twelve weeks.")
    page.get_by_role("button", name="Submit", exact=True).click()
    expect(page.get_by_text("Answer every question with yes or no.").first).to_be_visible()
    page.get_by_label("How much money?").fill("300")
    page.get_by_label("What effect do you promise for it?").fill("Nobody waits longer than five minutes.")
    answer_questions(hands, page)
    assert axe(page) == []
    page.get_by_role("button", name="Submit", exact=True).click()
    expect(page.get_by_text(re.compile(r"Version \d+ is with"))).to_be_visible()
    proposal = str(site.rows("SELECT id FROM dotanks_proposal WHERE dotank_id = %s", dotank)[0][0])

    # The manager finds it in the inbox and sends it back.
    page_of_manager = sign_in(hands, visit, manager).go("/app/sign-offs")
    page_of_manager.get_by_role("link", name=re.compile(".+")).filter(has_text=title_of(site, proposal)).first.click()
    expect(page_of_manager.get_by_text("Nobody waits longer than five minutes.")).to_be_visible()
    page_of_manager.get_by_role("button", name="Send back").click()
    page_of_manager.get_by_label("What should the team change").fill("Say who answers when one is lost.")
    page_of_manager.get_by_role("button", name="Send it back").click()
    expect(page_of_manager.get_by_text("Say who answers when one is lost.").first).to_be_visible()

    # The team changes the document and what it asks; what it said before is still there.
    page.reload()
    number = save(hands, page, "The concierge answers when one is lost. ")
    page.get_by_role("button", name="Submit a version").click()
    expect(page.get_by_label("What effect do you promise for it?")).to_have_value(
        "Nobody waits longer than five minutes."
    )
    page.get_by_label("How much money?").fill("200")
    send(hands, page, number)

    # While the manager is away a colleague decides, on a phone, and reads what changed.
    site.do(STAND_IN.format(dotank=dotank, email=stand_in))
    visitor = sign_in(hands, visit, stand_in)
    visitor.page.set_viewport_size(PHONE)
    phone = visitor.go("/app/sign-offs?box=delegated")
    expect(phone.get_by_text(re.compile("^for .+, until "))).to_be_visible()
    assert axe(phone) == []
    phone.get_by_role("list", name="Sign-offs").get_by_role("link").first.click()
    changed = phone.get_by_role("region", name=re.compile("What changed since version"))
    expect(changed.get_by_text("The concierge answers when one is lost.").first).to_be_visible()
    expect(changed.get_by_text("200")).to_be_visible()
    expect(phone.get_by_text(re.compile("You answer for .+, until"))).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth"), "it scrolls sideways"
    assert axe(phone) == []
    phone.get_by_role("button", name="Sign off", exact=True).click()
    phone.get_by_label("What help do you promise").fill("I tell the concierges.")
    phone.get_by_label("Why do you sign it off").fill("Small, cheap and overdue.")
    phone.get_by_role("button", name=re.compile(r"^Sign version \d+ off")).click()
    expect(phone.get_by_text("Help promised:")).to_be_visible()

    decided = "SELECT decision, on_behalf_of_id IS NOT NULL, delegation_id IS NOT NULL FROM experiments_signoff "
    rows = site.rows(decided + "WHERE proposal_id = %s ORDER BY at", proposal)
    assert rows == [("sent_back", False, False), ("signed_off", True, True)]
    with phone.expect_download() as paper:
        phone.get_by_role("link", name="As a PDF").click()
    assert paper.value.suggested_filename.endswith(".pdf")


def title_of(site: Site, proposal: str) -> str:
    return str(site.rows("SELECT title FROM dotanks_proposal WHERE id = %s", proposal)[0][0])


def save(hands: Mouse, page: Page, words: str) -> int:
    """Write something and save it as a version."""
    write(hands, page, words)
    page.get_by_role("button", name="Save a version").click()
    saved = page.get_by_text(re.compile(r"Version \d+ saved"))
    expect(saved).to_be_visible()
    found = re.search(r"\d+", saved.inner_text())
    assert found
    return int(found.group())
