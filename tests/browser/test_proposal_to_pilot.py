"""From proposal to pilot, whole: sent back, signed off by a stand-in, prepared, tried, stopped, valued.

Each person has a browser in a profile of their own.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.conftest import Site, Visitor, axe, in_english
from tests.browser.hands import Mouse
from tests.browser.preparing import prepare
from tests.browser.signing import answer_questions, send
from tests.browser.teams import team_at_work
from tests.browser.test_whole_flow import id_in, sign_in, tell, write

Visit = Callable[..., Visitor]
PHONE: ViewportSize = {"width": 390, "height": 844}
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


PROMISED = "Nobody waits longer than five minutes."
BROUGHT = "Nobody waited longer than six minutes, and one chore is gone."
CALLS = "Calls at the reception"


@dataclass
class Case:
    """One proposal on its way, and who has a hand in it."""

    visit: Visit
    site: Site
    hands: Mouse
    dotank: str
    people: dict[str, str]
    proposal: str = ""
    pilot: str = ""
    visitors: dict[str, Visitor] = field(default_factory=dict)

    def as_(self, who: str, address: str) -> Page:
        """This page in the browser of that person, who signs in the first time."""
        if who not in self.visitors:
            self.visitors[who] = sign_in(self.hands, self.visit, self.people[who])
        return self.visitors[who].go(address)

    def cell(self, question: str, *values: object) -> str:
        """What the database says in one word."""
        return str(self.site.rows(question, *values)[0][0])


@pytest.mark.timeout(600)
def test_from_a_submission_to_its_value_and_lesson(visit: Visit, site: Site) -> None:
    team = team_at_work(site)
    (member, _), (mate, _), _ = team.members
    people = {"member": member, "mate": mate, "manager": team.others["manager"], "stand_in": team.others["colleague"]}
    for email in people.values():
        in_english(site, email)
    case = Case(visit, site, Mouse(), team.dotank, people)

    submit(case)
    send_back(case)
    submit_again(case)
    sign_off_as_stand_in(case)
    pass_the_gate(case)
    read_until_it_pauses(case)
    go_on_and_stop(case)
    close_with_its_value(case)
    share_the_lesson(case)


def submit(case: Case) -> None:
    """The team submits a version, with every question answered."""
    hands, page = case.hands, case.as_("member", f"/app/dotanks/{case.dotank}/room")
    save(hands, page, "One stamp is enough. ")
    hands.press(page.get_by_role("button", name="Submit a version"))
    hands.fill(page.get_by_label("What do you ask, in one sentence?"), "Let the concierge lend with one stamp.")
    hands.fill(page.get_by_label("The proposal in about ten lines"), "One stamp, for twelve weeks.")
    hands.press(page.get_by_role("button", name="Submit", exact=True))
    expect(page.get_by_text("Answer every question with yes or no.").first).to_be_visible()
    hands.fill(page.get_by_label("How much money?"), "300")
    hands.fill(page.get_by_label("What effect do you promise for it?"), PROMISED)
    answer_questions(hands, page)
    assert axe(page) == []
    hands.press(page.get_by_role("button", name="Submit", exact=True))
    expect(page.get_by_text(re.compile(r"Version \d+ is with"))).to_be_visible()
    case.proposal = case.cell("SELECT id FROM dotanks_proposal WHERE dotank_id = %s", case.dotank)


def send_back(case: Case) -> None:
    """The manager finds it in the inbox and sends it back."""
    hands, page = case.hands, case.as_("manager", "/app/sign-offs")
    title = case.cell("SELECT title FROM dotanks_proposal WHERE id = %s", case.proposal)
    hands.press(page.get_by_role("link", name=re.compile(".+")).filter(has_text=title).first)
    expect(page.get_by_text(PROMISED)).to_be_visible()
    hands.press(page.get_by_role("button", name="Send back"))
    hands.fill(page.get_by_label("What should the team change"), "Say who answers when one is lost.")
    hands.press(page.get_by_role("button", name="Send it back"))
    expect(page.get_by_text("Say who answers when one is lost.").first).to_be_visible()


def submit_again(case: Case) -> None:
    """The team changes the document and what it asks; what it said before is still there."""
    hands, page = case.hands, case.as_("member", f"/app/dotanks/{case.dotank}/room")
    number = save(hands, page, "The concierge answers when one is lost. ")
    hands.press(page.get_by_role("button", name="Submit a version"))
    expect(page.get_by_label("What effect do you promise for it?")).to_have_value(PROMISED)
    hands.fill(page.get_by_label("How much money?"), "200")
    send(hands, page, number)


def sign_off_as_stand_in(case: Case) -> None:
    """While the manager is away a colleague decides, on a phone, and reads what changed."""
    hands, site = case.hands, case.site
    site.do(STAND_IN.format(dotank=case.dotank, email=case.people["stand_in"]))
    phone = case.as_("stand_in", "/app/sign-offs?box=delegated")
    phone.set_viewport_size(PHONE)
    expect(phone.get_by_text(re.compile("^for .+, until "))).to_be_visible()
    assert axe(phone) == []
    hands.press(phone.get_by_role("list", name="Sign-offs").get_by_role("link").first)
    changed = phone.get_by_role("region", name=re.compile("What changed since version"))
    expect(changed.get_by_text("The concierge answers when one is lost.").first).to_be_visible()
    expect(changed.get_by_text("200")).to_be_visible()
    expect(phone.get_by_text(re.compile("You answer for .+, until"))).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth"), "it scrolls sideways"
    assert axe(phone) == []
    hands.press(phone.get_by_role("button", name="Sign off", exact=True))
    hands.fill(phone.get_by_label("What help do you promise"), "I tell the concierges.")
    hands.fill(phone.get_by_label("Why do you sign it off"), "Small, cheap and overdue.")
    hands.press(phone.get_by_role("button", name=re.compile(r"^Sign version \d+ off")))
    expect(phone.get_by_text("Help promised:")).to_be_visible()

    decided = "SELECT decision, on_behalf_of_id IS NOT NULL, delegation_id IS NOT NULL FROM experiments_signoff "
    rows = site.rows(decided + "WHERE proposal_id = %s ORDER BY at", case.proposal)
    assert rows == [("sent_back", False, False), ("signed_off", True, True)]
    with phone.expect_download() as paper:
        phone.get_by_role("link", name="As a PDF").click()
    assert paper.value.suggested_filename.endswith(".pdf")


def pass_the_gate(case: Case) -> None:
    """The team prepares the pilot, with a measure that must not get worse, and starts it."""
    hands, page = case.hands, case.as_("member", f"/app/proposals/{case.proposal}")
    hands.press(page.get_by_role("button", name="Prepare the pilot"))
    page.wait_for_url("**/prepare")
    case.pilot = id_in(page)
    prepare(hands, page, guardrail=CALLS)
    hands.press(page.get_by_role("button", name="Start the pilot").first)
    hands.press(page.get_by_role("dialog").get_by_role("button", name="Start the pilot"))
    expect(page.get_by_text(re.compile("In force until"))).to_be_visible()


def read_until_it_pauses(case: Case) -> None:
    """Readings; the one past the guardrail pauses the pilot at once, also before the manager's eyes."""
    watching = case.as_("manager", f"/app/pilots/{case.pilot}")
    expect(watching.get_by_role("region", name="Enter a reading")).to_have_count(0)
    page = case.as_("member", f"/app/pilots/{case.pilot}")
    read(case.hands, page, "Minutes until a visitor rides off", "4,5")
    expect(page.get_by_text(re.compile("^Reading saved: 4.5"))).to_be_visible()
    read(case.hands, page, CALLS, "31")
    for screen in (page, watching):
        expect(screen.get_by_role("heading", name=re.compile("^Paused: nothing is tried"))).to_be_visible()
    assert axe(page) == []


