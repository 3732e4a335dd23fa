"""The guard's part for rooms of maps: an entry by id, in it values and texts of known names, and nothing else.

An update does not say where a part stands that follows another one, so here it must fit somewhere; the expendable
process, which has the whole document, looks whether it fits where it stands (tasting.py).
"""

import re
from collections.abc import Mapping
from typing import Final

from dotanks.live.reader import MAX_CLOCK, MAX_JSON, GuardRefused, Reader, read_any
from dotanks.live.shapes import Entries
from dotanks.live.tasting import ENTRY_ID, follows

MAP, TEXT = 1, 2  # as Yjs numbers its types
_ID: Final = re.compile(ENTRY_ID)


def read_entry_struct(
    reader: Reader,
    roots: Mapping[str, Entries],
    info: int,
    at: tuple[int, int],
    depths: dict[tuple[int, int], int],
    ours: bool,
) -> int:
    """Read the rest of one part, after what stands beside it, and answer its length in clock ticks."""
    placed = not info & 192
    root: Entries | None = None
    key: str | None = None
    inside: int | None = None  # what it stands in, where that came with the same update
    if placed:
        if reader.number(2):
            root = roots.get(reader.text(MAX_JSON))
            if root is None:
                raise GuardRefused("unknown root")
        else:
            inside = depths.get((reader.number(), reader.number(MAX_CLOCK)))
        if info & 32:
            key = reader.text(MAX_JSON)
            if root is None:
                if not any(key in one.values or key in one.texts for one in roots.values()):
                    raise GuardRefused("unknown name in an entry")
            elif not _ID.fullmatch(key):
                raise GuardRefused("an entry without an id")
        elif root is not None:
            raise GuardRefused("an entry without an id")
    elif info & 32 and not info & 128:
        raise GuardRefused("a name without its parent")
    content = info & 31
    if content == 1:
        return reader.length()
    if root is not None and content != 7:
        raise GuardRefused("an entry must be a map")
    if (content != 4 and inside == TEXT) or (content == 4 and inside == MAP):
        raise GuardRefused("in the wrong place")
    if content == 4:
        return _text(reader, roots, key, ours)
    if content == 7:
        kind = reader.number(16)
        # What follows another part may be an entry written anew or a text written anew.
        fine = kind == MAP if root is not None else kind == TEXT if placed else kind in (MAP, TEXT)
        if not fine or (key is not None and root is None and not any(key in one.texts for one in roots.values())):
            raise GuardRefused("unknown kind of content")
        if placed and root is None and key is None:
            raise GuardRefused("something in a text")
        depths[at] = kind
        return 1
    if content == 8:
        if placed and key is None:
            raise GuardRefused("a value without a name")
        amount = reader.count()
        if not amount:
            raise GuardRefused("empty content")
        for _ in range(amount):
            value = read_any(reader)
            if not any(
                follows(rule, value)
                for one in roots.values()
                for name, rule in one.values.items()
                if key is None or name == key
            ):
                raise GuardRefused("a value that is not allowed")
        return amount
    raise GuardRefused("content of a kind this room does not use")


def _text(reader: Reader, roots: Mapping[str, Entries], key: str | None, ours: bool) -> int:
    if key is not None:
        raise GuardRefused("a name for a piece of text")
    text = reader.text()
    if not text and not ours:
        raise GuardRefused("empty text")
    if len(text) > max(most for one in roots.values() for most in one.texts.values()) and not ours:
        raise GuardRefused("text too long")
    return len(text) + sum(1 for letter in text if letter > "\uffff")
