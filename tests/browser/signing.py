"""What people do on the screens of a submission and its sign-off."""

import re

from playwright.sync_api import Page, expect

from tests.browser.hands import Mouse

QUESTIONS = (
    "Does it use data about people?",
    "Does it touch people who can hardly stand up for themselves?",
    "Must a law or a rule be set aside?",
    "Does it cost more than the organisation's limit?",
    "Does it touch what another organisation has to do?",
)


def answer_questions(hands: Mouse, page: Page) -> None:
    """No to every question of risk, and how one will know."""
    for question in QUESTIONS:
        asked = page.get_by_role("group", name=question)
        if asked.count():
            hands.tick(asked.get_by_role("radio", name="No", exact=True))
    hands.fill(page.get_by_label("How will you know that it works?"), "We count the minutes until a visitor rides off.")


def send(hands: Mouse, page: Page, number: int) -> None:
    """Send the form, and see that it lies before the manager."""
    hands.press(page.get_by_role("button", name="Submit", exact=True))
    expect(page.get_by_text(re.compile(f"Version {number} is with"))).to_be_visible()
