"""The main job through the browser: poster, coordinator, team and manager, each in a profile of their own."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, Visitor

PASSWORD = "working-smarter-2010"
POSTER, COORDINATOR = "anneke@veldoever.example", "coordinator"
TITLE = "Four stamps for one borrowed bicycle"
Visit = Callable[..., Visitor]


def sign_in(visit: Visit, email: str) -> Visitor:
    """Sign in as a person does, with address and password, and choose English."""
    visitor = visit()
    visitor.go("/accounts/login/")
    visitor.page.get_by_label(re.compile("e-?mail", re.I)).fill(email)
    visitor.page.get_by_label(re.compile("^password", re.I)).fill(PASSWORD)
    visitor.page.get_by_role("main").get_by_role("button", name=re.compile("sign in", re.I)).click()
    visitor.page.wait_for_url("**/app/**")
    return visitor


def id_in(page: Page) -> str:
    found = re.search(r"[0-9a-f-]{36}", page.url)
    assert found, page.url
    return found.group()


def test_from_problem_to_lesson(visit: Visit, site: Site) -> None:
    site.manage("shell", "--no-imports", "-c", "from people.models import Person; Person.objects.update(language='en')")
    coordinator_email = site.rows(
        "SELECT email FROM people_person p JOIN people_role r ON r.person_id = p.id WHERE r.kind = 'coordinator' "
        "ORDER BY email LIMIT 1"
    )[0][0]

    # 1 Anneke posts a problem.
    poster = sign_in(visit, POSTER)
    page = poster.go("/app/problems/new")
    page.get_by_label(re.compile("title", re.I)).fill(TITLE)
    for label, words in ANSWERS.items():
        page.get_by_label(re.compile(label)).fill(words)
    page.get_by_label("Language you write in").select_option("en")
    page.get_by_role("button", name="See it as others will").click()
    page.get_by_role("button", name=re.compile("^Post")).last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    problem = id_in(page)

    # 2 A coordinator forms the team; colleagues are asked and accept.
    coordinator = sign_in(visit, coordinator_email)
    page = coordinator.go(f"/app/problems/{problem}/assemble")
    page.get_by_label("Add a first skill").select_option("process-design")
    page.get_by_label("Add a skill").select_option("plain-language")
    page.get_by_role("button", name="Propose a team").click()
    expect(page.get_by_role("list", name="Seats").get_by_role("listitem").first).to_be_visible()
    page.get_by_label("Manager", exact=False).select_option(index=1)
    page.get_by_label("Answer by").fill(str(date.today() + timedelta(days=7)))
    page.get_by_role("button", name=re.compile("^Ask")).click()
    page.get_by_role("dialog").get_by_role("button", name=re.compile("^Ask")).click()
    page.wait_for_url("**/app/dotanks/**")
    dotank = id_in(page)
    asked = site.rows(
        "SELECT i.id, p.email FROM dotanks_invitation i JOIN people_person p ON p.id = i.person_id "
        "WHERE i.dotank_id = %s ORDER BY i.role, p.email",
        dotank,
    )
    assert len(asked) >= 4
    (first_invitation, first_email), (second_invitation, second_email), *others = asked
    first, second = sign_in(visit, first_email), sign_in(visit, second_email)
    for visitor, invitation in ((first, first_invitation), (second, second_invitation)):
        page = visitor.go(f"/app/invitations/{invitation}")
        page.get_by_role("button", name="Yes, I join").click()
        page.wait_for_url(f"**/app/dotanks/{dotank}")
    third = visit(others[0][1])
    page = third.go(f"/app/invitations/{others[0][0]}")
    page.get_by_role("button", name="No, not this time").click()
    page.get_by_role("button", name="Send my answer").click()
    expect(page.get_by_text("You said no")).to_be_visible()
    page = first.go(f"/app/dotanks/{dotank}")
    page.get_by_role("button", name="Start working").click()
    expect(page.get_by_role("link", name="Open the room")).to_be_visible()

    # 3 Two of them write in one document at once.
    first.go(f"/app/dotanks/{dotank}/room")
    second.go(f"/app/dotanks/{dotank}/room")
    write(first.page, "One stamp is enough, by the concierge. ")
    write(second.page, "The other three stamps protect nobody. ")
    for visitor in (first, second):
        document = visitor.page.get_by_role("textbox", name=re.compile("Working document"))
        expect(document).to_contain_text("One stamp is enough")
        expect(document).to_contain_text("protect nobody")
        expect(visitor.page.get_by_text(re.compile("Here now"))).to_contain_text("you")
    save_and_submit(first.page, 1)

    # 4 The manager sends it back, reads the newer version and signs it off.
    manager_email = site.rows(
        "SELECT email FROM people_person p JOIN dotanks_dotank d ON d.manager_id = p.id WHERE d.id = %s", dotank
    )[0][0]
    proposal = str(site.rows("SELECT id FROM dotanks_proposal WHERE dotank_id = %s", dotank)[0][0])
    manager = sign_in(visit, manager_email)
    page = manager.go(f"/app/proposals/{proposal}")
    page.get_by_role("button", name="Send back").click()
    page.get_by_label("What should the team change").fill("Say who answers when a bicycle is lost.")
    page.get_by_role("button", name="Send it back").click()
    expect(page.get_by_text("Say who answers when a bicycle is lost.").first).to_be_visible()
    first.go(f"/app/dotanks/{dotank}/room")
    write(first.page, "The concierge answers when one is lost. ")
    save_and_submit(first.page, 2)
    page = manager.go(f"/app/proposals/{proposal}")
    expect(page.get_by_text("The concierge answers when one is lost.").first).to_be_visible()
    page.get_by_role("button", name="Sign off").click()
    page.get_by_label("What help do you promise").fill("I tell the concierges and drop the three stamps.")
    page.get_by_label("Why do you sign it off").fill("Small, cheap and overdue.")
    page.get_by_role("button", name=re.compile("^Sign version 2 off")).click()
    expect(page.get_by_text("I tell the concierges").first).to_be_visible()

    # 5 The pilot: prepared, started, read, concluded.
    page = first.go(f"/app/proposals/{proposal}")
    page.get_by_role("button", name="Prepare the pilot").click()
    page.wait_for_url("**/prepare")
    pilot = id_in(page)
    prepare(page)
    page.get_by_role("button", name="Start the pilot").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Start the pilot").click()
    expect(page.get_by_text(re.compile("In force until"))).to_be_visible()
    for value in ("3", "1"):
        page.get_by_label("Value").fill(value)
        page.get_by_role("button", name="Save the reading").click()
        expect(page.get_by_text(re.compile(f"Reading saved: {value}"))).to_be_visible()
    page = second.go(f"/app/pilots/{pilot}/conclude")
    page.get_by_label("It worked").check()
    page.get_by_label("What happened?").fill("Bicycles were lent within the hour; none was lost.")
    for score in ("Results for people", "Quality of work"):
        page.get_by_role("group", name=score).get_by_role("radio").nth(3).check()
    page.get_by_label("Why these scores?").fill("Quicker, and one chore less.")
    page.get_by_role("button", name="Close the pilot and open the lesson").click()

    # 6 The lesson, published, read by anybody and found.
    page.wait_for_url("**/app/lessons/**")
    lesson = id_in(page)
    tell(page)
    page.get_by_role("button", name="Publish the lesson").click()
    expect(page.get_by_role("link", name="Read it in the library")).to_be_visible()
    reader = visit()
    page = reader.go(f"/en/library/lessons/{lesson}/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    found_by_search(reader, lesson)
    page = poster.go(f"/app/problems/{problem}")
    expect(page.get_by_text("The lesson was published.")).to_be_visible()
    kinds = [
        row[0]
        for row in site.rows(
            "SELECT n.kind FROM people_notice n JOIN people_person p ON p.id = n.person_id "
            "WHERE p.email = %s AND n.data->>'problem' = %s",
            POSTER,
            TITLE,
        )
    ]
    assert {
        "problem_posted",
        "problem_taken_up",
        "poster_proposal_sign_off",
        "poster_pilot_opened",
        "problem_answered",
    } <= set(kinds)


ANSWERS = {
    "What happens": "To lend a visitor a bicycle I collect four stamps in three buildings.",
    "Who cannot do what": "Reception staff who want to help a visitor.",
    "Which rule": "A note of 1998 about borrowed property.",
    "Whom does it hurt|Whom it hurts": "Visitors, who walk, and reception, who says no.",
    "What was tried|What have you tried|tried": "We asked who made the note; nobody knew.",
    "How would|how we would know": "A visitor rides off within five minutes.",
}


def write(page: Page, words: str) -> None:
    """Type at the end of the document."""
    document = page.get_by_role("textbox", name=re.compile("Working document"))
    document.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def save_and_submit(page: Page, number: int) -> None:
    page.get_by_role("button", name="Save a version").click()
    expect(page.get_by_text(f"Version {number} saved")).to_be_visible()
    page.get_by_role("button", name="Submit a version").click()
    page.get_by_label("Title").fill("One stamp for a bicycle")
    page.get_by_label("What do you ask, in one sentence?").fill("Let the concierge lend bicycles with one stamp.")
    page.get_by_label("The proposal in about ten lines").fill(
        "One stamp instead of four, for twelve weeks, in one building."
    )
    page.get_by_role("button", name="Submit", exact=True).click()
    expect(page.get_by_text(re.compile(f"Version {number} is with"))).to_be_visible()


def prepare(page: Page) -> None:
    """Fill the checklist section by section, each opening after the one before."""
    soon = date.today() + timedelta(days=60)
    fill_section(page, {"What do you believe will happen": "Visitors ride off within five minutes."})
    fill_section(
        page,
        {
            "Where is it tried out?": "The town hall",
            "For how many people at most?": "50",
            "How much may it cost at most?": "100",
            "What is its last day?": str(soon),
        },
    )
    fill_section(
        page,
        {
            "What is measured?": "Minutes until a visitor rides off",
            "In which unit?": "minutes",
            "Before": "40",
            "Target": "5",
            "Limit": "20",
            "“Before” was measured on": str(date.today()),
            "Where does that number come from?": "A week at the desk",
        },
        checks=("Lower is better",),
    )
    fill_section(page, {"When would you stop at once?": "When two bicycles are lost in a week."})
    page.get_by_label("No, it stays within the rules").check()
    page.get_by_role("button", name="Save and go on").last.click()
    expect(page.get_by_text("Everything is there.")).to_be_visible()


def fill_section(page: Page, fields: dict[str, str], checks: tuple[str, ...] = ()) -> None:
    for label, value in fields.items():
        page.get_by_label(label).first.fill(value)
    for label in checks:
        page.get_by_label(label).check()
    page.get_by_role("button", name="Save and go on").last.click()


def tell(page: Page) -> None:
    """Add what only the team knows, and choose a principle."""
    unfold(page, "Conditions")
    page.get_by_role("textbox", name=re.compile("condition|takes", re.I)).last.fill("One concierge who may decide.")
    keep(page)
    unfold(page, "Principles")
    page.get_by_role("checkbox").first.check()
    keep(page)


def unfold(page: Page, step: str) -> None:
    heading = page.get_by_role("button", name=re.compile(step)).first
    if heading.get_attribute("aria-expanded") != "true":
        heading.click()


def keep(page: Page) -> None:
    page.get_by_role("button", name="Save and go on").last.click()
    expect(page.get_by_text("Saved").first).to_be_visible()


def found_by_search(reader: Visitor, lesson: str) -> None:
    """The lesson is found by its words within a moment."""
    for _ in range(20):
        page = reader.go("/en/library/?q=stamp+bicycle")
        if page.locator(f"a[href*='{lesson}']").count():
            return
        page.wait_for_timeout(250)
    raise AssertionError("the lesson is not found")
