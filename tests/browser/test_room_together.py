"""Two people of a team talk, vote and decide beside their document, by keyboard alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Site, Visitor, axe, in_english
from tests.browser.hands import Keyboard

Visit = Callable[..., Visitor]
TEAM = """
SELECT p.email, d.id::text FROM dotanks_dotank d JOIN dotanks_seat s ON s.dotank_id = d.id
JOIN people_person p ON p.id = s.person_id WHERE d.state = 'working' ORDER BY d.id, p.email LIMIT 2
"""


def say(hands: Keyboard, chat: Locator, words: str) -> None:
    hands.fill(chat.get_by_label("Write to everybody in the room"), words)
    chat.page.keyboard.press("Enter")


@pytest.mark.timeout(600)
def test_two_people_talk_vote_and_decide(visit: Visit, site: Site) -> None:
    hands = Keyboard()
    (first, dotank), (second, same) = site.rows(TEAM)
    assert dotank == same
    for email in (first, second):
        in_english(site, email)
    one, other = (visit(email).go(f"/app/dotanks/{dotank}/room?beside=chat") for email in (first, second))
    chats = [page.get_by_role("region", name="Chat", exact=True) for page in (one, other)]

    say(hands, chats[0], "Which form first?")
    expect(chats[1].get_by_text("Which form first?").first).to_be_visible()
    say(hands, chats[1], "The travel form.")
    expect(chats[0].get_by_role("log")).to_contain_text("The travel form.")
    expect(chats[0].get_by_role("log")).not_to_contain_text("Which form first?")
    assert axe(one) == []

    for page in (one, other):
        page.goto(f"{site.address}/app/dotanks/{dotank}/room?beside=decisions")
    asks, votes = (page.get_by_role("region", name="Decisions", exact=True) for page in (one, other))
    hands.press(asks.get_by_role("button", name="Ask everybody"))
    hands.fill(asks.get_by_label("What do you ask?"), "Which form first?")
    hands.fill(asks.get_by_label("Options, one on a line"), "The travel form\nThe leave form")
    hands.press(asks.get_by_role("button", name="Ask everybody"))
    poll = votes.get_by_role("article", name="Which form first?")
    hands.fill(poll.get_by_label("The travel form"), "1")
    expect(poll.get_by_text("2 of 3 dots left, at most 1 on one")).to_be_visible()
    hands.press(poll.get_by_role("button", name="Vote", exact=True))
    mine = asks.get_by_role("article", name="Which form first?")
    expect(mine.get_by_role("row", name="The travel form")).to_contain_text("1")
    assert axe(other) == []

    hands.press(mine.get_by_role("button", name="Close the poll"))
    hands.fill(mine.get_by_label("What did you decide?"), "The travel form first.")
    hands.fill(mine.get_by_label("Why?"), "It stops most people.")
    hands.press(mine.get_by_role("button", name="Close and keep the decision"))

    expect(votes.get_by_role("heading", name="The travel form first.")).to_be_visible()
    expect(votes.get_by_text("Because: It stops most people.")).to_be_visible()
    expect(poll.get_by_role("button", name="Close the poll")).to_have_count(0)
    assert axe(one) == []
