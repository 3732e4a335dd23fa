"""Invitations through the browser: an answer from the letter, on a phone."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Site, Visitor
from tests.browser.test_screens import check

Visit = Callable[..., Visitor]
LINK = """
from django.utils import timezone
from dotanks.inviting.links import link_for
from dotanks.models import Invitation
asked = Invitation.objects.filter(state="sent", dotank__state="forming", reply_by__gte=timezone.localdate())
print(link_for(asked.order_by("id").first(), "yes"))
"""


def test_an_answer_from_the_letter_needs_no_account_and_works_once(visit: Visit, site: Site) -> None:
    link = site.do(LINK).strip()
    visitor = visit(viewport=PHONE)
    page = visitor.go(link)
    check(page)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    yes, no = page.get_by_role("button", name="Yes, I join"), page.get_by_role("link", name="No, not this time")
    (first, second) = (one.bounding_box() for one in (yes, no))
    assert first is not None
    assert second is not None
    assert abs(first["width"] - second["width"]) < 2, "both answers are equal"
    assert abs(first["y"] - second["y"]) < 2
    no.click()
    page.get_by_label("Not my subject").check()
    check(page)
    page.get_by_role("button", name="Send my answer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you for telling us")
    check(page)
