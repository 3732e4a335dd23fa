"""The expendable process: applies an update to a copy first, so that what would end a process ends only this one.

Run as a script by taster.py. It knows no Django and reads one request after the other from its standard input.
"""

import json
import resource
import struct
import sys
from typing import Any, BinaryIO

from pycrdt import Doc, XmlElement, XmlFragment, XmlText, merge_updates

FINE, REFUSED, UNKNOWN_ROOM = 0, 1, 2
OPEN, TASTE, FORGET, MERGE = 1, 2, 3, 4
MAX_TREE_DEPTH = 32
MEMORY = 3 * 1024**3


class Misplaced(Exception):
    """Something stands where the room's shape does not allow it."""


class Copy:
    """One room's document as the web process has it, and what its shape allows where."""

    def __init__(self, root: str, children: dict[str, list[str]]) -> None:
        self.children = {name: frozenset(names) for name, names in children.items()}
        self.doc: Doc[Any] = Doc()
        self.root: XmlFragment = self.doc.get(root, type=XmlFragment)
        self.touched: list[tuple[Any, int, list[Any]]] = []
        self.root.observe_deep(self._note)

    def _note(self, events: list[Any]) -> None:
        for event in events:
            inserted = [part for step in event.delta for part in _inserted(step)]
            if inserted or isinstance(event.target, XmlText):
                self.touched.append((event.target, len(event.path), inserted))

    def apply(self, update: bytes) -> None:
        """Take the update in and look at every place it touched."""
        self.touched.clear()
        self.doc.apply_update(update)
        for target, depth, inserted in self.touched:
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
            if isinstance(node, XmlElement):
                inside = list(node.children)
                with self.doc.transaction() as txn:
                    if node.integrated.len(txn._txn) != len(inside):
                        raise Misplaced  # a bare value or text among the nodes
                to_check.extend((_name(node), child, depth + 1) for child in inside)
            elif isinstance(node, XmlText) and any(not isinstance(part, str) for part, _ in node.diff()):
                raise Misplaced


def _inserted(step: dict[str, Any]) -> list[Any]:
    value = step.get("insert", [])
    return value if isinstance(value, list) else [value]


def _name(node: Any) -> str:
    if isinstance(node, XmlElement):
        return node.tag or "?"
    if isinstance(node, XmlText):
        return "#text"
    return "" if isinstance(node, XmlFragment) else "?"


def taste(copies: dict[bytes, Copy], room: bytes, updates: list[bytes]) -> bytes:
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


def answer(copies: dict[bytes, Copy], request: bytes) -> bytes:
    """Do what one request asks."""
    kind, body = request[0], Parts(request[1:])
    if kind == TASTE:
        answers = b""
        while body.left():
            room = body.take(16)
            answers += taste(copies, room, [body.chunk() for _ in range(body.number())])
        return answers
    if kind == OPEN:
        room = body.take(16)
        shape = json.loads(body.chunk())
        copy = Copy(shape["root"], shape["children"])
        copies[room] = copy
        state = []
        while body.left():
            state.append(body.chunk())
        return bytes([max(taste(copies, room, state), default=FINE)])
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
    copies: dict[bytes, Copy] = {}
    while header := source.read(4):
        request = source.read(struct.unpack(">I", header)[0])
        reply = answer(copies, request)
        sink.write(struct.pack(">I", len(reply)) + reply)
        sink.flush()


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
