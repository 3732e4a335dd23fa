"""Takes in a document that came from elsewhere.

It is read byte by byte and tasted like a stranger's edit, and then written anew, block by block: nothing of its old
structure, no client and no clock, reaches the room's log. Places in it (of comments) are found again.
"""

import asyncio
import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any, Final
from uuid import uuid4

import pycrdt

from dotanks.live import crdt
from dotanks.live.guard import check_update
from dotanks.live.reader import MAX_CLOCK, GuardRefused, Reader
from dotanks.live.shapes import Shape
from dotanks.live.taster import Taster, ToTaste

MOST_BYTES: Final = 4 * 1024 * 1024
MOST_TOGETHER: Final = 24 * 1024 * 1024
MOST_STRUCTS: Final = 200_000
# What is written at once: a good part below what the guard takes as one edit.
AT_ONCE: Final = 96 * 1024

# What becomes of an attribute of a node or a mark of "#text": given its node, its name and its value, what is written
# instead. None leaves it out; a picture without its attachment is left out as a whole.
Change = Callable[[str, str, Any], Any]


class StateRefused(Exception):
    """These bytes are no document that this room takes."""


@dataclass(frozen=True)
class Run:
    """Where a run of text begins in the log: its letters follow each other there."""

    client: int
    clock: int
    length: int


Place = tuple[int, int]  # the number of a run of text in the document, and how many letters (UTF-16) come before


def require_harmless(states: Sequence[bytes], shape: Shape) -> None:
    """Refuse what the guard or the expendable process refuses, and what lacks a part of itself."""
    if sum(map(len, states)) > MOST_TOGETHER:
        raise StateRefused("too large together")
    for state in states:
        if len(state) > MOST_BYTES:
            raise StateRefused("too large")
        try:
            facts = check_update(state, shape, ours=True, most=MOST_STRUCTS)
        except GuardRefused as refused:
            raise StateRefused(str(refused)) from refused
        if any(facts.needs.values()):
            raise StateRefused("a part is missing")
    if states and not asyncio.run(_taste(states, shape)):
        raise StateRefused("tasted badly")


async def _taste(states: Sequence[bytes], shape: Shape) -> bool:
    taster = Taster()
    try:
        for state in states:
            room = uuid4()
            (tasted,) = await taster.taste([ToTaste(room, lambda: (shape, []), (), [state])])
            if not all(tasted.fine):
                return False
            await taster.forget(room)
        return True
    finally:
        await taster.stop()


def document_of(state: bytes, shape: Shape) -> "pycrdt.Doc[Any]":
    """A harmless state as a document to read from."""
    document = crdt.new_document(shape)
    crdt.take_in(document, state)
    return document


def portions(document: "pycrdt.Doc[Any]", shape: Shape) -> Iterator[list[Any]]:
    """Its blocks in portions, each small enough for one edit."""
    portion: list[Any] = []
    weight = 0
    for node in document.get(shape.root, type=pycrdt.XmlFragment).children:
        heavy = _weight(node)
        if portion and weight + heavy > AT_ONCE:
            yield portion
            portion, weight = [], 0
        portion.append(node)
        weight += heavy
    if portion:
        yield portion


def _weight(node: Any) -> int:
    weight, todo = 0, [node]
    while todo:
        one = todo.pop()
        if isinstance(one, pycrdt.XmlText):
            weight += sum(len(str(words).encode()) + 40 + 200 * len(marks or {}) for words, marks in one.diff())
        elif isinstance(one, pycrdt.XmlElement):
            given: Any = one.attributes
            weight += 40 + 60 * sum(1 for _ in given)
            todo.extend(one.children)
    return weight


def add(into: "pycrdt.Doc[Any]", nodes: Sequence[Any], shape: Shape, change: Change) -> tuple[bytes, list[Run]]:
    """Write these blocks after those that are there: the edit that does it, and where its runs of text begin."""
    root = into.get(shape.root, type=pycrdt.XmlFragment)
    before, runs = crdt.state_vector(into), []
    with into.transaction():
        if not _says_anything(root):
            del root.children[0 : len(root.children)]
        todo: list[tuple[Any, Any]] = [(root, node) for node in reversed(nodes)]
        while todo:
            parent, node = todo.pop()
            if isinstance(node, pycrdt.XmlText):
                runs.append(_run(into, parent, node, change))
            elif isinstance(node, pycrdt.XmlElement) and node.tag:
                given = _given(node, change)
                if node.tag == "image" and "attachment" not in given:
                    continue
                made = pycrdt.XmlElement(node.tag)
                parent.children.append(made)
                for name, value in given.items():
                    made.attributes[name] = value
                todo.extend((made, child) for child in reversed(list(node.children)))
    return crdt.since(into, before), runs


def _given(node: pycrdt.XmlElement, change: Change) -> dict[str, Any]:
    given: Any = node.attributes
    changed = {name: change(node.tag or "", name, value) for name, value in given if value is not None}
    return {name: value for name, value in changed.items() if value is not None}


