"""One member goes through the whole room by keyboard alone: no pointer is ever used, and every part does its work."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Site, Visitor, in_english
from tests.browser.hands import Keyboard, to_the_end
from tests.browser.paper import paper, select_line, use_tool, write_line
from tests.browser.teams import team_at_work

Visit = Callable[..., Visitor]
# Enter and Space on a button make a click as well; only a pointer makes these.
POINTER = """
for (const kind of ["pointerdown", "mousedown", "touchstart"])
    addEventListener(kind, () => { sessionStorage.pointed = kind; }, true);
"""


def part(hands: Keyboard, page: Page, name: str) -> None:
    """Open a part of the room by its link."""
    link = page.get_by_role("navigation", name="Parts of the room").get_by_role("link", name=name, exact=True)
    hands.press(link)
    expect(link).to_have_attribute("aria-current", "true")


def region(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name, exact=True)


@pytest.mark.timeout(900)
def test_the_whole_room_by_keyboard_alone(visit: Visit, site: Site) -> None:
    team = team_at_work(site)
    (email, name), (_, colleague), *_ = team.members
    in_english(site, email)
    visitor, hands = visit(email), Keyboard()
    visitor.page.add_init_script(POINTER)
    page = visitor.go(f"/app/dotanks/{team.dotank}")
    hands.press(page.get_by_role("link", name="Go to the room").first)
    expect(page.get_by_text("Saved", exact=True).first).to_be_visible()
    expect(paper(page)).to_have_text(re.compile(r"\w"))

    in_the_document(hands, page, colleague)
    in_chat_and_decisions(hands, page)
    on_a_board(hands, page)
    in_a_session(hands, page, name)
    a_version(hands, page)
    assert page.evaluate("sessionStorage.pointed") is None


def in_the_document(hands: Keyboard, page: Page, colleague: str) -> None:
    """A heading, a check item, a comment and its end, a suggestion taken back."""
    write_line(hands, page, "## What we ask")
    page.keyboard.press("Enter")
    use_tool(page, "Check items")
    page.keyboard.type("Ask the porter")
    hands.select(page.get_by_label("Who does it?"), colleague_value(page, colleague))
    expect(paper(page)).to_contain_text(colleague)
    part(hands, page, "Open tasks")
    expect(region(page, "Open tasks").get_by_role("listitem").filter(has_text="Ask the porter")).to_contain_text(
        colleague
    )
    hands.into(paper(page))
    to_the_end(paper(page))
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.type("One note for a bicycle.")

    select_line(page)
    page.keyboard.press("Control+Alt+m")
    expect(page.get_by_label("Your comment on these words")).to_be_focused()
    page.keyboard.type("Who wrote it?")
    hands.press(page.locator("form").get_by_role("button", name="Comment", exact=True))
    part(hands, page, "Comments")
    thread = page.get_by_role("article").filter(has_text="Who wrote it?")
    hands.press(thread.get_by_role("button", name="Resolve"))
    expect(thread).to_have_count(0)

    hands.press(page.get_by_role("button", name="Suggest changes"))
    hands.into(paper(page))
    to_the_end(paper(page))
    page.keyboard.type(" And no stamp.")
    part(hands, page, "Suggestions")
    mine = page.get_by_role("region", name=re.compile("^Suggestions of")).get_by_role("listitem")
    hands.press(mine.filter(has_text="And no stamp.").get_by_role("button", name="Accept"))
    expect(mine).to_have_count(0)
    hands.press(page.get_by_role("button", name="Suggest changes"))
    expect(paper(page)).to_contain_text("One note for a bicycle. And no stamp.")


def colleague_value(page: Page, colleague: str) -> str:
    option = page.get_by_label("Who does it?").locator("option", has_text=colleague)
    return option.get_attribute("value") or ""


def in_chat_and_decisions(hands: Keyboard, page: Page) -> None:
    """A message; a poll, a vote, its close, and the decision kept."""
    part(hands, page, "Chat")
    chat = region(page, "Chat")
    hands.fill(chat.get_by_label("Write to everybody in the room"), "Which stamp first?")
    page.keyboard.press("Enter")
    expect(chat.get_by_text("Which stamp first?").first).to_be_visible()

    part(hands, page, "Decisions")
    decisions = region(page, "Decisions")
    hands.press(decisions.get_by_role("button", name="Ask everybody"))
    hands.fill(decisions.get_by_label("What do you ask?"), "Which stamp first?")
    hands.fill(decisions.get_by_label("Options, one on a line"), "The blue one\nThe red one")
    hands.press(decisions.get_by_role("button", name="Ask everybody"))
    poll = decisions.get_by_role("article", name="Which stamp first?")
    hands.fill(poll.get_by_label("The blue one"), "1")
    hands.press(poll.get_by_role("button", name="Vote", exact=True))
    expect(poll.get_by_role("row", name="The blue one")).to_contain_text("1")
    hands.press(poll.get_by_role("button", name="Close the poll"))
    hands.fill(poll.get_by_label("What did you decide?"), "The blue one first.")
    hands.fill(poll.get_by_label("Why?"), "Nobody knows what it is for.")
    hands.press(poll.get_by_role("button", name="Close and keep the decision"))
    expect(decisions.get_by_role("heading", name="The blue one first.")).to_be_visible()


def on_a_board(hands: Keyboard, page: Page) -> None:
    """A note written, moved and found in the list."""
    part(hands, page, "Board")
    hands.press(page.get_by_role("button", name="Open a board"))
    hands.tick(page.get_by_label(re.compile("^Fail round")))
    hands.press(page.get_by_role("button", name="Open the board"))
    hands.press(page.get_by_role("button", name="New note"))
    page.keyboard.type("The red stamp")
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("Moved to Failed, 1 of 1")).to_be_attached()
    page.keyboard.press("l")
    expect(page.get_by_role("button", name="Show as board")).to_be_visible()
    expect(region(page, "Failed").get_by_text("The red stamp")).to_be_visible()


def in_a_session(hands: Keyboard, page: Page, leader: str) -> None:
    """A fail round with one's own note, from its plan to its record."""
    part(hands, page, "Sessions")
    hands.press(page.get_by_role("button", name="Plan a session"))
    hands.press(page.get_by_role("button", name="Open the session"))
    strip = page.get_by_role("region", name=re.compile("^Fail round"))
    hands.press(strip.get_by_role("button", name="Next item"))
    hands.fill(strip.get_by_label("Your note"), "The form nobody reads")
    hands.press(strip.get_by_role("button", name="Keep the note"))
    hands.press(strip.get_by_role("button", name="Show the notes"))
    expect(strip.get_by_text("The form nobody reads", exact=True)).to_be_visible()
    hands.press(strip.get_by_role("button", name="End the session"))
    hands.press(page.get_by_role("dialog").get_by_role("button", name="End the session"))
    hands.press(page.get_by_role("link", name="Read the record"))
    record = page.get_by_role("article", name="Record of the session")
    expect(record).to_contain_text("The form nobody reads")
    expect(record).to_contain_text(leader)
    hands.press(page.get_by_role("main").get_by_role("link", name="Four stamps for a borrowed bicycle"))


def a_version(hands: Keyboard, page: Page) -> None:
    """Saved, named, and taken along as a file."""
    part(hands, page, "Document")
    part(hands, page, "Versions")
    versions = region(page, "Versions")
    hands.press(page.get_by_role("button", name="Save a version"))
    expect(page.get_by_text(re.compile(r"Version \d+ saved"))).to_be_visible()
    newest = versions.get_by_role("listitem").first
    hands.press(newest.get_by_role("button"))
    hands.fill(page.get_by_role("textbox", name=re.compile("^Name")), "By keyboard")
    hands.press(page.get_by_role("button", name="Save the name"))
    hands.press(page.get_by_role("button", name="Close"))
    expect(newest).to_contain_text("By keyboard")
    hands.press(page.get_by_text("Download and bring in"))
    with page.expect_download() as got:
        hands.press(page.get_by_role("link", name=re.compile("^Markdown")))
    assert "One note for a bicycle. And no stamp." in got.value.path().read_text()
