"""What the guard lets through, and what never reaches the CRDT library."""

import json
import random
import subprocess
import sys
import time
from typing import Any

import pycrdt
import pytest

from dotanks.live import crdt, protocol
from dotanks.live.guard import MAX_STRUCTS, check_presence, check_state_vector, check_update
from dotanks.live.protocol import chunk, number
from dotanks.live.reader import MAX_BYTES, GuardRefused
from dotanks.live.seeding import Bullets, Heading, Paragraph, write
from dotanks.live.shapes import DOCUMENT

CLIENT = number(7)


def part(content: bytes, *, kind: int, parent: bytes | None = None) -> bytes:
    """One struct at the root of the document, or under `parent`."""
    return bytes([kind]) + (parent if parent is not None else b"\x01" + chunk(b"document")) + content


def update(*parts: bytes, deletions: bytes = b"\x00") -> bytes:
    """An update of one client with these parts."""
    return b"\x01" + number(len(parts)) + CLIENT + b"\x00" + b"".join(parts) + deletions


def element(name: bytes = b"paragraph", parent: bytes | None = None) -> bytes:
    return part(b"\x03" + chunk(name), kind=7, parent=parent)


def inside(clock: int) -> bytes:
    return b"\x00" + CLIENT + number(clock)


def value(nested: bytes, name: bytes = b"level") -> bytes:
    """An attribute of the element with clock 0."""
    return part(chunk(name) + b"\x01" + nested, kind=0x28, parent=inside(0))


TEXT = part(b"\x06", kind=7, parent=inside(0))

