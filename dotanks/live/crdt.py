"""The one place that calls the CRDT library on people's bytes.

It panics with a BaseException on what it does not expect; out of here comes CrdtFailed, which is an Exception.
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import pycrdt

from dotanks.live.guard import check_state_vector
from dotanks.live.shapes import Shape

T = TypeVar("T")


class CrdtFailed(Exception):
    """The library could not do it; its document may be spoilt."""


def _safely(work: Callable[[], T]) -> T:
    try:
        return work()
    except (KeyboardInterrupt, SystemExit, GeneratorExit, asyncio.CancelledError):
        raise
    except BaseException as panic:  # noqa: BLE001 - the library panics with a BaseException
        raise CrdtFailed(type(panic).__name__) from None


def new_document(shape: Shape) -> "pycrdt.Doc[Any]":
    """An empty document with its roots in place."""
    document: pycrdt.Doc[Any] = pycrdt.Doc()
    if shape.root:
        document.get(shape.root, type=pycrdt.XmlFragment)
    for name in shape.entries:
        document.get(name, type=pycrdt.Map)
    return document


def take_in(document: "pycrdt.Doc[Any]", update: bytes) -> None:
    """Apply a checked update."""
    _safely(lambda: document.apply_update(update))


def merge(updates: Sequence[bytes]) -> bytes:
    """One update that says what all of these say, also what still waits for a predecessor."""
    return updates[0] if len(updates) == 1 else _safely(lambda: pycrdt.merge_updates(*updates))


def since(document: "pycrdt.Doc[Any]", state_vector: bytes = b"\x00") -> bytes:
    """What the document has and this state vector lacks. Leaves out what waits for a predecessor."""
    return _safely(lambda: document.get_update(state_vector))


def rest(update: bytes, document: "pycrdt.Doc[Any]") -> bytes:
    """What an update says that the document could not take in yet."""
    return _safely(lambda: pycrdt.get_update(update, document.get_state()))


def state_vector(document: "pycrdt.Doc[Any]") -> bytes:
    """The document's state vector as it travels."""
    return _safely(document.get_state)


def clocks(document: "pycrdt.Doc[Any]") -> dict[int, int]:
    """Per client: up to where the document is whole."""
    return check_state_vector(state_vector(document))
