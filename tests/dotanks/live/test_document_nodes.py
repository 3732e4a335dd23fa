"""Tables, links, pictures and check items: the editor's own pass, a value that is not allowed never gets in."""

import asyncio
from collections.abc import Sequence
from typing import Any
from uuid import uuid4

import pycrdt
import pytest

from dotanks.live import crdt, reading
from dotanks.live.guard import check_update
from dotanks.live.reader import GuardRefused
from dotanks.live.shapes import DOCUMENT
from dotanks.live.taster import Taster, ToTaste

SOMEBODY, PICTURE = str(uuid4()), str(uuid4())


def element(tag: str, *contents: Any, **attributes: Any) -> pycrdt.XmlElement:
    return pycrdt.XmlElement(tag, attributes, contents)


def paragraph(text: str) -> pycrdt.XmlElement:
    return element("paragraph", pycrdt.XmlText(text))


def everything() -> "pycrdt.Doc[Any]":
    """A document with each of them in it, as the editor writes them."""
    document = crdt.new_document(DOCUMENT)
    root = document.get("document", type=pycrdt.XmlFragment)
    root.children.append(
        element(
            "table",
            element(
                "tableRow",
                element("tableHeader", paragraph("Desk"), colspan=1, rowspan=1),
                element("tableHeader", paragraph("Days"), colspan=2, rowspan=1),
            ),
            element(
                "tableRow",
                element("tableCell", paragraph("Permits"), paragraph("by post"), colspan=1, rowspan=1),
                element("tableCell", paragraph("12"), colspan=1, rowspan=1),
            ),
        )
    )
    root.children.append(
        element(
            "taskList",
            element("taskItem", paragraph("Ask the desk"), checked=False, assignee=SOMEBODY, due="2026-12-01"),
            element("taskItem", paragraph("Count the letters"), checked=True),
        )
    )
    root.children.append(element("blockquote", paragraph("We wait.")))
    root.children.append(element("image", attachment=PICTURE, alt='A "form" <b>'))
    linked = pycrdt.XmlText("See the law")
    root.children.append(element("paragraph", linked))
    linked.format(4, 11, {"link": {"href": "https://example.org/law?a=1&b=2"}})
    linked.format(0, 3, {"strike": {}})
    return document


def tasted(*updates: bytes, stored: Sequence[bytes] = ()) -> list[bool]:
    """What the expendable process says of these updates to a room that holds what is stored."""

    async def ask() -> list[bool]:
        taster = Taster()
        try:
            return (await taster.taste([ToTaste(uuid4(), lambda: (DOCUMENT, stored), (), updates)]))[0].fine
        finally:
            await taster.stop()

    return asyncio.run(ask())


def changed(document: "pycrdt.Doc[Any]", change: Any) -> bytes:
    """The update that this change makes."""
    before = document.get_state()
    with document.transaction():
        change(list(document.get("document", type=pycrdt.XmlFragment).children))
    return document.get_update(before)


def test_what_the_editor_writes_passes_and_is_shown() -> None:
    update = everything().get_update()

    check_update(update, DOCUMENT)
    assert tasted(update) == [True]
    read = reading.read([update], DOCUMENT)

    assert read.html == (
        '<table><tbody><tr><th><p>Desk</p></th><th colspan="2"><p>Days</p></th></tr>'
        "<tr><td><p>Permits</p><p>by post</p></td><td><p>12</p></td></tr></tbody></table>"
        '<ul data-list="tasks"><li data-check="open"><span data-check="box">☐</span><p>Ask the desk</p>'
        f'<span data-check="facts"><span data-person="{SOMEBODY}"></span> '
        '<time datetime="2026-12-01">2026-12-01</time></span></li>'
        '<li data-check="done"><span data-check="box">☑</span><p>Count the letters</p></li></ul>'
        "<blockquote><p>We wait.</p></blockquote>"
        f'<img alt="A &quot;form&quot; &lt;b&gt;" data-attachment="{PICTURE}">'
        '<p><s>See</s> <a href="https://example.org/law?a=1&amp;b=2" rel="noopener noreferrer">the law</a></p>'
    )
    assert read.text == (
        "Desk | Days\nPermits by post | 12\n[ ] Ask the desk (2026-12-01)\n[x] Count the letters\n"
        'We wait.\n[A "form" <b>]\nSee the law'
    )


