"""The expendable process: applies an update to a copy first, so that what would end a process ends only this one.

Run as a script by taster.py. It knows no Django and reads one request after the other from its standard input.
"""

import json
import re
import resource
import struct
import sys
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, BinaryIO

from pycrdt import Doc, Map, MapEvent, Text, TextEvent, XmlElement, XmlFragment, XmlText, merge_updates

FINE, REFUSED, UNKNOWN_ROOM = 0, 1, 2
OPEN, TASTE, FORGET, MERGE, TOGETHER = 1, 2, 3, 4, 5
MAX_TREE_DEPTH = 32
MEMORY = 3 * 1024**3
ENTRY_ID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"


class Misplaced(Exception):
    """Something stands where the room's shape does not allow it."""


def fits(pattern: str, value: object) -> bool:
    """Whether a plain value, written as JSON, is what the pattern says; Yjs may make a float of a whole number."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    plain = value is None or isinstance(value, str | int | float)
    return plain and re.fullmatch(pattern, json.dumps(value, ensure_ascii=False)) is not None


class Copy:
    """One room's document as the web process has it, and what its shape allows where."""

    def __init__(self, root: str, children: dict[str, list[str]], takes: dict[str, dict[str, str | None]]) -> None:
        self.children = {name: frozenset(names) for name, names in children.items()}
        self.takes = takes
        self.doc: Doc[Any] = Doc()
        self.root: XmlFragment = self.doc.get(root, type=XmlFragment)
        self.touched: list[tuple[Any, int, list[Any], dict[str, Any]]] = []
        # What was stored before is taken in as it is: a rule that came later must not close a room.
        self.stored = False
        self.root.observe_deep(self._note)

    def _note(self, events: list[Any]) -> None:
        for event in events:
            inserted = [part for step in event.delta for part in _inserted(step)]
            changed = event.keys
            if inserted or changed or isinstance(event.target, XmlText):
                self.touched.append((event.target, len(event.path), inserted, changed))

    def apply(self, update: bytes) -> None:
        """Take the update in and look at every place it touched."""
        self.touched.clear()
        self.doc.apply_update(update)
        for target, depth, inserted, changed in self.touched:
            self._check_values(target, ((name, new["newValue"]) for name, new in changed.items() if "newValue" in new))
            if isinstance(target, XmlText):
                if any(not isinstance(part, str) for part in inserted):
                    raise Misplaced
            else:
                self._check(target, depth, inserted)

    def _check(self, target: Any, depth: int, inserted: list[Any]) -> None:
        to_check = [(_name(target), child, depth + 1) for child in inserted]
        while to_check:
            parent, node, depth = to_check.pop()
            if depth > MAX_TREE_DEPTH or _name(node) not in self.children.get(parent, frozenset()):
                raise Misplaced
            self._check_values(node, node.attributes)
            if isinstance(node, XmlElement):
                inside = list(node.children)
                with self.doc.transaction() as txn:
                    if node.integrated.len(txn._txn) != len(inside):
                        raise Misplaced  # a bare value or text among the nodes
                to_check.extend((_name(node), child, depth + 1) for child in inside)
            elif isinstance(node, XmlText) and any(not isinstance(part, str) for part, _ in node.diff()):
                raise Misplaced

    def _check_values(self, node: Any, values: Iterable[tuple[str, Any]]) -> None:
        """The guard knows the name of a new attribute, but of one written over only that some attribute may say it."""
        if self.stored or not self.takes:
            return
        allowed = self.takes.get(_name(node), {})
        for name, value in values:
            if name not in allowed:
                raise Misplaced
            pattern = allowed[name]
            if pattern is not None and not fits(pattern, value):
                raise Misplaced


def follows(rule: Sequence[Any], value: object) -> bool:
    """Whether a value follows a rule that is written as data: its kind, then what that kind needs."""
    match rule:
        case ["whole", low, high]:
            number = isinstance(value, int | float) and not isinstance(value, bool)
            return number and low <= value <= high and value == int(value)  # type: ignore[call-overload]
        case ["one_of", *allowed]:
            return isinstance(value, str) and value in allowed
        case ["words", most]:
            return isinstance(value, str) and len(value) <= most
        case ["id"]:
            return isinstance(value, str) and re.fullmatch(ENTRY_ID, value) is not None
    return False


