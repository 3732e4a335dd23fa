"""A coordinator asks another organisation's manager, by keyboard: the proposal goes back to its team."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Site, Visitor, all_in_english, axe
from tests.browser.hands import Keyboard

Visit = Callable[..., Visitor]
WAITS = """
from dotanks.models import Proposal
from experiments.chain.conflicts import in_conflict
from experiments.models import SignOff
from ideas.poster import is_poster
from people.models import Role
from people.rules import manages
unanswered = Proposal.objects.filter(state="submitted").exclude(pk__in=SignOff.objects.values("proposal"))
dotank = unanswered.order_by("id").first().dotank
inside = {*in_conflict(dotank), dotank.manager_id}
roles = Role.objects.filter(kind="manager").exclude(person__in=inside).exclude(organisation=dotank.organisation)
free = (role.person for role in roles.order_by("id") if manages(role.person, role.organisation_id))
other = next(one for one in free if not is_poster(one, dotank.problem))
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

    # Another organisation decides now: the team hears that its next version asks everybody there.
    title, state = site.rows("SELECT title, state FROM dotanks_proposal WHERE dotank_id = %s", dotank)[0]
    assert state == "sent_back"
    seated = "SELECT p.email FROM dotanks_seat s JOIN people_person p ON p.id = s.person_id WHERE s.dotank_id = %s"
    room = visit(site.rows(seated, dotank)[0][0]).go(f"/app/dotanks/{dotank}/room")
    expect(room.get_by_text(re.compile("decides now, for another organisation"))).to_be_visible()
    relieved = visit(before).go("/app/sign-offs")
    expect(relieved.get_by_role("heading", level=1)).to_be_visible()
    expect(relieved.get_by_text(title)).to_have_count(0)
    expect(visit(before).go("/app/notices").get_by_text(re.compile(re.escape(title))).first).to_be_visible()
