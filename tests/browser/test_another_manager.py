"""A coordinator asks another manager, by keyboard: the proposal that waits then waits for that one."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Site, Visitor, all_in_english, axe
from tests.browser.hands import Keyboard

Visit = Callable[..., Visitor]
WAITS = """
from dotanks.models import Proposal
from experiments.chain.conflicts import in_conflict
from ideas.poster import is_poster
from people.models import Role
from people.rules import is_manager
dotank = Proposal.objects.filter(state="submitted").order_by("id").first().dotank
inside = {*in_conflict(dotank), dotank.manager_id}
roles = Role.objects.filter(kind="manager").exclude(person__in=inside).order_by("id")
free = (role.person for role in roles if is_manager(role.person) and not is_poster(role.person, dotank.problem))
other = next(free)
print(dotank.pk, dotank.coordinator.email, dotank.manager.email, other.email, other.pk, sep="|")
"""


def test_another_manager_is_asked(visit: Visit, site: Site) -> None:
    all_in_english(site)
    dotank, coordinator, before, after, after_id = site.do(WAITS).strip().split("|")
    hands, page = Keyboard(), visit(coordinator, viewport=PHONE).go(f"/app/dotanks/{dotank}")
    ask = page.get_by_role("button", name="Ask another manager")
    hands.press(ask)
    dialog = page.get_by_role("dialog", name="Who decides instead?")
    expect(dialog.get_by_label("Manager")).to_be_visible()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "it scrolls sideways"

    # Nobody chosen: the field says so, and nothing is asked.
    hands.press(dialog.get_by_role("button", name="Ask this manager"))
    expect(dialog.get_by_label("Manager")).to_be_focused()
    expect(dialog.get_by_label("Manager")).to_have_attribute("aria-invalid", "true")
    assert axe(page) == []

    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(ask).to_be_focused()
    hands.press(ask)
    hands.select(dialog.get_by_label("Manager"), after_id)
    hands.press(dialog.get_by_role("button", name="Ask this manager"))
    expect(dialog).to_be_hidden()
    expect(ask).to_be_focused()
    decides = site.rows(
        "SELECT m.email FROM dotanks_dotank d JOIN people_person m ON m.id = d.manager_id WHERE d.id = %s", dotank
    )
    assert decides == [(after,)]

    # It waits for the new one, and not for the one before.
    title = site.rows("SELECT title FROM dotanks_proposal WHERE dotank_id = %s", dotank)[0][0]
    waiting = visit(after).go("/app/sign-offs")
    expect(waiting.get_by_role("list", name="Sign-offs").get_by_text(title)).to_be_visible()
    relieved = visit(before).go("/app/sign-offs")
    expect(relieved.get_by_role("heading", level=1)).to_be_visible()
    expect(relieved.get_by_text(title)).to_have_count(0)
    expect(visit(before).go("/app/notices").get_by_text(re.compile(re.escape(title))).first).to_be_visible()
