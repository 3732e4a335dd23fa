"""Puts a template into a new room, as an edit like any other, in the shape the editor writes."""

from collections.abc import Sequence
from dataclasses import dataclass

import pycrdt

from dotanks.live import crdt
from dotanks.live.shapes import Shape


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is the largest."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, perhaps a hint in italics."""

    text: str
    italic: bool = False


@dataclass(frozen=True)
class Bullets:
    """A list with dots."""

    items: Sequence[str]


Block = Heading | Paragraph | Bullets | str


def write(blocks: Sequence[Block], shape: Shape) -> bytes:
    """One update that makes an empty document hold these blocks; a plain string is a paragraph."""
    document = crdt.new_document(shape)
    root = document.get(shape.root, type=pycrdt.XmlFragment)
    with document.transaction():
        for block in blocks:
            if isinstance(block, Heading):
                heading = pycrdt.XmlElement("heading")
                root.children.append(heading)
                heading.attributes["level"] = block.level
                _text(heading, block.text)
            elif isinstance(block, Bullets):
                listed = pycrdt.XmlElement("bulletList")
                root.children.append(listed)
                for item in block.items:
                    entry = pycrdt.XmlElement("listItem")
                    listed.children.append(entry)
                    _paragraph(entry, item)
            elif isinstance(block, Paragraph):
                _paragraph(root, block.text, italic=block.italic)
            else:
                _paragraph(root, block)
    return crdt.since(document)


def _paragraph(parent: pycrdt.XmlFragment | pycrdt.XmlElement, text: str, *, italic: bool = False) -> None:
    paragraph = pycrdt.XmlElement("paragraph")
    parent.children.append(paragraph)
    _text(paragraph, text, italic=italic)


def _text(element: pycrdt.XmlElement, text: str, *, italic: bool = False) -> None:
    if text:  # the editor writes no text node into an empty paragraph
        run = pycrdt.XmlText(text)
        element.children.append(run)
        if italic:
            run.format(0, len(run), {"italic": {}})
