"""What a demo team writes into its room, as stored edits like those of the editor."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import pycrdt
from django.utils import timezone

from dotanks.live import rooms
from dotanks.live.models import RoomUpdate
from dotanks.live.seeding import Checks, Grid, Heading, append
from people.models import Person

Answer = str | Sequence[str]


def answer_questions(room_id: UUID, answers: Sequence[Answer]) -> None:
    """Fill the empty paragraphs under the headings, from the first; a list becomes one with dots."""
    document, root, before = _open(room_id)
    empty = [
        place
        for place, block in enumerate(root.children)
        if isinstance(block, pycrdt.XmlElement) and block.tag == "paragraph" and not len(block.children)
    ]
    with document.transaction():
        for place, answer in reversed(list(zip(empty, answers, strict=False))):
            if isinstance(answer, str):
                block = root.children[place]
                assert isinstance(block, pycrdt.XmlElement)
                block.children.append(pycrdt.XmlText(answer))
            else:
                _bullets(root, place, answer)
    _keep(room_id, document, before)


def add_paragraphs(room_id: UUID, words: Sequence[str]) -> None:
    """Write on at the end."""
    document, root, before = _open(room_id)
    with document.transaction():
        for text in words:
            paragraph = pycrdt.XmlElement("paragraph")
            root.children.append(paragraph)
            paragraph.children.append(pycrdt.XmlText(text))
    _keep(room_id, document, before)


def add_blocks(room_id: UUID, blocks: Sequence[Mapping[str, Any]], cast: Mapping[str, Person]) -> None:
    """Write on at the end: a heading, a table, or check items with who does them and in how many days."""
    document, root, before = _open(room_id)
    today = timezone.localdate()
    with document.transaction():
        for block in blocks:
            if "heading" in block:
                append(root, [Heading(block["heading"])])
            elif "table" in block:
                append(root, [Grid(block["table"])])
            else:
                append(root, [Checks([text for text, *_ in block["checks"]])])
                listed = root.children[len(root.children) - 1]
                assert isinstance(listed, pycrdt.XmlElement)
                for place, (_text, who, days, *done) in enumerate(block["checks"]):
                    item = listed.children[place]
                    assert isinstance(item, pycrdt.XmlElement)
                    item.attributes["assignee"] = str(cast[who].pk)
                    item.attributes["due"] = (today + timedelta(days=days)).isoformat()
                    item.attributes["checked"] = bool(done)
        append(root, [""])
    _keep(room_id, document, before)


def _bullets(root: pycrdt.XmlFragment, place: int, items: Sequence[str]) -> None:
    del root.children[place]
    listed = pycrdt.XmlElement("bulletList")
    root.children.insert(place, listed)
    for item in items:
        entry = pycrdt.XmlElement("listItem")
        listed.children.append(entry)
        paragraph = pycrdt.XmlElement("paragraph")
        entry.children.append(paragraph)
        paragraph.children.append(pycrdt.XmlText(item))


def _open(room_id: UUID) -> tuple["pycrdt.Doc[Any]", pycrdt.XmlFragment, bytes]:
    document: pycrdt.Doc[Any] = pycrdt.Doc()
    document.apply_update(rooms.read_document(room_id).state)
    root = document.get("document", type=pycrdt.XmlFragment)
    return document, root, document.get_state()


def _keep(room_id: UUID, document: "pycrdt.Doc[Any]", before: bytes) -> None:
    RoomUpdate.objects.create(room_id=room_id, payload=document.get_update(before))
