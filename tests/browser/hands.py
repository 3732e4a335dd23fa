"""Two ways to use a screen: with a mouse, or by keyboard alone. A test that takes `hands` proves both."""

from datetime import date

from playwright.sync_api import Locator, Page, expect

FARTHEST = 150


class Mouse:
    """Click, type, choose."""

    def press(self, target: Locator) -> None:
        target.click()

    def into(self, target: Locator) -> None:
        target.click()

    def fill(self, target: Locator, words: str) -> None:
        target.fill(words)

    def pick_date(self, target: Locator, day: date) -> None:
        target.fill(day.isoformat())

    def select(self, target: Locator, value: str) -> None:
        target.select_option(value)

    def tick(self, target: Locator) -> None:
        target.check()


class Keyboard(Mouse):
    """Tab until it has the focus, then Enter, Space, arrows and letters; the pointer is never used."""

    def reach(self, target: Locator) -> Page:
        """Move the focus to the target by Tab alone, as a person would, once round the page at most."""
        target.wait_for()
        page = target.page
        for _ in range(FARTHEST):
            if target.evaluate("e => e === document.activeElement"):
                return page
            page.keyboard.press("Tab")
        raise AssertionError(f"{target} cannot be reached by Tab")

    def press(self, target: Locator) -> None:
        expect(target).to_be_enabled()
        self.reach(target).keyboard.press("Enter")

    def into(self, target: Locator) -> None:
        self.reach(target)

    def fill(self, target: Locator, words: str) -> None:
        page = self.reach(target)
        page.keyboard.press("Control+A")
        page.keyboard.press("Delete")
        page.keyboard.type(words)

    def pick_date(self, target: Locator, day: date) -> None:
        """A date field takes month, day and year one after the other."""
        page = self.reach(target)
        page.keyboard.type(day.strftime("%m%d%Y"))
        expect(target).to_have_value(day.isoformat())

    def select(self, target: Locator, value: str) -> None:
        page = self.reach(target)
        page.keyboard.press("Home")
        for _ in range(FARTHEST):
            if target.input_value() == value:
                return
            page.keyboard.press("ArrowDown")
        raise AssertionError(f"{value} is not in {target}")

    def tick(self, target: Locator) -> None:
        target.wait_for()
        if target.get_attribute("type") == "checkbox":
            self.reach(target).keyboard.press("Space")
        else:
            self._choose(target)
        expect(target).to_be_checked()

    def _choose(self, radio: Locator) -> None:
        """The radios of one question are one stop of Tab; arrows move inside it."""
        page = radio.page
        name = radio.get_attribute("name")
        for _ in range(FARTHEST):
            if page.evaluate("name => document.activeElement?.name === name", name):
                break
            page.keyboard.press("Tab")
        page.keyboard.press("Space")
        for _ in range(20):
            if radio.is_checked():
                return
            page.keyboard.press("ArrowDown")


AT_END = """text => new Promise((answer) =>
    setTimeout(() => answer(text.lastElementChild.contains(getSelection().focusNode)), 100))"""


def to_the_end(text: Locator) -> None:
    """The caret to the end of a document: just after the focus the editor may put it back to where it was."""
    text.focus()
    for _ in range(100):
        text.press("Control+End")
        if text.evaluate(AT_END):
            return
    raise AssertionError("the caret does not come to the end")
