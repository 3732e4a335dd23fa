"""Every main screen, on a desk and on a phone: readable by everybody, nothing broken, nothing cut off."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import PHONE, Site, Visitor, axe
from tests.browser.screens import PUBLIC, SCREENS, Screen

Visit = Callable[..., Visitor]
LANGUAGES = ["nl", "sv", "nb"]


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_screen(screen: Screen, visit: Visit, site: Site) -> None:
    email, address = screen.find(site)
    visitor = visit(email)
    page = visitor.go(address)
    page.locator("h1").first.wait_for()

    assert page.locator("h1").count() == 1
    assert page.locator("main").count() == 1
    assert page.title().endswith("Do Tank Network") or page.title() == "Do Tank Network", page.title()
    for width in ("desk", "phone"):
        if width == "phone":
            page.set_viewport_size(PHONE)  # type: ignore[arg-type]
            page.wait_for_timeout(150)
        assert axe(page) == [], width
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert overflow <= 0, f"{width}: {overflow} pixels are cut off"


@pytest.mark.parametrize("language", LANGUAGES)
def test_public_pages_speak_the_reader_s_language(language: str, visit: Visit, site: Site) -> None:
    visitor = visit(language=language)
    english = {screen.name: visitor_text(visit(), screen, site) for screen in PUBLIC[:1]}
    for screen in PUBLIC:
        _, address = screen.find(site)
        page = visitor.go(address.replace("/en/", f"/{language}/"))
        assert page.locator("html").get_attribute("lang") == language, address
    page = visitor.go(f"/{language}/")
    assert page.locator("h1").inner_text() != english["start"]


def visitor_text(visitor: Visitor, screen: Screen, site: Site) -> str:
    return visitor.go(screen.find(site)[1]).locator("h1").inner_text()
