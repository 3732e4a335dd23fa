"""Preparing a pilot on its page, part by part, as each unfolds after the one before."""

import re
from collections.abc import Mapping
from datetime import date, timedelta

from playwright.sync_api import Locator, Page, expect

from tests.browser.hands import Mouse

SOON = date.today() + timedelta(days=60)
LIMITS: dict[str, str | date] = {
    "Where is it tried out?": "The town hall",
    "For how many people at most?": "50",
    "How much may it cost at most?": "0",
    "What is its last day?": SOON,
}
NUMBERS: dict[str, str | date] = {
    "Before": "40",
    "Target": "5",
    "Limit": "20",
    "“Before” was measured on": date.today(),
    "Where does that number come from?": "A week at the desk",
}


def unfolded(page: Page, title: str) -> Locator:
    """The part that is open, once it is the one of this title."""
    part = page.locator(".fold[data-open]")
    expect(part.get_by_role("heading", level=2)).to_contain_text(title)
    return part


def fill(hands: Mouse, part: Locator, fields: Mapping[str, str | date]) -> None:
    for label, value in fields.items():
        target = part.get_by_label(label).first
        if isinstance(value, date):
            hands.pick_date(target, value)
        else:
            hands.fill(target, value)


def save(hands: Mouse, part: Locator) -> None:
    hands.press(part.get_by_role("button", name="Save and go on"))


def limits(hands: Mouse, page: Page) -> None:
    part = unfolded(page, "Limits")
    fill(hands, part, LIMITS)
    save(hands, part)


def asking(hands: Mouse, page: Page) -> None:
    """Which of the four questions it asks."""
    part = unfolded(page, "Which question it asks")
    hands.tick(part.get_by_role("radio").first)
    save(hands, part)


def measured(hands: Mouse, page: Page, *, copied: bool = False, guardrail: str = "") -> None:
    """One measure, of a copied one only the numbers; and one of this name that must not get worse."""
    part = unfolded(page, "How we will know")
    if not copied:
        fill(hands, part, {"What is measured?": "Minutes until a visitor rides off", "In which unit?": "minutes"})
        hands.tick(part.get_by_label("Lower is better"))
    fill(hands, part, NUMBERS)
    if guardrail:
        hands.press(part.get_by_role("button", name="Add another measure"))
        second = part.get_by_role("group", name="Measure 2")
        fill(hands, second, {"What is measured?": guardrail, "In which unit?": "a week"})
        hands.select(second.get_by_label("What is it for?"), "guardrail")
        hands.tick(second.get_by_label("Lower is better"))
        fill(hands, second, NUMBERS | {"Before": "12", "Target": "12"})
    save(hands, part)


def stopping(hands: Mouse, page: Page) -> None:
    part = unfolded(page, "When we stop")
    fill(hands, part, {"When would you stop at once?": "When two bicycles are lost in a week."})
    hands.tick(part.get_by_label("Every two weeks"))
    save(hands, part)


def questions(hands: Mouse, page: Page) -> None:
    """The four parts of questions: in words, without personal data, over no red line."""
    for title in ("The people affected", "Who might be left out"):
        part = unfolded(page, title)
        for box in part.get_by_role("textbox").all():
            hands.fill(box, "Everybody who asks; a note at the desk.")
        save(hands, part)
    for title in ("Personal data", "Red lines"):
        part = unfolded(page, title)
        for no in part.get_by_role("radio", name="No", exact=True).all():
            hands.tick(no)
        save(hands, part)


def rule_in_the_way(hands: Mouse, page: Page) -> None:
    """The rule that the problem named: whose it is, what it is for, and how that is reached otherwise."""
    part = unfolded(page, "Rules in the way")
    part.get_by_label("What is the rule for?").wait_for()
    kind = part.get_by_label("What kind of rule is it?")
    # Of a rule in the register its kind is known, and mostly its owner.
    known = part.get_by_text(re.compile("^The register says what kind of rule it is"))
    expect(kind.or_(known)).to_be_visible()
    if kind.count():
        hands.select(kind, "own_rule")
    if part.get_by_label("Who owns it?").count():
        fill(hands, part, {"Who owns it?": "The town hall"})
    fill(
        hands,
        part,
        {
            "What is the rule for?": "That nothing is lost.",
            "How is that reached without it?": "The concierge keeps a list.",
        },
    )
    save(hands, part)


def within_the_rules(hands: Mouse, page: Page) -> None:
    part = unfolded(page, "Must a rule be set aside?")
    hands.tick(part.get_by_label("No, it stays within the rules"))
    save(hands, part)


def checks(hands: Mouse, page: Page) -> None:
    part = unfolded(page, "Checks")
    for number in range(4):
        one = part.locator("fieldset.measure").nth(number)
        hands.tick(one.get_by_role("radio", name="Passed"))
        hands.fill(one.get_by_label("How do you know?"), "Seen on Monday")
    save(hands, part)


def afterwards(hands: Mouse, page: Page, *, copied: bool = False) -> None:
    """What happens afterwards; of a copied plan only the day."""
    part = unfolded(page, "What happens afterwards")
    if not copied:
        words = ("What happens if it works?", "What if it does not work?", "What if nobody can tell?")
        fill(hands, part, dict.fromkeys(words, "The town hall decides within a month."))
    hands.pick_date(part.get_by_label("On which day is the report ready?"), SOON + timedelta(days=14))
    save(hands, part)


def others(hands: Mouse, page: Page) -> None:
    part = unfolded(page, "Others who touch the same")
    fill(hands, part, {"Which services does it touch?": "bicycles", "Which people is it for?": "visitors"})
    save(hands, part)


def prepare(hands: Mouse, page: Page, *, guardrail: str = "") -> None:
    """Everything, for a pilot that stays within the rules; what we believe came from the proposal."""
    asking(hands, page)
    limits(hands, page)
    measured(hands, page, guardrail=guardrail)
    stopping(hands, page)
    questions(hands, page)
    rule_in_the_way(hands, page)
    within_the_rules(hands, page)
    checks(hands, page)
    afterwards(hands, page)
    others(hands, page)
    expect(page.get_by_text("Everything is there.")).to_be_visible()
