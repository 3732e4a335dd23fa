"""The main job through the browser: poster, coordinator, team and manager, each in a profile of their own."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, Visitor, all_in_english
from tests.browser.hands import Keyboard, Mouse, to_the_end
from tests.browser.preparing import prepare
from tests.browser.signing import answer_questions, send

PASSWORD = "working-smarter-2010"
POSTER = "anneke@veldoever.example"
Visit = Callable[..., Visitor]


def sign_in(hands: Mouse, visit: Visit, email: str) -> Visitor:
    """Sign in as a person does, with address and password, and choose English."""
    visitor = visit()
    visitor.go("/accounts/login/")
    hands.fill(visitor.page.get_by_label(re.compile("e-?mail", re.I)), email)
    hands.fill(visitor.page.get_by_label(re.compile("^password", re.I)), PASSWORD)
    hands.press(visitor.page.get_by_role("main").get_by_role("button", name="Sign in", exact=True))
    visitor.page.wait_for_url("**/app/**")
    return visitor


def id_in(page: Page) -> str:
    found = re.search(r"[0-9a-f-]{36}", page.url)
    assert found, page.url
    return found.group()


def post_problem(hands: Mouse, poster: Visitor, title: str) -> str:
    """Answer the six questions and post; the id of the problem."""
    page = poster.go("/app/problems/new")
    hands.fill(page.get_by_label(re.compile("title", re.I)), title)
    for label, words in ANSWERS.items():
        hands.fill(page.get_by_label(re.compile(label)), words)
    hands.select(page.get_by_label("Language you write in"), "en")
    hands.press(page.get_by_role("button", name="See it as others will"))
    hands.press(page.get_by_role("button", name=re.compile("^Post")).last)
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    return id_in(page)


# By keyboard, beside all other tests on two cores, it takes more than three minutes.
@pytest.mark.timeout(900)
@pytest.mark.parametrize("hands", [Mouse(), Keyboard()], ids=["mouse", "keyboard"])
def test_from_problem_to_lesson(hands: Mouse, visit: Visit, site: Site) -> None:
    all_in_english(site)
    coordinator_email = site.rows(
        "SELECT email FROM people_person p JOIN people_role r ON r.person_id = p.id WHERE r.kind = 'coordinator' "
        "ORDER BY email LIMIT 1"
    )[0][0]

    title = f"Four stamps for one borrowed bicycle ({type(hands).__name__.lower()})"

    # 1 Anneke posts a problem.
    poster = sign_in(hands, visit, POSTER)
    problem = post_problem(hands, poster, title)

    # 2 A coordinator forms the team; colleagues are asked and accept.
    coordinator = sign_in(hands, visit, coordinator_email)
    page = coordinator.go(f"/app/problems/{problem}/assemble")
    for skill in ("process-design", "plain-language"):
        hands.select(page.get_by_label(re.compile("Add a (first )?skill")), skill)
        hands.press(page.get_by_role("button", name="Add", exact=True))
    hands.press(page.get_by_role("button", name="Propose a team"))
    expect(page.get_by_role("list", name="Seats").get_by_role("listitem").first).to_be_visible()
    manager_field = page.get_by_label("Manager", exact=False)
    hands.select(manager_field, manager_field.locator("option").nth(1).get_attribute("value") or "")
    hands.pick_date(page.get_by_label("Answer by"), date.today() + timedelta(days=7))
    hands.press(page.get_by_role("button", name=re.compile("^Ask")))
    hands.press(page.get_by_role("dialog").get_by_role("button", name=re.compile("^Ask")))
    page.wait_for_url("**/app/dotanks/**")
    dotank = id_in(page)
    # One of each organisation first: a problem without a name needs three of them before its team may start.
    asked = site.rows(
        "SELECT i.id, p.email, p.id FROM dotanks_invitation i JOIN people_person p ON p.id = i.person_id "
        "JOIN people_employment e ON e.person_id = p.id AND e.until IS NULL WHERE i.dotank_id = %s "
        "ORDER BY row_number() OVER (PARTITION BY e.organisation_id ORDER BY i.role, p.email), i.role, p.email",
        dotank,
    )
    assert len(asked) >= 4
    joining, (declined, declining, _) = asked[:3], asked[3]
    first, second, third = (sign_in(hands, visit, email) for _, email, _ in joining)
    for visitor, (invitation, _, _) in zip((first, second, third), joining, strict=True):
        page = visitor.go(f"/app/invitations/{invitation}")
        hands.press(page.get_by_role("button", name="Yes, I join"))
        page.wait_for_url(f"**/app/dotanks/{dotank}")
    page = visit(declining).go(f"/app/invitations/{declined}")
    hands.press(page.get_by_role("button", name="No, not this time"))
    hands.press(page.get_by_role("button", name="Send my answer"))
    expect(page.get_by_text("You said no")).to_be_visible()
    agree(hands, coordinator.go(f"/app/dotanks/{dotank}"), *(str(person) for _, _, person in joining[:2]))
    for visitor in (second, third, first):
        page = visitor.go(f"/app/dotanks/{dotank}")
        hands.press(page.get_by_role("button", name="I accept the charter"))
        expect(page.get_by_text("You have accepted the charter.")).to_be_visible()
    hands.press(page.get_by_role("button", name="Start working"))
    expect(page.get_by_role("link", name="Go to the room")).to_be_visible()

    # 3 Two of them write in one document at once.
    first.go(f"/app/dotanks/{dotank}/room")
    second.go(f"/app/dotanks/{dotank}/room")
    write(hands, first.page, "One stamp is enough, by the concierge. ")
    write(hands, second.page, "The other three stamps protect nobody. ")
    for visitor in (first, second):
        document = visitor.page.get_by_role("textbox", name=re.compile("Working document"))
        expect(document).to_contain_text("One stamp is enough")
        expect(document).to_contain_text("protect nobody")
        expect(visitor.page.get_by_text(re.compile("Here now"))).to_contain_text("you")
    save_and_submit(hands, first.page, 1)

    # 4 The manager sends it back, reads the newer version and signs it off.
    manager_email = site.rows(
        "SELECT email FROM people_person p JOIN dotanks_dotank d ON d.manager_id = p.id WHERE d.id = %s", dotank
    )[0][0]
    proposal = str(site.rows("SELECT id FROM dotanks_proposal WHERE dotank_id = %s", dotank)[0][0])
    manager = sign_in(hands, visit, manager_email)
    page = manager.go(f"/app/proposals/{proposal}")
    hands.press(page.get_by_role("button", name="Send back"))
    hands.fill(page.get_by_label("What should the team change"), "Say who answers when a bicycle is lost.")
    hands.press(page.get_by_role("button", name="Send it back"))
    expect(page.get_by_text("Say who answers when a bicycle is lost.").first).to_be_visible()
    first.go(f"/app/dotanks/{dotank}/room")
    write(hands, first.page, "The concierge answers when one is lost. ")
    save_and_submit(hands, first.page, 2)
    page = manager.go(f"/app/proposals/{proposal}")
    expect(page.get_by_text("The concierge answers when one is lost.").first).to_be_visible()
    hands.press(page.get_by_role("button", name="Sign off"))
    hands.fill(page.get_by_label("What help do you promise"), "I tell the concierges and drop the three stamps.")
    hands.fill(page.get_by_label("Why do you sign it off"), "Small, cheap and overdue.")
    hands.press(page.get_by_role("button", name=re.compile("^Sign version 2 off")))
    expect(page.get_by_text("I tell the concierges").first).to_be_visible()

    # 5 The pilot: prepared, started, read, concluded.
    page = first.go(f"/app/proposals/{proposal}")
    hands.press(page.get_by_role("button", name="Prepare the pilot"))
    page.wait_for_url("**/prepare")
    pilot = id_in(page)
    prepare(hands, page)
    hands.press(page.get_by_role("button", name="Start the pilot").first)
    hands.press(page.get_by_role("dialog").get_by_role("button", name="Start the pilot"))
    expect(page.get_by_text(re.compile("In force until"))).to_be_visible()
    for value in ("3", "1"):
        hands.fill(page.get_by_label("Value"), value)
        hands.press(page.get_by_role("button", name="Save the reading"))
        expect(page.get_by_text(re.compile(f"Reading saved: {value}"))).to_be_visible()
    page = second.go(f"/app/pilots/{pilot}/conclude")
    hands.tick(page.get_by_label("It worked"))
    hands.fill(page.get_by_label("What happened?"), "Bicycles were lent within the hour; none was lost.")
    for score in ("Performance", "Quality of work"):
        hands.tick(page.get_by_role("group", name=score).get_by_role("radio").nth(3))
    hands.fill(page.get_by_label("Why these scores?"), "Quicker, and one chore less.")
    hands.press(page.get_by_role("button", name="Close the pilot and open the lesson"))

    # 6 The lesson, published, read by anybody and found.
    page.wait_for_url("**/app/lessons/**")
    lesson = id_in(page)
    tell(hands, page)
    hands.press(page.get_by_role("button", name="Publish the lesson"))
    expect(page.get_by_role("link", name="Read it in the library")).to_be_visible()
    reader = visit()
    page = reader.go(f"/en/library/lessons/{lesson}/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    found_by_search(reader, lesson)
    page = poster.go(f"/app/problems/{problem}")
    expect(page.get_by_text("The lesson was published.")).to_be_visible()
    page = poster.go("/app/notices")
    for happened in HEARD:
        expect(page.get_by_role("link", name=happened.format(title))).to_be_visible()


HEARD = (
    "Your problem “{}” is posted.",
    "A Do Tank is being formed for “{}”.",
    "The proposal for “{}” is signed off.",
    "The pilot for “{}” has started.",
    "The lesson from “{}” is published.",
)
ANSWERS = {
    "What happens": "To lend a visitor a bicycle I collect four stamps in three buildings.",
    "Who cannot do what": "Reception staff who want to help a visitor.",
    "Which rule": "A note of 1998 about borrowed property.",
    "Whom does it hurt|Whom it hurts": "Visitors, who walk, and reception, who says no.",
    "What was tried|What have you tried|tried": "We asked who made the note; nobody knew.",
    "How would|how we would know": "A visitor rides off within five minutes.",
}


def agree(hands: Mouse, page: Page, driver: str, challenger: str) -> None:
    """The coordinator names who drives and challenges, and takes the charter that we suggest."""
    hands.press(page.get_by_role("button", name="Name driver and challenger"))
    dialog = page.get_by_role("dialog")
    hands.select(dialog.get_by_label("Driver"), driver)
    hands.select(dialog.get_by_label("Challenger"), challenger)
    hands.press(dialog.get_by_role("button", name="Name them"))
    expect(dialog).to_be_hidden()
    hands.press(page.get_by_role("button", name="Use this text"))
    expect(page.get_by_text("The charter waits for the team now.")).to_be_visible()


def write(hands: Mouse, page: Page, words: str) -> None:
    """Type at the end of the document."""
    document = page.get_by_role("textbox", name=re.compile("Working document"))
    hands.into(document)
    to_the_end(document)
    page.keyboard.type(words)


def save_and_submit(hands: Mouse, page: Page, number: int) -> None:
    hands.press(page.get_by_role("button", name="Save a version"))
    expect(page.get_by_text(f"Version {number} saved")).to_be_visible()
    hands.press(page.get_by_role("button", name="Submit a version"))
    hands.fill(page.get_by_label("Title"), "One stamp for a bicycle")
    hands.fill(
        page.get_by_label("What do you ask, in one sentence?"), "Let the concierge lend bicycles with one stamp."
    )
    hands.fill(page.get_by_label("The proposal in about ten lines"), "One stamp, for twelve weeks, in one building.")
    answer_questions(hands, page)
    send(hands, page, number)


def tell(hands: Mouse, page: Page) -> None:
    """Add what only the team knows, and choose a principle."""
    unfold(hands, page, "Conditions")
    hands.fill(page.get_by_role("textbox", name=re.compile("What does it take")).last, "One concierge who may decide.")
    keep(hands, page)
    unfold(hands, page, "Principles")
    hands.tick(page.get_by_role("checkbox").first)
    keep(hands, page)


def unfold(hands: Mouse, page: Page, step: str) -> None:
    heading = page.get_by_role("button", name=re.compile(step)).first
    if heading.get_attribute("aria-expanded") != "true":
        hands.press(heading)


def keep(hands: Mouse, page: Page) -> None:
    hands.press(page.get_by_role("button", name="Save and go on").last)
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()


def found_by_search(reader: Visitor, lesson: str) -> None:
    """The lesson is found by its words within a moment."""
    for _ in range(20):
        page = reader.go("/en/library/?q=stamp+bicycle")
        if page.locator(f"a[href*='{lesson}']").count():
            return
        page.wait_for_timeout(250)
    raise AssertionError("the lesson is not found")
