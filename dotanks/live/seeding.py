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


@dataclass(frozen=True)
class Checks:
    """Check items, for nobody and without a day yet."""

    items: Sequence[str]


@dataclass(frozen=True)
class Grid:
    """A table whose first row says what stands in the columns; all rows are equally long."""

    rows: Sequence[Sequence[str]]


Block = Heading | Paragraph | Bullets | Checks | Grid | str


def write(blocks: Sequence[Block], shape: Shape) -> bytes:
    """One update that makes an empty document hold these blocks; a plain string is a paragraph."""
    document = crdt.new_document(shape)
    root = document.get(shape.root, type=pycrdt.XmlFragment)
    with document.transaction():
        append(root, blocks)
    return crdt.since(document)


def append(root: pycrdt.XmlFragment, blocks: Sequence[Block]) -> None:
    """Put the blocks at the end of a document that is being written."""
    for block in blocks:
        if isinstance(block, Heading):
            heading = _inside(root, "heading")
            heading.attributes["level"] = block.level
            _text(heading, block.text)
        elif isinstance(block, Bullets):
            listed = _inside(root, "bulletList")
            for item in block.items:
                _paragraph(_inside(listed, "listItem"), item)
        elif isinstance(block, Checks):
            listed = _inside(root, "taskList")
            for item in block.items:
                entry = _inside(listed, "taskItem")
                entry.attributes["checked"] = False
                _paragraph(entry, item)
        elif isinstance(block, Grid):
            table = _inside(root, "table")
            for number, row in enumerate(block.rows):
                line = _inside(table, "tableRow")
                for words in row:
                    cell = _inside(line, "tableCell" if number else "tableHeader")
                    cell.attributes["colspan"] = cell.attributes["rowspan"] = 1
                    _paragraph(cell, words)
        elif isinstance(block, Paragraph):
            _paragraph(root, block.text, italic=block.italic)
        else:
            _paragraph(root, block)


def _inside(parent: pycrdt.XmlFragment | pycrdt.XmlElement, tag: str) -> pycrdt.XmlElement:
    made = pycrdt.XmlElement(tag)
    parent.children.append(made)
    return made


def _paragraph(parent: pycrdt.XmlFragment | pycrdt.XmlElement, text: str, *, italic: bool = False) -> None:
    _text(_inside(parent, "paragraph"), text, italic=italic)


def _text(element: pycrdt.XmlElement, text: str, *, italic: bool = False) -> None:
    if text:  # the editor writes no text node into an empty paragraph
        run = pycrdt.XmlText(text)
        element.children.append(run)
        if italic:
            run.format(0, len(run), {"italic": {}})