ADDRESSES = ["javascript:alert(1)", "data:text/html,x", "//example.org", "https://a b", 'https://a"b', "ftp://a.org", 5]


@pytest.mark.parametrize("address", [*ADDRESSES, "https://example.org/" + "a" * 1000, None])
def test_a_link_leads_to_a_page_or_a_mailbox(address: Any) -> None:
    document = everything()

    def link(blocks: list[Any]) -> None:
        next(iter(blocks[-1].children)).format(0, 3, {"link": {"href": address}})

    with pytest.raises(GuardRefused):
        check_update(changed(document, link), DOCUMENT)


def test_a_link_carries_nothing_else() -> None:
    document = everything()
    value = {"link": {"href": "https://example.org", "target": "_blank"}}
    with pytest.raises(GuardRefused):
        check_update(changed(document, lambda blocks: next(iter(blocks[-1].children)).format(0, 3, value)), DOCUMENT)


WRONG = {
    "picture from elsewhere": (3, None, "attachment", "https://example.org/spy.png"),
    "words as a picture": (3, None, "attachment", "A form"),
    "very long description": (3, None, "alt", "a" * 301),
    "assignee by name": (1, 0, "assignee", "Jan"),
    "a day that is words": (1, 0, "due", "tomorrow"),
    "ticked with a word": (1, 0, "checked", "yes"),
    "a level that is an id": (1, 0, "level", 2),
    "a table of a thousand columns": (0, 0, "colspan", 1000),
    "colspan of a row": (0, 0, "colspan", 2),
    "a paragraph with a level": (4, None, "level", 2),
}


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("written_over", [False, True])
def test_a_value_that_is_not_allowed_is_refused_new_or_written_over(wrong: str, written_over: bool) -> None:
    """Over an earlier value the update does not name the attribute: only the document knows which one it is."""
    block, inner, name, value = WRONG[wrong]
    document = everything()

    def target(blocks: list[Any]) -> Any:
        return blocks[block] if inner is None else list(blocks[block].children)[inner]

    if written_over:
        changed(document, lambda blocks: target(blocks).attributes.__setitem__(name, value))
    stored = document.get_update()
    update = changed(document, lambda blocks: target(blocks).attributes.__setitem__(name, value))

    try:
        check_update(update, DOCUMENT)
    except GuardRefused:
        return
    assert tasted(update, stored=[stored]) == [False]


def test_an_id_in_place_of_a_description_is_words_and_a_description_in_place_of_an_id_is_refused() -> None:
    document = everything()
    stored = document.get_update()
    fine = changed(document, lambda blocks: blocks[3].attributes.__setitem__("alt", PICTURE))
    wrong = changed(document, lambda blocks: blocks[3].attributes.__setitem__("attachment", "https://example.org/"))

    check_update(wrong, DOCUMENT)  # the guard alone cannot tell: any attribute may have been meant
    assert tasted(fine, wrong, stored=[stored]) == [True, False]


MISPLACED = {
    "a table in a cell": ("tableCell", "table"),
    "a row without a table": ("", "tableRow"),
    "a check item without its list": ("", "taskItem"),
    "text in a picture": ("image", "paragraph"),
}


@pytest.mark.parametrize("wrong", MISPLACED)
def test_what_stands_where_it_may_not_is_refused(wrong: str) -> None:
    parent, child = MISPLACED[wrong]
    document = crdt.new_document(DOCUMENT)
    inside = element(child) if not parent else element(parent, element(child))
    if parent == "tableCell":
        inside = element("table", element("tableRow", inside))
    document.get("document", type=pycrdt.XmlFragment).children.append(inside)
    update = document.get_update()

    check_update(update, DOCUMENT)
    assert tasted(update) == [False]


def test_a_room_whose_values_were_allowed_before_still_opens_and_takes_edits() -> None:
    document = crdt.new_document(DOCUMENT)
    root = document.get("document", type=pycrdt.XmlFragment)
    root.children.append(element("paragraph", pycrdt.XmlText("old"), level=2))
    stored = document.get_update()

    update = changed(document, lambda blocks: next(iter(blocks[0].children)).insert(0, "still "))

    assert tasted(update, stored=[stored]) == [True]
    assert "<p>still old</p>" in reading.read([stored, update], DOCUMENT).html
