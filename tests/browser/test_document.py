"""A table, a link, a check item and a picture, put in by keyboard by one and found in the saved version by another."""

import base64
import re
from collections.abc import Callable
from datetime import date, timedelta

from playwright.sync_api import expect

from tests import files
from tests.browser.conftest import DESKTOP, PHONE, Site, Visitor, all_in_english, axe
from tests.browser.hands import to_the_end
from tests.browser.paper import paper, use_tool
from tests.browser.teams import team_at_work

Visit = Callable[..., Visitor]
TEAM = """
    SELECT p.email, p.name, d.id FROM dotanks_seat s JOIN people_person p ON p.id = s.person_id
    JOIN dotanks_dotank d ON d.id = s.dotank_id WHERE d.state = 'working' AND d.id = (
        SELECT d.id FROM dotanks_dotank d JOIN dotanks_documentversion v ON v.dotank_id = d.id
        WHERE d.state = 'working' ORDER BY d.id LIMIT 1)
    ORDER BY s.created_at, p.email LIMIT 2
"""
PASTE = """
    (text, sent) => {
        const bytes = Uint8Array.from(atob(sent), (one) => one.charCodeAt(0));
        const file = new File([bytes], "IMG_1.jpg", {type: "image/jpeg"});
        const clipboardData = new DataTransfer();
        clipboardData.items.add(file);
        text.dispatchEvent(new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true}));
    }
"""
UNDER_THE_TOOLS = """
    (stays) => {
        const { startContainer: at, startOffset: nth } = getSelection().getRangeAt(0);
        const line = at.childNodes[nth] ?? (at.nodeType === Node.TEXT_NODE ? at.parentElement : at);
        return line.getBoundingClientRect().top < document.querySelector(stays).getBoundingClientRect().bottom;
    }
"""


def test_the_tools_stay_in_sight_and_the_caret_never_goes_under_them(visit: Visit, site: Site) -> None:
    team = team_at_work(site)
    all_in_english(site)
    page = visit(team.members[0][0]).go(f"/app/dotanks/{team.dotank}/room")
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    to_the_end(paper(page))
    for number in range(30):
        page.keyboard.press("Enter")
        page.keyboard.type(str(number))

    for size, stays in ((DESKTOP, ".margin-bar"), (PHONE, ".tools")):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        to_the_end(paper(page))
        hidden = []
        for number in reversed(range(30)):
            page.keyboard.press("ArrowUp")
            page.wait_for_timeout(50)  # the page moves behind the caret, a frame later
            if page.evaluate(UNDER_THE_TOOLS, stays):
                hidden.append(number)
        assert hidden == []
        expect(page.locator(stays)).to_be_in_viewport(ratio=1)


def test_tables_links_check_items_and_pictures_reach_a_saved_version(visit: Visit, site: Site) -> None:
    (email, _, dotank), (other_email, other, _) = site.rows(TEAM)
    all_in_english(site)
    page = visit(email).go(f"/app/dotanks/{dotank}/room")
    text = paper(page)
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    to_the_end(text)
    page.keyboard.press("Enter")

    # A link, put with its shortcut; what leads nowhere is refused in words.
    page.keyboard.press("Control+k")
    page.keyboard.type("javascript:alert(1)")
    page.keyboard.press("Enter")
    expect(page.get_by_text("This is no address of a page or a mailbox")).to_be_visible()
    page.keyboard.press("Control+a")
    page.keyboard.type("example.org/permits")
    page.keyboard.press("Enter")
    expect(text.get_by_role("link", name="example.org/permits")).to_have_attribute(
        "href", "https://example.org/permits"
    )
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")

    # A check item for a colleague, ticked by keyboard.
    by = date.today() + timedelta(days=10)
    use_tool(page, "Check items")
    page.keyboard.type("Ask the desk for the numbers")
    page.get_by_label("Who does it?").select_option(label=other)
    page.get_by_label("By when?").fill(by.isoformat())
    expect(text).to_contain_text(other)
    text.focus()
    page.keyboard.press("Control+Enter")
    expect(text.get_by_role("checkbox", name="Done: Ask the desk for the numbers")).to_be_checked()
    assert axe(page) == []
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")

    # A table; a row more by keyboard.
    use_tool(page, "Put in a table")
    for cell in ("Desk", "Days", "Letters", "Permits", "12", "340"):
        page.keyboard.type(cell)
        page.keyboard.press("Tab")
    rows = text.get_by_role("row")
    before = rows.count()
    page.keyboard.press("Alt+F10")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Row above")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(rows).to_have_count(before + 1)
    assert axe(page) == []

    # A picture, pasted; what it shows is asked at once.
    page.keyboard.press("Control+End")
    text.evaluate(PASTE, base64.b64encode(files.photo(size=(600, 400))).decode())
    asked = page.get_by_label("What does the picture show?")
    expect(asked).to_be_focused()
    page.keyboard.type("The counter with the form")
    expect(text.get_by_role("img", name="The counter with the form")).to_be_visible()
    assert axe(page) == []
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.evaluate("scrollTo(0, 0)")  # what is half under the tools that stay in sight is small only for a moment
    assert axe(page) == []
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, "something is cut off on a phone"
    page.set_viewport_size({"width": 1280, "height": 900})
    page.get_by_role("button", name="Save a version").click()
    expect(page.get_by_role("status").filter(has_text=re.compile(r"Version \d+ saved"))).to_be_visible()

    page = visit(other_email).go(f"/app/dotanks/{dotank}/room")
    page.get_by_role("button", name=re.compile(r"^Version \d+")).first.click()
    version = page.get_by_role("dialog")
    expect(version.get_by_role("link", name="example.org/permits")).to_be_visible()
    expect(version.get_by_role("cell", name="340")).to_be_visible()
    expect(version).to_contain_text(f"☑Ask the desk for the numbers{other} {by.day} {by:%B}")
    expect(version.locator(f'time[datetime="{by.isoformat()}"]')).to_be_visible()
    picture = version.get_by_role("img", name="The counter with the form")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.naturalWidth") == 600
    assert axe(page) == []
