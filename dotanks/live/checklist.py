"""Reads the check items of a room's document on the server."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import pycrdt

from dotanks.live.reading import due_of, plain, together
from dotanks.live.shapes import Shape


@dataclass(frozen=True)
class CheckItem:
    """Something to do: what, whether it is done, who does it, and by when."""

    text: str
    done: bool
    assignee: UUID | None
    due: date | None


def read(payloads: Sequence[bytes], shape: Shape) -> list[CheckItem]:
    """All check items, in the order of the document."""
    document, _ = together(payloads, shape)
    found = []
    todo = list(reversed(list(document.get(shape.root, type=pycrdt.XmlFragment).children)))
    while todo:
        node = todo.pop()
        if not isinstance(node, pycrdt.XmlElement):
            continue
        if node.tag == "taskItem":
            found.append(_item(node))
        todo.extend(reversed(list(node.children)))
    return found


def _item(node: pycrdt.XmlElement) -> CheckItem:
    assignee = plain(node, "assignee")
    first = next(iter(node.children), None)
    words = _words(first) if isinstance(first, pycrdt.XmlElement) and first.tag == "paragraph" else ""
    return CheckItem(
        text=words.strip(),
        done=node.attributes.get("checked") is True,
        assignee=UUID(assignee) if assignee else None,
        due=due_of(node),
    )


def _words(paragraph: pycrdt.XmlElement) -> str:
    return "".join(
        "".join(text for text, _ in part.diff() if isinstance(text, str)) if isinstance(part, pycrdt.XmlText) else " "
        for part in paragraph.children
    )
