"""Reads a room's document on the server: to HTML of a few safe tags, and to plain text."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from html import escape
from typing import Any, Final

import nh3
import pycrdt

from dotanks.live import crdt
from dotanks.live.shapes import DOCUMENT, Shape

BLOCKS: Final = {
    "paragraph": "p",
    "bulletList": "ul",
    "orderedList": "ol",
    "listItem": "li",
    "taskList": "ul",
    "taskItem": "li",
    "blockquote": "blockquote",
    "table": "table",
    "tableRow": "tr",
    "tableCell": "td",
    "tableHeader": "th",
}
MARKS: Final = {"bold": "strong", "italic": "em", "strike": "s", "link": "a"}
ALLOWED: Final = {
    *BLOCKS.values(),
    *MARKS.values(),
    *(f"h{level}" for level in range(1, 7)),
    *("br", "img", "span", "tbody", "time"),
}
# People and pictures are ids here: who shows the HTML puts names and addresses to them (dotanks/room/showing.py).
ATTRIBUTES: Final = {
    "ol": {"start"},
    "ul": {"data-list"},
    "li": {"data-check"},
    "a": {"href"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "img": {"alt", "data-attachment"},
    "span": {"data-check", "data-person"},
    "time": {"datetime"},
}


@dataclass(frozen=True)
class DocumentText:
    """A document as it is committed: to show, to search, to keep, and to prove."""

    html: str
    text: str
    state: bytes
    sha256: str
    # Up to where in the room's log this is; 0 where it was not read from one.
    seq: int = 0


@dataclass(frozen=True)
class _Open:
    tag: str
    start: int = 1
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Close:
    tag: str


@dataclass(frozen=True)
class _Text:
    text: str
    marks: tuple[str, ...] = ()
    href: str = ""


@dataclass(frozen=True)
class _Made:
    """Something that is one thing in HTML and another in plain text."""

    html: str
    text: str


def read(payloads: Sequence[bytes], shape: Shape, seq: int = 0) -> DocumentText:
    """Put stored updates together and render them."""
    document, state = together(payloads, shape)
    parts = list(_parts(document.get(shape.root, type=pycrdt.XmlFragment)))
    return DocumentText(
        html=nh3.clean(
            "".join(_as_html(parts)),
            tags=ALLOWED,
            attributes=ATTRIBUTES,
            url_schemes={"http", "https", "mailto"},
            link_rel="noopener noreferrer",
        ),
        text=_as_text(parts),
        state=state,
        sha256=hashlib.sha256(state).hexdigest(),
        seq=seq,
    )


def together(payloads: Sequence[bytes], shape: Shape) -> "tuple[pycrdt.Doc[Any], bytes]":
    """Stored updates as one document, and as one update."""
    document = crdt.new_document(shape)
    if not payloads:
        return document, b"\x00\x00"
    crdt.take_in(document, crdt.merge(payloads))
    return document, crdt.since(document)


Part = _Open | _Close | _Text | _Made


def _parts(root: pycrdt.XmlFragment) -> Iterator[Part]:
    """Walk the document in order, without recursion."""
    todo: list[Any] = list(reversed(list(root.children)))
    while todo:
        node = todo.pop()
        if isinstance(node, Part):
            yield node
        elif isinstance(node, pycrdt.XmlText):
            for text, marks in node.diff():
                # What is suggested is not said yet: added words are left out, removed ones stay.
                if isinstance(text, str) and (marks or {}).get("insertion") is None:
                    yield _text(text, marks or {})
        elif isinstance(node, pycrdt.XmlElement):
            if node.tag == "hardBreak":
                yield _Text("\n")
                continue
            if node.tag == "image":
                yield _picture(node)
                continue
            opened = _open(node)
            if opened is not None:
                yield opened
                todo.append(_Close(opened.tag))
                children: list[Any] = list(node.children)
                if node.tag == "taskItem":
                    children.insert(1, _who_and_when(node))
                todo.extend(reversed(children))


def _text(text: str, marks: dict[str, Any]) -> _Text:
    kept = sorted(name for name, value in marks.items() if value is not None and name in MARKS)
    href = marks["link"].get("href") if isinstance(marks.get("link"), dict) else None
    if not isinstance(href, str):
        return _Text(text, tuple(name for name in kept if name != "link"))
    return _Text(text, tuple(kept), href)


def _open(node: pycrdt.XmlElement) -> _Open | None:
    if node.tag == "heading":
        return _Open(f"h{_number(node, 'level', 1, 6)}")
    tag = BLOCKS.get(node.tag or "")
    if tag is None:
        return None
    if tag in {"td", "th"}:
        spans = {name: _number(node, name, 1, 20) for name in ("colspan", "rowspan")}
        return _Open(tag, attributes={name: str(span) for name, span in spans.items() if span > 1})
    if node.tag == "taskList":
        return _Open(tag, attributes={"data-list": "tasks"})
    if node.tag == "taskItem":
        return _Open(tag, attributes={"data-check": "done" if node.attributes.get("checked") is True else "open"})
    return _Open(tag, _number(node, "start", 1, 1_000_000) if tag == "ol" else 1)


def _number(node: pycrdt.XmlElement, name: str, low: int, high: int) -> int:
    value = node.attributes.get(name)
    return min(max(int(value), low), high) if isinstance(value, int | float) else low


def plain(node: pycrdt.XmlElement, name: str) -> str:
    """An attribute that the document's shape allows, as text; empty when there is none."""
    value = node.attributes.get(name)
    return value if isinstance(value, str) and DOCUMENT.attributes[name](value) else ""


