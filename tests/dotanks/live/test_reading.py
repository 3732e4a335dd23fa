"""Reading a room on the server: HTML of a few safe tags, plain text, and a hash that stands for both."""

import hashlib
from typing import Any
from uuid import uuid4

import pycrdt
import pytest
from django.db import connection

from dotanks.live import crdt, reading, rooms
from dotanks.live.guard import check_update
from dotanks.live.rooms import Bullets, Heading, Paragraph
from dotanks.live.seeding import write
from dotanks.live.shapes import DOCUMENT


def document_with(*elements: pycrdt.XmlElement) -> bytes:
    document = crdt.new_document(DOCUMENT)
    root = document.get("document", type=pycrdt.XmlFragment)
    for element in elements:
        root.children.append(element)
    return document.get_update()


def element(tag: str, *contents: Any, **attributes: Any) -> pycrdt.XmlElement:
    return pycrdt.XmlElement(tag, attributes, contents)


def test_a_template_is_read_as_it_was_written() -> None:
    blocks: list[rooms.Block] = [
        Heading("Our plan"),
        Paragraph("Say why.", italic=True),
        Bullets(["Fast", "Fair"]),
        "Then <b>act</b> & look.",
        "",
    ]

    read = reading.read([write(blocks, DOCUMENT)], DOCUMENT)

    assert read.html == (
        "<h2>Our plan</h2><p><em>Say why.</em></p><ul><li><p>Fast</p></li><li><p>Fair</p></li></ul>"
        "<p>Then &lt;b&gt;act&lt;/b&gt; &amp; look.</p><p></p>"
    )
    assert read.text == "Our plan\nSay why.\n- Fast\n- Fair\nThen <b>act</b> & look."
    assert read.sha256 == hashlib.sha256(read.state).hexdigest()


def test_a_template_passes_the_guard_and_leaves_nothing_empty() -> None:
    facts = check_update(write([Heading("A", 1), "", Paragraph("ö😀", italic=True), Bullets([])], DOCUMENT), DOCUMENT)
    assert facts.new_nodes > 0


def test_lists_in_lists_and_numbers() -> None:
    inner = element("bulletList", element("listItem", element("paragraph", pycrdt.XmlText("inner"))))
    outer = element(
        "orderedList",
        element("listItem", element("paragraph", pycrdt.XmlText("first")), inner),
        element("listItem", element("paragraph", pycrdt.XmlText("second"))),
        start=3,
    )

    read = reading.read([document_with(outer, element("paragraph", pycrdt.XmlText("after")))], DOCUMENT)

    assert read.html == (
        '<ol start="3"><li><p>first</p><ul><li><p>inner</p></li></ul></li><li><p>second</p></li></ol><p>after</p>'
    )
    assert read.text == "3. first\n  - inner\n4. second\nafter"


def test_marks_and_breaks() -> None:
    run = pycrdt.XmlText("plain bold")
    paragraph = element("paragraph", run, element("hardBreak"), pycrdt.XmlText("next"))
    update = document_with(paragraph)
    document = crdt.new_document(DOCUMENT)
    crdt.take_in(document, update)
    text: Any = next(iter(next(iter(document.get("document", type=pycrdt.XmlFragment).children)).children))
    text.format(6, 10, {"bold": {}, "italic": {}})

    read = reading.read([document.get_update()], DOCUMENT)

    assert read.html == "<p>plain <strong><em>bold</em></strong><br>next</p>"
    assert read.text == "plain bold\nnext"


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '"><svg/onload=x>', "&lt;b&gt;"]
)
def test_what_people_write_never_becomes_a_tag(text: str) -> None:
    read = reading.read([write([Heading(text), text], DOCUMENT)], DOCUMENT)

    assert read.text == f"{text}\n{text}"
    assert {part.split(">")[0].strip("/ ") for part in read.html.split("<")[1:]} == {"h2", "p"}


def test_an_unknown_element_is_left_out() -> None:
    read = reading.read(
        [document_with(element("script", pycrdt.XmlText("x")), element("paragraph", pycrdt.XmlText("y")))], DOCUMENT
    )
    assert read.html == "<p>y</p>"


def test_reading_the_same_twice_gives_the_same_hash() -> None:
    seeds = [write([f"Paragraph {number}"], DOCUMENT) for number in range(5)]
    assert reading.read(seeds, DOCUMENT).sha256 == reading.read([crdt.merge(seeds)], DOCUMENT).sha256


@pytest.mark.django_db
def test_the_public_door() -> None:
    room = rooms.open_room("trial")
    assert rooms.open_room("trial", room) == room
    assert rooms.read_document(room).text == ""
    assert rooms.seed_document(room, [Heading("Plan"), "Text"])
    assert not rooms.seed_document(room, ["Again"])
    assert rooms.read_document(room).text == "Plan\nText"
    with pytest.raises(ValueError, match="unheard"):
        rooms.open_room("unheard")
    with pytest.raises(rooms.NoSuchRoom):
        rooms.read_document(uuid4())


@pytest.mark.django_db
def test_each_table_says_what_it_holds() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, obj_description(oid) FROM pg_class WHERE relname LIKE 'live_room%%' AND relkind = 'r'"
        )
        said = dict(cursor.fetchall())
    assert set(said) == {"live_room", "live_roomupdate", "live_roomsnapshot", "live_roomauthor"}
    assert all("personal data" in words for words in said.values())


def suggested(who: str) -> dict[str, Any]:
    return {"id": str(uuid4()), "person": who, "at": "2026-11-22T10:40Z"}


def test_a_suggestion_is_not_said_yet() -> None:
    """What is only suggested stays out of a version; what somebody wants to remove stays in until it is accepted."""
    run = pycrdt.XmlText("One form needs threetwo signatures.")
    written = document_with_marks(run, {"deletion": (15, 20), "insertion": (20, 23)})
    check_update(written, DOCUMENT)

    read = reading.read([written], DOCUMENT)

    assert read.text == "One form needs three signatures."
    assert read.html == "<p>One form needs three signatures.</p>"


def document_with_marks(run: pycrdt.XmlText, marks: dict[str, tuple[int, int]]) -> bytes:
    document = crdt.new_document(DOCUMENT)
    document.get("document", type=pycrdt.XmlFragment).children.append(element("paragraph", run))
    for name, (start, end) in marks.items():
        run.format(start, end, {name: suggested(str(uuid4()))})
    return document.get_update()
