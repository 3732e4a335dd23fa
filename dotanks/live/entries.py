"""Reads and writes rooms of maps on the server, as plain dictionaries."""

from collections.abc import Mapping, Sequence
from typing import Any

import pycrdt

from dotanks.live import crdt
from dotanks.live.shapes import Shape

Entry = Mapping[str, str | float]
AllEntries = Mapping[str, Mapping[str, Entry]]


class RoomFull(Exception):
    """There is no place for so many entries."""


def read(payloads: Sequence[bytes], shape: Shape) -> AllEntries:
    """What stored updates say together: per root the entries by id, texts as plain words."""
    document = _document(payloads, shape)
    return {name: _entries(document.get(name, type=pycrdt.Map)) for name in shape.entries}


def write(payloads: Sequence[bytes], shape: Shape, more: AllEntries) -> bytes:
    """One update that puts these entries beside what is there."""
    document = _document(payloads, shape)
    before = crdt.state_vector(document)
    with document.transaction():
        for name, entries in more.items():
            root: pycrdt.Map[Any] = document.get(name, type=pycrdt.Map)
            kind = shape.entries[name]
            if len(root) + len(entries) > kind.most:
                raise RoomFull
            for key, entry in entries.items():
                root[key] = pycrdt.Map(
                    {field: pycrdt.Text(str(value)) if field in kind.texts else value for field, value in entry.items()}
                )
    return crdt.since(document, before)


def _document(payloads: Sequence[bytes], shape: Shape) -> "pycrdt.Doc[Any]":
    document = crdt.new_document(shape)
    if payloads:
        crdt.take_in(document, crdt.merge(payloads))
    return document


def _entries(root: "pycrdt.Map[Any]") -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for key, entry in root.items():
        if isinstance(entry, pycrdt.Map):
            found[key] = {
                name: str(value) if isinstance(value, pycrdt.Text) else value
                for name, value in entry.items()
                if isinstance(value, pycrdt.Text | str | int | float)
            }
    return found
