"""Posting from a telephone by keyboard alone: how many steps it takes, and what a screen reader is told on the way."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, expect

from tests.browser.conftest import PHONE, Site, Visitor, axe, in_english
from tests.browser.hands import Keyboard

Visit = Callable[..., Visitor]
PASSWORD = "working-smarter-2010"
POSTER, OTHER = "anneke@veldoever.example", "lotte@middenland.example"
AT_MOST = 12
# Somebody slow: so many seconds to find each thing and read what it says, and so many letters a second on a telephone.
SECONDS_A_STEP, LETTERS_A_SECOND = 8, 3
FIVE_MINUTES = 300
TITLE = "You cannot pay by card at the desk"
ALIKE = "You cannot pay by card where the law makes you pay"
ANSWERS = {
    "What happens?": "Residents come to pay for a permit; we only take cash, and send them to a machine outside.",
    "Who cannot do what": "Colleagues at the desk cannot finish a permit in one visit.",
    "Whom does it hurt?": "Residents without cash, and everybody behind them in the queue.",
    "How would we know": "Nobody leaves the desk without the permit they came for.",
}


class Counting(Keyboard):
    """A keyboard that counts each press and each field typed into, and the letters."""

    def __init__(self) -> None:
        self.steps: list[str] = []
        self.letters = 0

    def press(self, target: Locator) -> None:
        self.steps.append(f"press {target}")
        super().press(target)

    def fill(self, target: Locator, words: str) -> None:
        self.steps.append(f"type into {target}")
        self.letters += len(words)
        super().fill(target, words)

    @property
    def seconds(self) -> float:
        return len(self.steps) * SECONDS_A_STEP + self.letters / LETTERS_A_SECOND


def is_read_as(part: Locator, tree: str) -> None:
    """What a screen reader is given of this part: these roles and names in this order, whatever stands between."""
    expect(part).to_match_aria_snapshot(tree)


def test_from_the_start_page_to_a_posted_problem_in_twelve_steps(visit: Visit, site: Site) -> None:
    in_english(site, POSTER)
    hands, visitor = Counting(), visit(viewport=PHONE, has_touch=True, is_mobile=True)
    page = visitor.go("/en/")

    hands.press(page.get_by_role("main").get_by_role("link", name="Post a problem"))
    hands.fill(page.get_by_label(re.compile("e-?mail", re.I)), POSTER)
    hands.fill(page.get_by_label("Password"), PASSWORD)
    hands.press(page.get_by_role("main").get_by_role("button", name="Sign in", exact=True))
    page.wait_for_url("**/app/problems/new")
    is_read_as(page.get_by_role("main"), FORM)

    hands.fill(page.get_by_label("Title"), TITLE)
    is_read_as(page.get_by_role("complementary", name="Solved elsewhere"), SUGGESTIONS)
    for question, words in ANSWERS.items():
        hands.fill(page.get_by_label(re.compile(re.escape(question))), words)
    hands.press(page.get_by_role("button", name="See it as others will"))
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    is_read_as(page.get_by_role("main"), PREVIEW)
    assert axe(page) == []
    hands.press(page.get_by_role("button", name="Post the problem"))

    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.get_by_role("heading", name="Posted. This is what happens next:")).to_be_visible()
    assert len(hands.steps) <= AT_MOST, hands.steps
    assert hands.seconds < FIVE_MINUTES, hands.seconds


def test_a_similar_problem_is_mine_too_in_place_of_repeating_it(visit: Visit, site: Site) -> None:
    in_english(site, OTHER)
    hands, visitor = Keyboard(), visit(OTHER, viewport=PHONE)
    page = visitor.go("/app/problems/new")
    hands.fill(page.get_by_label("Title"), TITLE)
    hands.fill(page.get_by_label(re.compile("What happens")), "The same as theirs.")
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()

    hands.press(page.get_by_role("button", name=f"This is mine too: {ALIKE}"))

    place = page.get_by_role("complementary", name="Solved elsewhere")
    expect(place.locator("section")).to_be_focused()
    is_read_as(place, MINE_TOO)
    assert axe(page) == []
    hands.press(place.get_by_role("button", name="Follow it"))
    expect(place.get_by_role("status").filter(has_text="You follow it")).to_be_visible()
    hands.press(place.get_by_role("button", name="Throw my draft away"))
    hands.press(page.get_by_role("dialog").get_by_role("button", name="Throw my draft away"))

    page.wait_for_url("**/app/")
    assert site.rows(
        "SELECT count(*) FROM ideas_support s JOIN people_person p ON p.id = s.person_id "
        "JOIN ideas_problem x ON x.id = s.problem_id WHERE p.email = %s AND x.title = %s",
        OTHER,
        ALIKE,
    ) == [(1,)]
    page = visitor.go("/app/problems/new")
    expect(page.get_by_label("Title")).to_have_value("")
    expect(page.get_by_text("You have not finished:")).to_have_count(0)


def test_who_wants_to_be_recognised_takes_an_earlier_name(visit: Visit, site: Site) -> None:
    in_english(site, POSTER)
    hands = Keyboard()
    page = visit(POSTER, viewport=PHONE).go("/app/problems/new")
    earlier = page.get_by_label("Under which name?")
    expect(earlier.locator("option").first).to_have_text("A new one, drawn for this problem")
    name = earlier.locator("option").nth(1).inner_text().split(":")[0]
    hands.select(earlier, earlier.locator("option").nth(1).get_attribute("value") or "")
    hands.fill(page.get_by_label("Title"), "A second thing under one name")
    for question, words in ANSWERS.items():
        hands.fill(page.get_by_label(re.compile(re.escape(question))), words)

    hands.press(page.get_by_role("button", name="See it as others will"))

    expect(page.get_by_text(f"Posted by {name}")).to_be_visible()


FORM = """
- main:
  - heading "Post a problem" [level=1]
  - textbox "Title"
  - complementary "Solved elsewhere":
    - status
  - textbox "What happens?"
  - textbox "Who cannot do what because of it?"
  - textbox /Which rule, routine or habit .* \\(optional\\)/
  - group "What kind of rule is it?":
    - radio "I do not know" [checked]
  - textbox "Whom does it hurt?"
  - textbox "What was tried? (optional)"
  - textbox "How would we know that it is solved?"
  - combobox "Language you write in"
  - group "Who sees your name?":
    - radio /Nobody/ [checked]
    - radio /Everybody/
  - button "See it as others will"
  - button "Save draft"
"""
SUGGESTIONS = """
- complementary "Solved elsewhere":
  - status: /\\d+ similar things? found, after the title/
  - heading "Others met something like this" [level=2]
  - list:
    - listitem:
      - link "You cannot pay by card where the law makes you pay"
      - 'button "This is mine too: You cannot pay by card where the law makes you pay"'
"""
MINE_TOO = """
- complementary "Solved elsewhere":
  - paragraph:
    - strong: "You said: this is mine too."
    - link "You cannot pay by card where the law makes you pay"
  - status: /\\d+ colleagues say so now/
  - button "Follow it"
  - button "Throw my draft away"
  - button "Go on writing"
"""
PREVIEW = """
- main:
  - heading "This is what others will see" [level=1]
  - article:
    - heading "You cannot pay by card at the desk" [level=2]
    - text: /Posted by [A-Z][a-z]+ \\d+ Netherlands/
    - heading "What happens" [level=2]
    - heading "Whom it hurts" [level=2]
  - paragraph:
    - strong: Who sees your name?
  - button "Post the problem"
  - button "Back to writing"
"""
