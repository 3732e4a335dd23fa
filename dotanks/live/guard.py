"""Reads what a browser sends, byte by byte and without recursion, before the CRDT library may see it.

Small hostile input can end the process inside that library, so nothing is handed on that was not read here in full.
"""

import sys
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from dotanks.live.guard_entries import read_entry_struct
from dotanks.live.reader import MAX_BYTES, MAX_CLOCK, MAX_DEPTH, MAX_JSON, GuardRefused, Reader, read_any, read_json
from dotanks.live.shapes import Shape

MAX_STRUCTS: Final = 30_000
MAX_PRESENCE: Final = 4_096
MAX_PRESENCE_ENTRIES: Final = 8
MAX_STATE_CLIENTS: Final = 20_000

GAP: Final = 10
NO_CHANGE: Final = b"\x00\x00"


class Facts(NamedTuple):
    """What one checked update holds."""

    ends: Mapping[int, int]  # per client: the clock up to which this update speaks
    needs: Mapping[int, int]  # per client: the clock that must be known before this update can be taken in
    structs: int
    new_nodes: int


class Presence(NamedTuple):
    """One entry of an awareness message; state None means the person left."""

    client: int
    clock: int
    state: dict[str, Any] | None


def check_update(data: bytes, shape: Shape, *, ours: bool = False, most: int = 0) -> Facts:
    """Read a Yjs update (encoding V1) to its last byte and refuse whatever the shape does not allow.

    `ours` is for what comes back from the database: it was checked in parts and may have grown by merging. So has
    what comes in an archive, which says for itself how many parts are too many.
    """
    most = most or (sys.maxsize if ours else MAX_STRUCTS)
    if not ours and len(data) > MAX_BYTES:
        raise GuardRefused("update too large")
    reader = Reader(data)
    ends: dict[int, int] = {}
    needs: dict[int, int] = {}
    depths: dict[tuple[int, int], int] = {}
    structs = 0
    for _ in range(reader.count(3)):
        amount = reader.count()
        structs += amount
        if structs > most:
            raise GuardRefused("too many parts in one update")
        client = reader.number()
        clock = reader.number(MAX_CLOCK)
        if client in ends:
            raise GuardRefused("a client occurs twice")
        ends[client] = needs[client] = clock
        for _ in range(amount):
            gap = reader.at < reader.end and data[reader.at] == GAP
            clock += _read_struct(reader, shape, client, clock, depths, ours)
            if gap:
                needs[client] = clock
            if clock >= MAX_CLOCK:
                raise GuardRefused("clock too large")
        ends[client] = clock
    deleting: set[int] = set()
    for _ in range(reader.count(2)):
        client = reader.number()
        if client in deleting:
            raise GuardRefused("a client occurs twice")
        deleting.add(client)
        for _ in range(reader.count(2)):
            start = reader.number(MAX_CLOCK)
            length = reader.number(MAX_CLOCK)
            structs += 1
            if not length or start + length >= MAX_CLOCK or structs > most:
                raise GuardRefused("impossible deletion")
            if start + length > ends.get(client, 0):
                ends[client] = needs[client] = start + length
    reader.finish()
    return Facts(ends=ends, needs=needs, structs=structs, new_nodes=len(depths))


def _read_struct(
    reader: Reader, shape: Shape, client: int, clock: int, depths: dict[tuple[int, int], int], ours: bool
) -> int:
    """Read one part of an update and answer its length in clock ticks."""
    info = reader.byte()
    content = info & 31
    if info in (0, GAP):  # forgotten content, or a gap left by merging
        return reader.length()
    has_left, has_right = info & 128, info & 64
    if has_left:
        reader.number()
        reader.number(MAX_CLOCK)
    if has_right:
        reader.number()
        reader.number(MAX_CLOCK)
    if shape.entries:
        return read_entry_struct(reader, shape.entries, info, (client, clock), depths, ours)
    at_root = False
    attribute: str | None = None
    depth = 1
    if not has_left and not has_right:
        parent_kind = reader.number(2)
        if parent_kind:
            if reader.text(MAX_JSON) != shape.root:
                raise GuardRefused("unknown root")
            at_root = True
        else:
            parent = (reader.number(), reader.number(MAX_CLOCK))
            depth = depths.get(parent, 0) + 1
            if depth > MAX_DEPTH:
                raise GuardRefused("nested too deep")
        if info & 32:
            attribute = reader.text(MAX_JSON)
            if attribute not in shape.attributes or at_root:
                raise GuardRefused("unknown attribute")
    elif info & 32 and not has_left:
        # yrs and Yjs agree that the name of an attribute travels only beside its parent.
        raise GuardRefused("attribute without its parent")

    if content == 1:
        return reader.length()
    if attribute is not None and content != 8:
        raise GuardRefused("an attribute must be a value")
    if content == 4:
        if at_root:
            raise GuardRefused("text outside a paragraph")
        text = reader.text()
        if not text and not ours:  # the library leaves empty pieces behind where it cuts a letter in two
            raise GuardRefused("empty text")
        return len(text) + sum(1 for letter in text if letter > "\uffff")  # Yjs counts UTF-16 units
    if content == 6:
        rule = shape.marks.get(reader.text(MAX_JSON))
        if rule is None or at_root:
            raise GuardRefused("unknown mark")
        if not rule(read_json(reader.text(MAX_JSON), MAX_JSON)):
            raise GuardRefused("a mark's value is not allowed")
        return 1
    if content == 7:
        kind = reader.number(16)
        if kind == 3:
            if reader.text(MAX_JSON) not in shape.nodes:
                raise GuardRefused("unknown node")
        elif kind != 6 or at_root:
            raise GuardRefused("unknown kind of node")
        depths[client, clock] = depth
        return 1
    if content == 8:
        if at_root:
            raise GuardRefused("a value outside a node")
        amount = reader.count()
        if not amount:
            raise GuardRefused("empty content")
        for _ in range(amount):
            value = read_any(reader)
            rules = (shape.attributes[attribute],) if attribute is not None else shape.attributes.values()
            if not any(rule(value) for rule in rules):
                raise GuardRefused("an attribute's value is not allowed")
        return amount
    raise GuardRefused("content of a kind this room does not use")


def check_state_vector(data: bytes) -> dict[int, int]:
    """Read a state vector: which client's edits the other side has, and up to where."""
    if len(data) > MAX_BYTES:
        raise GuardRefused("state vector too large")
    reader = Reader(data)
    amount = reader.count(2)
    if amount > MAX_STATE_CLIENTS:
        raise GuardRefused("too many clients")
    known: dict[int, int] = {}
    for _ in range(amount):
        client = reader.number()
        known[client] = reader.number(MAX_CLOCK)
    reader.finish()
    return known


def check_presence(data: bytes) -> list[Presence]:
    """Read an awareness message: a few small entries, each an object or null."""
    if len(data) > MAX_PRESENCE * MAX_PRESENCE_ENTRIES:
        raise GuardRefused("presence too large")
    reader = Reader(data)
    amount = reader.count(3)
    if amount > MAX_PRESENCE_ENTRIES:
        raise GuardRefused("too many presence entries")
    entries = []
    for _ in range(amount):
        client = reader.number()
        clock = reader.number(MAX_CLOCK)
        state = read_json(reader.text(MAX_PRESENCE), MAX_PRESENCE)
        if state is not None and not isinstance(state, dict):
            raise GuardRefused("presence is not an object")
        entries.append(Presence(client, clock, state))
    reader.finish()
    return entries