def due_of(node: pycrdt.XmlElement) -> date | None:
    """The day by which a check item should be done."""
    try:
        return date.fromisoformat(plain(node, "due"))
    except ValueError:
        return None


def _picture(node: pycrdt.XmlElement) -> _Made:
    alt, attachment = plain(node, "alt"), plain(node, "attachment")
    if not attachment:
        return _Made("", "")
    return _Made(f'<img alt="{escape(alt)}" data-attachment="{attachment}">', f"\n[{alt}]\n" if alt else "")


def _who_and_when(node: pycrdt.XmlElement) -> _Made:
    assignee, due = plain(node, "assignee"), due_of(node)
    html = f'<span data-person="{assignee}"></span>' if assignee else ""
    if due:
        html += f' <time datetime="{due}">{due}</time>'
    return _Made(f'<span data-check="facts">{html}</span>' if html else "", f" ({due})" if due else "")


def _as_html(parts: Sequence[Part]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, _Open):
            yield f"<{part.tag}"
            yield f' start="{part.start}"' if part.start != 1 else ""
            yield "".join(f' {name}="{escape(value)}"' for name, value in part.attributes.items())
            yield ">"
            if part.tag == "table":
                yield "<tbody>"
            if "data-check" in part.attributes:
                yield f'<span data-check="box">{"☑" if part.attributes["data-check"] == "done" else "☐"}</span>'
        elif isinstance(part, _Close):
            yield "</tbody></table>" if part.tag == "table" else f"</{part.tag}>"
        elif isinstance(part, _Made):
            yield part.html
        else:
            tags = [MARKS[mark] for mark in part.marks]
            yield "".join(f'<a href="{escape(part.href)}">' if tag == "a" else f"<{tag}>" for tag in tags)
            yield escape(part.text).replace("\n", "<br>")
            yield "".join(f"</{tag}>" for tag in reversed(tags))


def _as_text(parts: Sequence[Part]) -> str:
    lines: list[str] = [""]
    lists: list[list[Any]] = []
    in_row = 0
    for part in parts:
        if isinstance(part, _Text | _Made):
            # By when stands on the line of the check item, which has just ended.
            ended = isinstance(part, _Made) and part.text.startswith(" ") and not lines[-1]
            lines[-2 if ended else -1] += part.text
        elif part.tag in {"tr", "td", "th"}:
            if part.tag == "tr":
                in_row = 0
                lines.append("")
            elif isinstance(part, _Open):
                lines[-1] += " | " if in_row else ""
                in_row += 1
        elif in_row:  # what stands in a cell stays on its line
            lines[-1] += " " if isinstance(part, _Open) and lines[-1] and not lines[-1].endswith(" ") else ""
        elif isinstance(part, _Open):
            if part.tag in ("ul", "ol"):
                lists.append([part.tag, part.start - 1])
            elif part.tag == "li" and lists:
                lists[-1][1] += 1
                bullet = "-" if lists[-1][0] == "ul" else f"{lists[-1][1]}."
                if check := part.attributes.get("data-check"):
                    bullet = "[x]" if check == "done" else "[ ]"
                lines.append("  " * (len(lists) - 1) + bullet + " ")
            elif lines[-1].strip(" -.0123456789[]x"):
                lines.append("")
        elif part.tag in ("ul", "ol"):
            lists.pop()
        elif part.tag != "li":
            lines.append("")
    return "\n".join(line.rstrip() for line in "\n".join(lines).split("\n") if line.strip()).strip()