def go_on_and_stop(case: Case) -> None:
    """Somebody else of the team looks at it and lets it go on; later the team stops it."""
    hands, page = case.hands, case.as_("mate", "/app/notices")
    hands.press(page.get_by_role("link", name=re.compile(f"is paused: {CALLS} is 31")).first)
    hands.press(page.get_by_role("button", name="Let it go on"))
    dialog = page.get_by_role("dialog")
    hands.fill(dialog.get_by_label(re.compile("What was looked at")), "The reception has the list now.")
    hands.press(dialog.get_by_role("button", name="Let it go on"))
    expect(page.get_by_text(re.compile("In force until"))).to_be_visible()
    stop = page.get_by_role("region", name="Stop before the end")
    hands.press(stop.get_by_role("button", name="Stop the pilot"))
    hands.fill(stop.get_by_label("Why, in one sentence?"), "We know enough.")
    hands.press(stop.get_by_role("button", name="Stop the pilot"))
    page.wait_for_url(f"**/app/pilots/{case.pilot}/conclude")


def close_with_its_value(case: Case) -> None:
    """Verdict, two scores, value by kind, and what it really brought, written beside what was promised."""
    hands, page = case.hands, case.visitors["mate"].page
    expect(page.get_by_text(PROMISED)).to_be_visible()
    hands.tick(page.get_by_label("It partly worked"))
    hands.fill(page.get_by_label("What happened?"), "Bicycles were lent within minutes; the reception was called more.")
    for score in ("Performance", "Quality of work"):
        hands.tick(page.get_by_role("group", name=score).get_by_role("radio").nth(3))
    hands.fill(page.get_by_label("Why these scores?"), "Quicker, and one chore less.")
    for kind in ("Efficiency", "Employee satisfaction"):
        hands.tick(page.get_by_role("checkbox", name=kind))
        group = page.get_by_role("group", name=kind)
        hands.select(group.get_by_label("How much?"), "1")
        hands.fill(group.get_by_label("How do you know?"), f"{kind}: three colleagues said so.")
    hands.fill(page.get_by_label("What did it really bring?"), BROUGHT)
    assert axe(page) == []
    hands.press(page.get_by_role("button", name="Close the pilot and open the lesson"))
    page.wait_for_url("**/app/lessons/**")
    assert axe(page) == []

    watching = case.as_("manager", f"/app/pilots/{case.pilot}")
    became = watching.get_by_role("region", name="What became of it")
    for words in (PROMISED, BROUGHT, "Efficiency: three colleagues said so.", "Quicker, and one chore less."):
        expect(became.get_by_text(words)).to_be_visible()
    assert axe(watching) == []


