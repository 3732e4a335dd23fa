"""A decision maker answers in public, by keyboard alone; a coordinator takes away a photo that must not be seen."""

from collections.abc import Callable

from playwright.sync_api import expect

from flow.demo.cast import PASSWORD
from tests.browser.conftest import PHONE, Site, Visitor, axe, in_english
from tests.browser.hands import Keyboard

Visit = Callable[..., Visitor]
WORDS = "From March every counter of ours takes cards. Until then we pay the fee at the machine ourselves."
PHOTOGRAPHED = """
from ideas.models import Problem
from people.models import Person
from tests import files
poster, problem = Person.objects.get(email="{0}"), Problem.objects.posted().get(pk="{1}")
files.attach(poster, problem, files.photo(size=(800, 600)))
"""


def test_an_answer_is_asked_for_proved_and_public(visit: Visit, site: Site) -> None:
    email, problem = site.rows(
        "SELECT p.email, b.problem_id FROM ideas_backing b JOIN people_person p ON p.id = b.manager_id "
        "WHERE b.state = 'named' LIMIT 1"
    )[0]
    in_english(site, email)
    hands, decider = Keyboard(), visit(email, viewport=PHONE)
    page = decider.go("/app/")
    hands.press(page.get_by_role("link", name="Answer the colleagues who stand behind it"))
    hands.press(page.get_by_role("link", name="Go to your answer"))
    answer = page.get_by_role("region", name="Your answer")
    expect(answer).to_be_focused()
    hands.fill(answer.get_by_label("Your reasons"), WORDS)
    hands.press(answer.get_by_role("button", name="Answer in public"))
    expect(answer.get_by_role("group", name="Your decision")).to_be_focused()
    hands.tick(answer.get_by_role("radio", name="We take it up ourselves"))
    assert axe(page) == []
    hands.press(answer.get_by_role("button", name="Answer in public"))
    hands.press(answer.get_by_role("link", name="Confirm that it is you"))
    hands.fill(page.get_by_label("Password"), PASSWORD)
    hands.press(page.get_by_role("button", name="It is me"))
    hands.press(page.get_by_role("region", name="Your answer").get_by_role("button", name="Answer in public"))
    said = page.get_by_role("region", name="The answer of who decides")
    expect(said).to_contain_text(WORDS)
    assert axe(page) == []

    public = visit().go(f"/en/problems/{problem}/")
    expect(public.get_by_text(WORDS)).to_be_visible()
    assert axe(public) == []


def test_a_coordinator_takes_a_photo_away_with_a_reason_that_its_poster_reads(visit: Visit, site: Site) -> None:
    poster = next(known for known in site.sessions if known.startswith("maja@"))
    coordinator = next(known for known in site.sessions if known.startswith("hanneke@"))
    problem = site.rows("SELECT id FROM ideas_problem WHERE state = 'posted' AND title LIKE 'Den som beh%%'")[0][0]
    site.do(PHOTOGRAPHED.format(poster, problem))
    site.rows("UPDATE ideas_attachment SET shown_from = NULL WHERE problem_id = %s RETURNING id", problem)
    for one in (poster, coordinator):
        in_english(site, one)
    hands, page = Keyboard(), visit(coordinator).go(f"/app/problems/{problem}")
    hands.press(page.get_by_role("button", name="Remove Photo 1"))
    dialog = page.get_by_role("dialog")
    hands.fill(dialog.get_by_label("Reason"), "A colleague can be known on it.")
    assert axe(page) == []
    hands.press(dialog.get_by_role("button", name="Remove Photo 1"))
    expect(page.get_by_role("img", name="Photo 1, not described")).to_have_count(0)

    page = visit(poster).go("/app/notices")
    expect(page.get_by_text("A coordinator removed a photo or a document from your problem")).to_be_visible()
