"""Bringing an earlier state back: an edit like any other, that takes nothing from anybody who is writing."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

import pycrdt
import pytest
from django.db import connection, transaction

from dotanks.live import crdt, reading, rooms
from dotanks.live.guard import check_update
from dotanks.live.models import RoomUpdate
from dotanks.live.rewriting import rewrite
from dotanks.live.shapes import DOCUMENT
from tests.dotanks.live.conftest import House, Server
from tests.dotanks.live.typist import Typist


def state(*elements: pycrdt.XmlElement) -> bytes:
    document = crdt.new_document(DOCUMENT)
    root = document.get("document", type=pycrdt.XmlFragment)
    for one in elements:
        root.children.append(one)
    return document.get_update()


def element(tag: str, *contents: Any, **attributes: Any) -> pycrdt.XmlElement:
    return pycrdt.XmlElement(tag, attributes, contents)


def paragraph(text: str) -> pycrdt.XmlElement:
    return element("paragraph", pycrdt.XmlText(text))


def test_everything_a_document_may_hold_comes_back() -> None:
    bold = pycrdt.XmlText("loud")
    nested = element("bulletList", element("listItem", paragraph("inner")))
    wanted = state(
        element("heading", pycrdt.XmlText("Plan"), level=2),
        element("paragraph", bold, element("hardBreak"), pycrdt.XmlText("quiet")),
        element("orderedList", element("listItem", paragraph("one"), nested), start=3),
    )
    now = state(paragraph("Something else"))

    update = rewrite([now], wanted, DOCUMENT)

    assert update is not None
    check_update(update, DOCUMENT)
    assert reading.read([now, update], DOCUMENT).html == reading.read([wanted], DOCUMENT).html


def test_marks_come_back() -> None:
    wanted = crdt.new_document(DOCUMENT)
    block = element("paragraph")
    wanted.get("document", type=pycrdt.XmlFragment).children.append(block)
    run = pycrdt.XmlText("very loud words")
    block.children.append(run)
    run.format(5, 9, {"bold": {}})

    update = rewrite([], wanted.get_update(), DOCUMENT)

    assert update is not None
    assert reading.read([update], DOCUMENT).html == "<p>very <strong>loud</strong> words</p>"


def test_the_same_state_is_no_edit() -> None:
    wanted = state(paragraph("One"), paragraph("Two"))
    assert rewrite([wanted], wanted, DOCUMENT) is None


def test_who_writes_in_a_block_that_stays_notices_nothing() -> None:
    first = state(paragraph("Stays"), paragraph("Goes"))
    update = rewrite([first], state(paragraph("Stays"), paragraph("Comes")), DOCUMENT)
    assert update is not None
    typing = crdt.new_document(DOCUMENT)
    typing.apply_update(first)
    run = next(iter(next(iter(typing.get("document", type=pycrdt.XmlFragment).children)).children))
    run.insert(5, " here")

    read = reading.read([first, update, typing.get_update()], DOCUMENT)

    assert read.text == "Stays here\nComes"


@pytest.mark.django_db(transaction=True)
def test_nothing_is_written_where_nobody_may_write() -> None:
    room = rooms.open_room("trial")
    rooms.seed_document(room, ["One"])
    earlier = rooms.read_document(room).state
    rooms.close_room(room)

    with pytest.raises(rooms.NoSuchRoom):
        rooms.rewrite_document(room, state(paragraph("Two")), uuid4())

    assert rooms.read_document(room).state == earlier


def test_two_people_type_while_an_earlier_state_comes_back(house: House, server: Server) -> None:
    anna, bram = house.somebody("Anna"), house.somebody("Bram")
    rooms.seed_document(house.room, [rooms.Heading("Our plan"), "Kept as it is."])
    earlier = rooms.read_document(house.room).state
    seen: list[str] = []

    async def typing(one: Typist, name: str, restored: asyncio.Event) -> None:
        for number in range(12):
            if number == 6:
                restored.set()
            await one.paragraph(f"{name} {number}")
            await asyncio.sleep(0.05)
        await one.stored()

    async def scene() -> tuple[str, str, rooms.Rewritten]:
        async with house.enter(server, anna) as one, house.enter(server, bram) as two:
            await one.synced.wait()
            await two.synced.wait()
            one.root.observe_deep(lambda _: seen.append(one.text()))
            now = asyncio.Event()
            at_work = asyncio.gather(typing(one, "Anna", now), typing(two, "Bram", now))
            await now.wait()
            rewritten = await asyncio.to_thread(bring_back, house.room, earlier)
            await at_work
            await one.until(lambda: "Bram 11" in one.text())
            await two.until(lambda: "Anna 11" in two.text())
            await one.until(lambda: one.text() == two.text())
            return one.text(), two.text(), rewritten

    here, there, rewritten = asyncio.run(scene())

    assert here == there
    assert "Kept as it is." in here
    assert "Anna 0<" not in here
    # What Anna's screen ever showed of Bram's words is in the document now or in the state before.
    log = rewritten.before.text + rooms.read_document(house.room).text
    shown = {f"Bram {number}" for number in range(12) if any(f"Bram {number}<" in text for text in seen)}
    assert shown
    assert all(words in log for words in shown)
    assert rewritten.after.text == "Our plan\nKept as it is."
    assert RoomUpdate.objects.filter(room_id=house.room).count() > 2  # nothing was taken out of the log


def bring_back(room: UUID, earlier: bytes) -> rooms.Rewritten:
    try:
        with transaction.atomic():
            return rooms.rewrite_document(room, earlier, uuid4())
    finally:
        connection.close()