HOSTILE = {
    "empty": b"",
    "encoding V2": b"\x00\x00\x05\x00\x00\x00\x00",
    "bytes after the end": update(element()) + b"\x00",
    "more clients than bytes": number(2**26) + b"\x00",
    "more parts than bytes": b"\x01" + number(2**30) + CLIENT + b"\x00",
    "more deletions than bytes": b"\x00\x01" + CLIENT + number(2**30),
    "number without an end": b"\xff" * 30,
    "endless nesting of arrays": update(element(), value(b"\x75\x01" * 13_400 + b"\x75\x00")),
    "endless nesting of objects": update(element(), value(b"\x76\x01\x01a" * 13_400 + b"\x76\x00")),
    "deep nesting in a mark": update(
        element(), TEXT, part(chunk(b"bold") + chunk(b"[" * 500 + b"]" * 500), kind=6, parent=inside(1))
    ),
    "array longer than the bytes": update(element(), value(b"\x75" + number(2**40))),
    "unknown kind of value": update(element(), value(b"\x20")),
    "unknown root": update(part(b"\x03" + chunk(b"paragraph"), kind=7, parent=b"\x01" + chunk(b"other"))),
    "unknown node": update(element(b"script")),
    "unknown attribute": update(element(), value(b"\x7d\x01", b"onclick")),
    "attribute with a wrong value": update(element(), value(b"\x77" + chunk(b"javascript:"))),
    "unknown mark": update(
        element(), TEXT, part(chunk(b"link") + chunk(b'{"href":"javascript:0"}'), kind=6, parent=inside(1))
    ),
    "mark with details": update(
        element(), TEXT, part(chunk(b"bold") + chunk(b'{"onclick":"x"}'), kind=6, parent=inside(1))
    ),
    "mark that is not JSON": update(element(), TEXT, part(chunk(b"bold") + chunk(b"NaN"), kind=6, parent=inside(1))),
    "text at the root": update(part(chunk(b"hello"), kind=4)),
    "text that is not UTF-8": update(element(), TEXT, part(chunk(b"\xff\xfe"), kind=4, parent=inside(1))),
    "lone surrogate": update(element(), TEXT, part(chunk(b"\xed\xa0\x80"), kind=4, parent=inside(1))),
    "empty text": update(element(), TEXT, part(chunk(b""), kind=4, parent=inside(1))),
    "a document in a document": update(part(chunk(b"x") + b"\x76\x00", kind=9)),
    "an embedded object": update(element(), TEXT, part(chunk(b"{}"), kind=5, parent=inside(1))),
    "raw bytes": update(part(chunk(b"x" * 10), kind=3)),
    "old JSON content": update(part(b"\x01" + chunk(b"1"), kind=2)),
    "moved content": update(part(b"\x00" * 6, kind=11)),
    "a map": update(part(b"\x01", kind=7)),
    "a hook": update(part(b"\x05" + chunk(b"x"), kind=7)),
    "deletion of nothing": update(element(), deletions=b"\x01" + CLIENT + b"\x01\x00\x00"),
    "clock past its limit": b"\x01\x01" + CLIENT + number(2**31 - 1) + element() + b"\x00",
    "gap past its limit": update(b"\x0a" + number(2**31 - 1), element()),
    "nodes nested deep": update(element(), *(element(b"listItem", inside(clock)) for clock in range(40))),
    "too many parts": update(*[b"\x00\x01"] * (MAX_STRUCTS + 1)),
    "too large": update(element(), TEXT, part(chunk(b"x" * MAX_BYTES), kind=4, parent=inside(1))),
    "a client twice": b"\x02" + (b"\x01" + CLIENT + b"\x00" + element()) * 2 + b"\x00",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_updates_are_refused_quickly(name: str) -> None:
    started = time.process_time()
    with pytest.raises(GuardRefused):
        check_update(HOSTILE[name], DOCUMENT)
    assert time.process_time() - started < 0.5


def test_what_the_guard_keeps_out_would_end_the_process() -> None:
    """The reason for all this: the same bytes given to the library end a process without any exception."""
    script = "import sys, pycrdt\npycrdt.Doc().apply_update(sys.stdin.buffer.read())\n"
    bomb = update(element(), value(b"\x75\x01" * 60_000 + b"\x75\x00"))
    with pytest.raises(GuardRefused):
        check_update(bomb, DOCUMENT)
    died = subprocess.run([sys.executable, "-c", script], input=bomb, check=False, capture_output=True)
    assert died.returncode < 0


def written() -> "pycrdt.Doc[Any]":
    """A document with everything in it that the editor writes."""
    document = crdt.new_document(DOCUMENT)
    crdt.take_in(document, write([Heading("Plan", 1), Paragraph("Why?", italic=True), Bullets(["a", "b"])], DOCUMENT))
    root = document.get("document", type=pycrdt.XmlFragment)
    run = next(iter(list(root.children)[1].children))
    run.insert(2, "😀 naïve")
    run.format(0, 6, {"bold": {}})
    run.format(0, 2, {"bold": None})
    del run[2:6]
    next(iter(root.children)).attributes["level"] = 3
    ordered = pycrdt.XmlElement("orderedList")
    root.children.append(ordered)
    ordered.attributes["start"] = 4
    del root.children[2]
    root.children.append(pycrdt.XmlElement("paragraph"))
    list(root.children)[-1].children.append(pycrdt.XmlElement("hardBreak"))
    return document


WHO = "11111111-1111-4111-8111-111111111111"
SUGGESTION: dict[str, Any] = {"id": WHO, "person": WHO, "at": "2026-11-22T10:40Z"}


@pytest.mark.parametrize("name", ["insertion", "deletion"])
@pytest.mark.parametrize(
    ("value", "passes"),
    [
        (SUGGESTION, True),
        (None, True),
        ({}, False),
        (True, False),
        ({**SUGGESTION, "person": "Mia"}, False),
        ({**SUGGESTION, "person": None}, False),
        ({**SUGGESTION, "id": f"{WHO}x"}, False),
        ({**SUGGESTION, "at": "2026-11-22T10:40:59Z"}, False),
        ({**SUGGESTION, "more": "x"}, False),
        ({"id": WHO, "person": WHO}, False),
        ([SUGGESTION], False),
    ],
)
def test_a_suggestion_says_which_by_whom_and_the_minute(name: str, value: object, passes: bool) -> None:
    sent = json.dumps(value).encode()
    marked = update(element(), TEXT, part(chunk(name.encode()) + chunk(sent), kind=6, parent=inside(1)))
    if passes:
        check_update(marked, DOCUMENT)
    else:
        with pytest.raises(GuardRefused):
            check_update(marked, DOCUMENT)


def test_what_the_editor_writes_passes_and_is_measured_right() -> None:
    document = written()
    whole = document.get_update()

    facts = check_update(whole, DOCUMENT)

    assert dict(facts.ends) == check_state_vector(document.get_state())
    assert check_update(pycrdt.merge_updates(whole, whole), DOCUMENT).ends == facts.ends


def test_an_edit_says_what_it_needs() -> None:
    document = written()
    before = check_state_vector(document.get_state())
    state = document.get_state()
    root = document.get("document", type=pycrdt.XmlFragment)
    next(iter(next(iter(root.children)).children)).insert(0, "X")

    facts = check_update(document.get_update(state), DOCUMENT)

    ours = document.client_id
    assert facts.needs[ours] == before.get(ours, 0)
    assert facts.ends[ours] == before.get(ours, 0) + 1


@pytest.mark.parametrize(
    "data",
    [b"\x80\x80\x80\x20", number(2**28) + b"\x01\x01", b"\x01\x01", b"\x00\x00", b"", b"\x01" + b"\xff" * 9 + b"\x01"],
)
def test_hostile_state_vectors_are_refused(data: bytes) -> None:
    with pytest.raises(GuardRefused):
        check_state_vector(data)


def presence(state: bytes, entries: int = 1) -> bytes:
    return number(entries) + (CLIENT + b"\x01" + chunk(state)) * entries


@pytest.mark.parametrize(
    "data",
    [
        presence(b"[]"),
        presence(b'"me"'),
        presence(b"{"),
        presence(b'{"a":' * 40 + b"1" + b"}" * 40),
        presence(b'{"a":NaN}'),
        presence(b'{"a":"' + b"x" * 5_000 + b'"}'),
        presence(b"{}", entries=10_000),
        number(10_000) + CLIENT,
        b"",
        presence(b"{}") + b"\x00",
    ],
)
def test_hostile_presence_is_refused(data: bytes) -> None:
    with pytest.raises(GuardRefused):
        check_presence(data)


@pytest.mark.parametrize(
    "data", [b"", b"\x09", b"\x00\x03\x00", b"\x00\x02\x05abc", b"\x04", b"\x01\x00\x00", b"\x02\x00"]
)
def test_messages_outside_the_protocol_are_refused(data: bytes) -> None:
    with pytest.raises(GuardRefused):
        protocol.read(data)


MUTATE = """
import random, sys, time
from dotanks.live import crdt
from dotanks.live.guard import check_update
from dotanks.live.reader import GuardRefused
from dotanks.live.shapes import DOCUMENT
from tests.dotanks.live.test_guard import written

dice = random.Random(int(sys.argv[1]))
seeds = [written().get_update() for _ in range(4)]
passed = failed = refused = 0
for _ in range(int(sys.argv[2])):
    data = bytearray(dice.choice(seeds))
    for _ in range(dice.choice((1, 1, 2, 4))):
        where = dice.randrange(len(data))
        what = dice.random()
        if what < 0.5:
            data[where] = dice.randrange(256)
        elif what < 0.7:
            del data[where : where + dice.randrange(1, 5)]
        elif what < 0.9:
            data[where:where] = bytes(dice.randrange(256) for _ in range(dice.randrange(1, 5)))
        else:
            data[where:where] = data[dice.randrange(len(data)) :][: dice.randrange(1, 40)]
    try:
        check_update(bytes(data), DOCUMENT)
    except GuardRefused:
        refused += 1
        continue
    document = crdt.new_document(DOCUMENT)
    try:
        crdt.take_in(document, seeds[0])
        crdt.take_in(document, bytes(data))
        crdt.merge([bytes(data), seeds[1]])
        crdt.since(document)
        str(document.get("document", type=__import__("pycrdt").XmlFragment))
        passed += 1
    except crdt.CrdtFailed:
        failed += 1
print(passed, failed, refused)
"""


def test_mutated_updates_never_end_a_process() -> None:
    """Twenty thousand broken updates: refused, taken in, or failed with an exception; never a dead process."""
    tries = 20_000
    seed = random.randrange(2**32)
    done = subprocess.run(
        [sys.executable, "-c", MUTATE, str(seed), str(tries)],
        check=False, capture_output=True, text=True, timeout=240,
    )  # fmt: skip
    assert done.returncode == 0, f"seed {seed}: {done.stderr[-2000:]}"
    passed, failed, refused = map(int, done.stdout.split())
    assert passed + failed + refused == tries
    assert refused > tries / 4
    assert passed > 100  # otherwise nothing was tested beyond the guard
