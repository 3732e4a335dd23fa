"""The working document of a room in a browser, by keyboard alone."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.hands import Keyboard, to_the_end


def paper(page: Page) -> Locator:
    return page.get_by_role("textbox", name=re.compile("Working document"))


def write_line(hands: Keyboard, page: Page, words: str) -> None:
    """A paragraph of one's own at the end of the document."""
    hands.into(paper(page))
    to_the_end(paper(page))
    page.keyboard.press("Enter")
    page.keyboard.type(words)


def select_line(page: Page) -> None:
    """The last line of the document, once the editor has seen it: what it draws anew meanwhile takes a selection."""
    comment = page.get_by_role("button", name="Comment", exact=True)
    for _ in range(10):
        page.keyboard.press("Control+End")
        page.keyboard.press("Shift+Home")
        page.wait_for_timeout(300)
        if comment.is_enabled():
            return
    expect(comment).to_be_enabled()


def use_tool(page: Page, name: str) -> None:
    """Go to the tools by shortcut and find one with the arrow keys."""
    page.keyboard.press("Alt+F10")
    wanted = page.get_by_role("toolbar", name="Text formatting").get_by_role("button", name=name, exact=True)
    for _ in range(20):
        if wanted.evaluate("button => button === document.activeElement"):
            break
        page.keyboard.press("ArrowRight")
    expect(wanted).to_be_focused()
    page.keyboard.press("Enter")
