"""Comments and suggestions in the margin, by two members of a team, by keyboard alone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Site, Visitor, axe, in_english
from tests.browser.hands import Keyboard, to_the_end
from tests.browser.paper import paper, select_line, write_line
from tests.browser.teams import team_at_work

Visit = Callable[..., Visitor]


@pytest.fixture
def two(visit: Visit, site: Site) -> tuple[Visitor, Visitor, str, str]:
    """Two members of one team, each in its room, and their names."""
    team = team_at_work(site)
    (one, name), (other, other_name), _ = team.members
    people = []
    for email in (one, other):
        in_english(site, email)
        visitor = visit(email)
        visitor.go(f"/app/dotanks/{team.dotank}/room")
        # What is written before the document has come would stand before it.
        expect(visitor.page.get_by_text("Saved", exact=True).first).to_be_visible()
        expect(paper(visitor.page)).to_have_text(re.compile(r"\w"))
        people.append(visitor)
    return people[0], people[1], name, other_name


def said_by(page: Page, words: str) -> Locator:
    return page.get_by_role("article").filter(has_text=words)


@pytest.mark.timeout(900)
def test_one_comments_with_a_mention_the_other_answers_and_resolves(two: tuple[Visitor, Visitor, str, str]) -> None:
    one, other, _name, other_name = two
    hands = Keyboard()
    page, theirs = one.page, other.page
    write_line(hands, page, "Three signatures for a bicycle.")
    select_line(page)
    page.keyboard.press("Control+Alt+m")

    words = page.get_by_label("Your comment on these words")
    expect(words).to_be_focused()
    page.keyboard.type(f"Who knows why, @{other_name[:3]}")
    hands.press(page.get_by_role("group", name="Colleagues you can mention").get_by_role("button", name=other_name))
    hands.press(page.locator("form").get_by_role("button", name="Comment", exact=True))
    expect(page.get_by_text("Your comment is there")).to_be_visible()
    mark = paper(theirs).locator("mark")
    expect(mark).to_have_text("Three signatures for a bicycle.")
    expect(theirs.get_by_role("status").filter(has_text="New comment by")).to_contain_text(f"@{other_name}")
    assert axe(page) == []

    # The other is told, and comes by the notice.
    theirs.goto(theirs.url.split("/app/")[0] + "/app/notices")
    hands.press(theirs.get_by_role("link", name=re.compile("You are mentioned in a comment on the document")).first)
    expect(theirs.get_by_role("heading", name="Three signatures for a bicycle.")).to_be_focused()
    thread = said_by(theirs, "Who knows why")
    hands.press(thread.get_by_role("button", name="Answer"))
    theirs.keyboard.type("The law asks for one.")
    hands.press(thread.get_by_role("button", name="Answer"))
    expect(said_by(page, "The law asks for one.")).to_be_visible()
    hands.press(thread.get_by_role("button", name="Go to the text"))
    expect(paper(theirs)).to_be_focused()
    expect(theirs.get_by_role("button", name="Read the comment here")).to_be_visible()
    assert axe(theirs) == []
    hands.press(thread.get_by_role("button", name="Resolve"))
    expect(paper(page).locator("mark")).to_have_count(0)
    expect(said_by(page, "Who knows why")).to_have_count(0)

    # What is settled can be read on; what is gone keeps its words.
    hands.press(page.get_by_text("Resolved comments"))
    folded = said_by(page, "Who knows why")
    hands.press(folded.get_by_role("button", name="Open again"))
    expect(paper(theirs).locator("mark")).to_have_count(1)
    hands.into(paper(page))
    select_line(page)
    page.keyboard.press("Delete")
    expect(theirs.get_by_text("These words are no longer in the document.")).to_be_visible()
    expect(theirs.get_by_role("heading", name="Three signatures for a bicycle.")).to_be_visible()


@pytest.mark.timeout(900)
def test_one_suggests_the_other_accepts_and_a_version_leaves_out_what_is_open(
    two: tuple[Visitor, Visitor, str, str],
) -> None:
    one, other, name, _other_name = two
    hands = Keyboard()
    page, theirs = one.page, other.page
    write_line(hands, page, "Three stamps for a van.")
    hands.press(page.get_by_role("button", name="Suggest changes"))
    expect(page.get_by_text("What you change is now a suggestion")).to_be_visible()
    expect(page.get_by_role("button", name="Suggest changes")).to_have_attribute("aria-pressed", "true")
    hands.into(paper(page))
    select_line(page)
    page.keyboard.type("One stamp for a van.")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Made at once")).to_be_visible()
    page.keyboard.type("And a bell.")

    expect(paper(theirs).locator("del")).to_have_text("Three stamps for a van.")
    expect(paper(theirs).locator("ins").first).to_have_text("One stamp for a van.")
    expect(paper(theirs).get_by_text(name).first).to_be_visible()
    assert axe(theirs) == []
    hands.press(theirs.get_by_role("button", name="Save a version"))
    expect(theirs.get_by_text(re.compile(r"Version \d+ saved, without \d open suggestion"))).to_be_visible()

    hands.press(theirs.get_by_role("button", name=re.compile("All suggestions")))
    mine = theirs.get_by_role("region", name=f"Suggestions of {name}")
    first = mine.get_by_role("listitem").filter(has_text="instead of")
    hands.press(first.get_by_role("button", name="Accept"))
    expect(paper(page).locator("del")).to_have_count(0)
    expect(paper(page)).to_contain_text("One stamp for a van.")
    expect(paper(page)).not_to_contain_text("Three stamps for a van.")

    # The other one at the place itself: the caret in it, the buttons before the text.
    hands.into(paper(theirs))
    to_the_end(paper(theirs))
    expect(theirs.get_by_text("add “And a bell.”").first).to_be_visible()
    hands.press(theirs.get_by_label(re.compile("Working document")).get_by_role("button", name="Refuse", exact=True))
    expect(paper(page)).not_to_contain_text("And a bell.")
    expect(theirs.get_by_text("No open suggestions.")).to_be_visible()
    assert axe(page) == []
