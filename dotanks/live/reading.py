"""Reads a room's document on the server: to HTML of a few safe tags, and to plain text."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Final

import nh3
import pycrdt

from dotanks.live import crdt
from dotanks.live.shapes import Shape

BLOCKS: Final = {"paragraph": "p", "bulletList": "ul", "orderedList": "ol", "listItem": "li"}
MARKS: Final = {"bold": "strong", "italic": "em"}
ALLOWED: Final = {*BLOCKS.values(), *MARKS.values(), "br", *(f"h{level}" for level in range(1, 7))}


@dataclass(frozen=True)
class DocumentText:
    """A document as it is committed: to show, to search, to keep, and to prove."""

    html: str
    text: str
    state: bytes
    sha256: str


@dataclass(frozen=True)
class _Open:
    tag: str
    start: int = 1


@dataclass(frozen=True)
class _Close:
    tag: str


@dataclass(frozen=True)
class _Text:
    text: str
    marks: tuple[str, ...] = ()


def read(payloads: Sequence[bytes], shape: Shape) -> DocumentText:
    """Put stored updates together and render them."""
    document = crdt.new_document(shape)
    state = b"\x00\x00"
    if payloads:
        crdt.take_in(document, crdt.merge(payloads))
        state = crdt.since(document)
    parts = list(_parts(document.get(shape.root, type=pycrdt.XmlFragment)))
    return DocumentText(
        html=nh3.clean("".join(_as_html(parts)), tags=ALLOWED, attributes={"ol": {"start"}}),
        text=_as_text(parts),
        state=state,
        sha256=hashlib.sha256(state).hexdigest(),
    )


def _parts(root: pycrdt.XmlFragment) -> Iterator[_Open | _Close | _Text]:
    """Walk the document in order, without recursion."""
    todo: list[Any] = list(reversed(list(root.children)))
    while todo:
        node = todo.pop()
        if isinstance(node, _Close):
            yield node
        elif isinstance(node, pycrdt.XmlText):
            for text, marks in node.diff():
                if isinstance(text, str):
                    kept = sorted(name for name, value in (marks or {}).items() if value is not None and name in MARKS)
                    yield _Text(text, tuple(kept))
        elif isinstance(node, pycrdt.XmlElement):
            if node.tag == "hardBreak":
                yield _Text("\n")
                continue
            opened = _open(node)
            if opened is not None:
                yield opened
                todo.append(_Close(opened.tag))
                todo.extend(reversed(list(node.children)))


def _open(node: pycrdt.XmlElement) -> _Open | None:
    if node.tag == "heading":
        return _Open(f"h{_number(node, 'level', 1, 6)}")
    tag = BLOCKS.get(node.tag or "")
    if tag is None:
        return None
    return _Open(tag, _number(node, "start", 1, 1_000_000) if tag == "ol" else 1)


def _number(node: pycrdt.XmlElement, name: str, low: int, high: int) -> int:
    value = node.attributes.get(name)
    return min(max(int(value), low), high) if isinstance(value, int | float) else low


def _as_html(parts: Sequence[_Open | _Close | _Text]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, _Open):
            yield f'<{part.tag} start="{part.start}">' if part.start != 1 else f"<{part.tag}>"
        elif isinstance(part, _Close):
            yield f"</{part.tag}>"
        else:
            tags = [MARKS[mark] for mark in part.marks]
            yield "".join(f"<{tag}>" for tag in tags)
            yield escape(part.text).replace("\n", "<br>")
            yield "".join(f"</{tag}>" for tag in reversed(tags))


def _as_text(parts: Sequence[_Open | _Close | _Text]) -> str:
    lines: list[str] = [""]
    lists: list[list[Any]] = []
    for part in parts:
        if isinstance(part, _Text):
            lines[-1] += part.text
        elif isinstance(part, _Open):
            if part.tag in ("ul", "ol"):
                lists.append([part.tag, part.start - 1])
            elif part.tag == "li" and lists:
                lists[-1][1] += 1
                bullet = "-" if lists[-1][0] == "ul" else f"{lists[-1][1]}."
                lines.append("  " * (len(lists) - 1) + bullet + " ")
            elif lines[-1].strip(" -.0123456789"):
                lines.append("")
        elif part.tag in ("ul", "ol"):
            lists.pop()
        elif part.tag != "li":
            lines.append("")
    return "\n".join(line.rstrip() for line in lines if line.strip()).strip()