def _run(into: "pycrdt.Doc[Any]", parent: Any, node: pycrdt.XmlText, change: Change) -> Run:
    """The words first, in one piece, so that it is known where in the log each letter stands; then how they look."""
    pieces = [(words, marks or {}) for words, marks in node.diff() if isinstance(words, str)]
    text = pycrdt.XmlText()
    parent.children.append(text)
    words = "".join(words for words, _ in pieces)
    clock = crdt.clocks(into).get(into.client_id, 0)
    if words:
        text.insert(0, words)
    at = 0
    for said, marks in pieces:
        end = at + len(said.encode())
        looks = {name: change("#text", name, value) for name, value in marks.items() if value is not None}
        if kept := {name: value for name, value in looks.items() if value is not None}:
            text.format(at, end, kept)
        at = end
    return Run(into.client_id, clock, _letters(words))


def _says_anything(root: pycrdt.XmlFragment) -> bool:
    todo = list(root.children)
    while todo:
        node = todo.pop()
        if isinstance(node, pycrdt.XmlText):
            if str(node).strip():
                return True
        elif isinstance(node, pycrdt.XmlElement):
            if node.tag in {"image", "table"}:
                return True
            todo.extend(node.children)
    return False


# --- places ---------------------------------------------------------------------------------------------------------


def places(state: bytes, shape: Shape, ends: Sequence[tuple[bytes, str]]) -> list[Place | None]:
    """Where these ends are in a document: each as Yjs names a position, with the letter it stands at.

    Only Yjs knows which text a letter belongs to. So a mark of our own is put behind each of them in a copy, as an
    edit that names it as its neighbour, and then the copy is read. None where there is no such letter any more.
    """
    document = document_of(state, shape)
    known, sign = crdt.clocks(document), secrets.token_hex(8)
    # The lowest client there is: of two that name the same neighbour, its words stand next to it.
    client, clock = next(number for number in count() if number not in known), 0
    marks: dict[str, int] = {}
    for number, (end, _) in enumerate(ends):
        at = _named(end)
        if at is None or at[1] >= known.get(at[0], 0):
            continue
        mark = f"\ue000{sign}{number}\ue001"
        crdt.take_in(document, _behind(at, (client, clock), mark))
        clock += len(mark)
        marks[mark] = number
    found: list[Place | None] = [None] * len(ends)
    for number, text in enumerate(_texts(document, shape)):
        left = "".join(str(words) for words, _ in text.diff() if isinstance(words, str))
        before = ""
        while "\ue000" + sign in left:
            said, _, rest = left.partition("\ue000" + sign)
            mark, _, left = rest.partition("\ue001")
            before += said
            which = marks.get(f"\ue000{sign}{mark}\ue001")
            if which is not None:
                found[which] = (number, _letters(before) - _back(ends[which], before))
    return found


def _back(end: tuple[bytes, str], before: str) -> int:
    """A place that is held by the letter behind it is before that letter, unless the letter is gone."""
    named, letter = end
    holds_behind = not named[-1] & 64
    return _letters(letter) if holds_behind and letter and before.endswith(letter) else 0


def end_at(runs: Sequence[Run], place: Place | None, *, behind: bool) -> bytes | None:
    """The same place in what was written, as Yjs names it: held by the letter behind it, or by the one before it."""
    if place is None or place[0] >= len(runs):
        return None
    run, index = runs[place[0]], place[1]
    if not (0 <= index < run.length if behind else 0 < index <= run.length):
        return None
    clock = run.clock + (index if behind else index - 1)
    return b"\x00" + _number(run.client) + _number(clock) + (b"\x00" if behind else b"\x41")


def _named(end: bytes) -> tuple[int, int] | None:
    try:
        reader = Reader(end)
        if reader.number(2) != 0:
            return None
        at = reader.number(), reader.number(MAX_CLOCK)
        reader.byte()
        reader.finish()
    except GuardRefused:
        return None
    return at


def _behind(at: tuple[int, int], new: tuple[int, int], mark: str) -> bytes:
    """An update of one piece of text whose left neighbour is this letter."""
    words = mark.encode()
    piece = bytes([4 | 128]) + _number(at[0]) + _number(at[1]) + _number(len(words)) + words
    return b"\x01\x01" + _number(new[0]) + _number(new[1]) + piece + b"\x00"


def _texts(document: "pycrdt.Doc[Any]", shape: Shape) -> Iterator[pycrdt.XmlText]:
    """The runs of text of a document, in the order in which `add` writes them."""
    todo: list[Any] = list(reversed(list(document.get(shape.root, type=pycrdt.XmlFragment).children)))
    while todo:
        node = todo.pop()
        if isinstance(node, pycrdt.XmlText):
            yield node
        elif isinstance(node, pycrdt.XmlElement):
            todo.extend(reversed(list(node.children)))


def _letters(words: str) -> int:
    return len(words) + sum(1 for letter in words if letter > "\uffff")  # Yjs counts UTF-16 units


def _number(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)
