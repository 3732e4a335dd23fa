"""A proposed team changed at the desk, by keyboard alone: the cost is said at once, and the reason is asked for."""

import os
import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE, Site, Visitor, all_in_english
from tests.browser.hands import Keyboard
from tests.browser.screens import SCREENS
from tests.browser.test_screens import check

Visit = Callable[..., Visitor]


def test_a_changed_team_says_what_it_costs_and_asks_why(visit: Visit, site: Site) -> None:
    all_in_english(site)
    email, address = next(screen for screen in SCREENS if screen.name == "assemble").find(site)
    hands, page = Keyboard(), visit(email).go(address)
    seats = page.get_by_role("list", name="Seats")
    names = seats.get_by_role("heading", level=3)
    expect(names.first).to_be_visible()
    before = names.count()

    hands.press(seats.get_by_role("button", name=re.compile("^Leave out")).first)

    cost = page.get_by_role("status").filter(has_text="is left out")
    expect(cost).to_contain_text(re.compile(r"This (costs|gains) \d+ points?\.|This costs nothing"))
    expect(names).to_have_count(before - 1)
    picture(page, "edited")
    check(page)

    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    hands.press(page.get_by_role("button", name=re.compile("^Ask these")))
    why = page.get_by_role("textbox", name=re.compile("^Without"))
    expect(page.get_by_role("alert")).to_contain_text("Say why this team is better")
    hands.fill(why, "Has just moved to another desk")
    expect(page.get_by_text("Kept with the team.")).to_be_visible()
    picture(page, "refused")

    hands.press(page.get_by_role("button", name="Back to the advised team"))
    expect(names).to_have_count(before)
    expect(why).to_have_count(0)


def picture(page: Page, name: str) -> None:
    """Keep what it looks like, where somebody wants to see it."""
    where = os.environ.get("PICTURES")
    if where:
        for size, viewport in (("phone", PHONE), ("desk", DESKTOP)):
            page.set_viewport_size(viewport)  # type: ignore[arg-type]
            page.screenshot(path=Path(where) / f"changed-team-{name}-{size}.png", full_page=True)