def share_the_lesson(case: Case) -> None:
    """The lesson is published, and carries the promise and what came of it."""
    hands, page = case.hands, case.visitors["mate"].page
    lesson = id_in(page)
    tell(hands, page)
    hands.press(page.get_by_role("button", name="Publish the lesson"))
    expect(page.get_by_role("link", name="Read it in the library")).to_be_visible()
    public = case.visit().go(f"/en/library/lessons/{lesson}/")
    for words in (PROMISED, BROUGHT, "Efficiency: three colleagues said so."):
        expect(public.get_by_text(words)).to_be_visible()
    assert axe(public) == []


def read(hands: Mouse, page: Page, measure: str, value: str) -> None:
    """Enter a reading of this measure."""
    enter = page.get_by_role("region", name="Enter a reading")
    enter.get_by_label("Measure").select_option(label=measure)
    hands.fill(enter.get_by_label(re.compile("^Value")), value)
    hands.press(enter.get_by_role("button", name="Save the reading"))


def save(hands: Mouse, page: Page, words: str) -> int:
    """Write something and save it as a version."""
    write(hands, page, words)
    page.get_by_role("button", name="Save a version").click()
    saved = page.get_by_text(re.compile(r"Version \d+ saved"))
    expect(saved).to_be_visible()
    found = re.search(r"\d+", saved.inner_text())
    assert found
    return int(found.group())
