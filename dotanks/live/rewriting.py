"""Makes a document say again what it said earlier, as an edit like any other.

Only the blocks that differ are replaced: who is just writing in one that stays notices nothing.
"""

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any

import pycrdt

from dotanks.live import crdt
from dotanks.live.shapes import Shape


def rewrite(payloads: Sequence[bytes], wanted: bytes, shape: Shape) -> bytes | None:
    """One update that makes the stored document equal the wanted state; None where it already does."""
    document, earlier = crdt.new_document(shape), crdt.new_document(shape)
    if payloads:
        crdt.take_in(document, crdt.merge(payloads))
    crdt.take_in(earlier, wanted)
    before = crdt.state_vector(document)
    root = document.get(shape.root, type=pycrdt.XmlFragment)
    new = list(earlier.get(shape.root, type=pycrdt.XmlFragment).children)
    steps = SequenceMatcher(None, [_key(node) for node in root.children], [_key(node) for node in new]).get_opcodes()
    if all(step == "equal" for step, *_ in steps):
        return None
    with document.transaction():
        for step, start, end, first, last in reversed(steps):  # from the end, so that places stay what they were
            if step == "equal":
                continue
            del root.children[start:end]
            for place, node in enumerate(new[first:last], start):
                _copy(node, root, place)
    return crdt.since(document, before)


def _key(node: Any) -> Any:
    """What a node says, to compare it with another."""
    if isinstance(node, pycrdt.XmlText):
        return tuple((text, repr(sorted((marks or {}).items()))) for text, marks in node.diff())
    attributes = repr(sorted((name, value) for name, value in node.attributes if value is not None))
    return (node.tag, attributes, tuple(_key(child) for child in node.children))


def _copy(node: Any, parent: pycrdt.XmlFragment | pycrdt.XmlElement, place: int) -> None:
    if isinstance(node, pycrdt.XmlText):
        text = pycrdt.XmlText()
        parent.children.insert(place, text)
        for words, marks in node.diff():
            if isinstance(words, str):
                text.insert(len(text), words, marks)
    elif isinstance(node, pycrdt.XmlElement) and node.tag:
        made = pycrdt.XmlElement(node.tag)
        parent.children.insert(place, made)
        given: Any = node.attributes
        for name, value in given:
            if value is not None:
                made.attributes[name] = value
        for at, child in enumerate(node.children):
            _copy(child, made, at)
