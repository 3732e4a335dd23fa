"""Not a test of its own: `make screenshots` runs it to take the pictures."""

import functools
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.conftest import DESKTOP, PHONE, Site, Visitor, all_in_english
from tests.browser.screens import SCREENS, Screen

ROOT = Path(__file__).parents[2]
IN_README = {"desk", "lesson", "assemble", "pilot", "start", "room", "decide"}
CHOSEN = os.environ.get("PAGES", "all")
WANTED = [screen for screen in SCREENS if CHOSEN == "all" or screen.name in CHOSEN.split(",")]


# The language of the README.
in_english = functools.cache(all_in_english)


@pytest.mark.parametrize("screen", WANTED, ids=lambda screen: screen.name)
def test_take(screen: Screen, visit: Callable[..., Visitor], site: Site) -> None:
    in_english(site)
    email, address = screen.find(site)
    for name, viewport, scheme in (("desk", DESKTOP, "light"), ("phone", PHONE, "light"), ("dark", DESKTOP, "dark")):
        visitor = visit(email, viewport=viewport, color_scheme=scheme)
        page = visitor.go(address)
        page.locator("h1").first.wait_for()
        page.wait_for_timeout(300)
        seen = ROOT / ".cache" / "screenshots" / f"{screen.name}-{name}.png"
        seen.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=seen, full_page=True)
        if name == "desk" and screen.name in IN_README:
            kept = ROOT / "docs" / "screenshots" / f"{screen.name}.png"
            kept.parent.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=kept)