class CopyOfEntries:
    """One room's maps as the web process has them, and what may be in them."""

    def __init__(self, roots: dict[str, Any]) -> None:
        self.doc: Doc[Any] = Doc()
        self.stored = False
        self.events: list[tuple[Any, Any]] = []
        self.roots = [(self.doc.get(name, type=Map), entries) for name, entries in roots.items()]
        for root, entries in self.roots:
            root.observe_deep(partial(self._note, entries))

    def _note(self, entries: dict[str, Any], events: list[Any]) -> None:
        for event in events:
            self._look(event, event.path, entries)

    def _look(self, event: Any, path: list[Any], entries: dict[str, Any]) -> None:
        # A change of a text without a change of its letters would hide a value in it.
        # Kept apart from the tests below: the library's types name none of what its events carry.
        of_map, of_text = isinstance(event, MapEvent), isinstance(event, TextEvent)
        if of_map and len(path) <= 1:
            found = [(name, change["newValue"]) for name, change in event.keys.items() if "newValue" in change]
            self.events.extend((entries if path else None, one) for one in found)
            if not path:
                self.events.extend((entries, inner) for _, one in found if isinstance(one, Map) for inner in _all(one))
        elif of_text and len(path) == 2 and event.delta:
            self.events.append((entries, (path[1], event.target)))
        else:
            self.events.append((None, ("", None)))

    def apply(self, update: bytes) -> None:
        """Take the update in and look at every place it touched."""
        self.events.clear()
        self.doc.apply_update(update)
        for entries, (name, value) in self.events:
            if entries is None:
                if not isinstance(value, Map) or re.fullmatch(ENTRY_ID, name) is None:
                    raise Misplaced
            elif name in entries["texts"]:
                letters = 0
                for piece, _ in value.diff() if isinstance(value, Text) else [(None, None)]:
                    if not isinstance(piece, str):
                        raise Misplaced
                    letters += len(piece)
                if letters > entries["texts"][name]:
                    raise Misplaced
            elif name not in entries["values"] or not follows(entries["values"][name], value):
                raise Misplaced
        if any(len(root) > entries["most"] for root, entries in self.roots):
            raise Misplaced


def _all(entry: Any) -> list[tuple[str, Any]]:
    return [(name, entry[name]) for name in entry.keys()]  # noqa: SIM118 - it is no dict


def _inserted(step: dict[str, Any]) -> list[Any]:
    value = step.get("insert", [])
    return value if isinstance(value, list) else [value]


def _name(node: Any) -> str:
    if isinstance(node, XmlElement):
        return node.tag or "?"
    if isinstance(node, XmlText):
        return "#text"
    return "" if isinstance(node, XmlFragment) else "?"


def taste(copies: "dict[bytes, Copy | CopyOfEntries]", room: bytes, updates: list[bytes]) -> bytes:
    """One answer per update; after a refusal the copy is thrown away, it may be spoilt."""
    answers = bytearray()
    for update in updates:
        copy = copies.get(room)
        if copy is None:
            answers.append(UNKNOWN_ROOM)
            continue
        try:
            copy.apply(update)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException:  # noqa: BLE001 - the library panics with a BaseException
            del copies[room]
            answers.append(REFUSED)
        else:
            answers.append(FINE)
    return bytes(answers)


def together(
    copies: "dict[bytes, Copy | CopyOfEntries]", room: bytes, before: list[bytes], updates: list[bytes]
) -> bytes:
    """All updates as one where that one is fine; else a refusal, which says nothing of any of them."""
    copy = copies.get(room)
    try:
        if copy is None:
            raise Misplaced
        for update in before:
            copy.apply(update)
        merged = updates[0] if len(updates) == 1 else merge_updates(*updates)
        copy.apply(merged)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # noqa: BLE001 - the library panics with a BaseException
        copies.pop(room, None)
        return bytes([REFUSED])
    return bytes([FINE]) + struct.pack(">I", len(merged)) + merged


def answer(copies: "dict[bytes, Copy | CopyOfEntries]", request: bytes) -> bytes:
    """Do what one request asks."""
    kind, body = request[0], Parts(request[1:])
    if kind == TASTE:
        answers = b""
        while body.left():
            room = body.take(16)
            answers += taste(copies, room, [body.chunk() for _ in range(body.number())])
        return answers
    if kind == TOGETHER:
        answers = b""
        while body.left():
            room = body.take(16)
            before = [body.chunk() for _ in range(body.number())]
            answers += together(copies, room, before, [body.chunk() for _ in range(body.number())])
        return answers
    if kind == OPEN:
        room = body.take(16)
        shape = json.loads(body.chunk())
        entries = shape["entries"]
        copy = CopyOfEntries(entries) if entries else Copy(shape["root"], shape["children"], shape["takes"])
        copies[room] = copy
        state = []
        while body.left():
            state.append(body.chunk())
        copy.stored = True
        answers = taste(copies, room, state)
        copy.stored = False
        return bytes([max(answers, default=FINE)])
    if kind == FORGET:
        copies.pop(body.take(16), None)
        return bytes([FINE])
    parts = []
    while body.left():
        parts.append(body.chunk())
    return merge_updates(*parts)


class Parts:
    """Takes a request apart."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def left(self) -> bool:
        """Is there more?"""
        return self.at < len(self.data)

    def take(self, size: int) -> bytes:
        """The next bytes."""
        self.at += size
        return self.data[self.at - size : self.at]

    def number(self) -> int:
        """The next number."""
        return int(struct.unpack(">I", self.take(4))[0])

    def chunk(self) -> bytes:
        """The next run of bytes, its length in front."""
        return self.take(self.number())


def main(source: BinaryIO, sink: BinaryIO) -> None:
    """Answer until the web process closes its end."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    copies: dict[bytes, Copy | CopyOfEntries] = {}
    while header := source.read(4):
        request = source.read(struct.unpack(">I", header)[0])
        reply = answer(copies, request)
        sink.write(struct.pack(">I", len(reply)) + reply)
        sink.flush()


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
