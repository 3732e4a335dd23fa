"""Rooms of maps: what a board writes passes, and everything else never reaches the database."""

import asyncio
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pycrdt
import pytest

from dotanks.live import crdt, entries
from dotanks.live.guard import check_state_vector, check_update
from dotanks.live.protocol import chunk, number
from dotanks.live.reader import GuardRefused
from dotanks.live.taster import Taster, ToTaste
from dotanks.room.boards.kinds import KINDS, LONGEST_MERGED, MOST_NOTES, shape_of

ROOT = Path(__file__).parents[3]
CULTURE = shape_of(KINDS["culture"])
ONE, OTHER = "3f2504e0-4f89-41d3-9a0c-0305e82c3301", "3f2504e0-4f89-41d3-9a0c-0305e82c3302"
CLIENT = number(7)


def board() -> "pycrdt.Doc[Any]":
    """A culture board on which everything happened that a screen can do."""
    document = crdt.new_document(CULTURE)
    notes, arrows = notes_of(document), document.get("arrows", type=pycrdt.Map)
    with document.transaction():
        for key in (ONE, OTHER):
            notes[key] = note()
        arrows[str(uuid4())] = pycrdt.Map({"from": ONE, "to": OTHER, "label": "then"})
    text = notes[ONE]["text"]
    text.insert(2, "😀 naïve")
    del text[0:2]
    notes[ONE]["lane"] = "blockers"
    notes[ONE]["y"] = 2500.0
    notes[ONE]["y"] = 3500.0
    notes[OTHER]["group"] = "Later"
    del notes[OTHER]["group"]
    del notes[OTHER]
    notes[OTHER] = note()
    return document


def note(**more: Any) -> "pycrdt.Map[Any]":
    return pycrdt.Map({"text": pycrdt.Text("Say"), "x": 0.0, "y": 1000.0, "lane": "outcomes", "colour": "pink", **more})


def notes_of(document: "pycrdt.Doc[Any]") -> "pycrdt.Map[Any]":
    notes: pycrdt.Map[Any] = document.get("notes", type=pycrdt.Map)
    return notes


def change(make: Callable[["pycrdt.Doc[Any]"], None]) -> tuple[bytes, bytes]:
    """A board before, and the update that some program makes of it."""
    document = board()
    whole, before = document.get_update(), document.get_state()
    with document.transaction():
        make(document)
    return whole, document.get_update(before)


async def tasted(whole: bytes, update: bytes) -> bool:
    """What the expendable process says of the update."""
    taster = Taster()
    try:
        room = uuid4()
        return (await taster.taste([ToTaste(room, lambda: (CULTURE, [whole]), (), [update])]))[0].fine[0]
    finally:
        await taster.stop()


def accepted(whole: bytes, update: bytes) -> bool:
    """Whether it would be stored."""
    try:
        check_update(update, CULTURE)
    except GuardRefused:
        return False
    return asyncio.run(tasted(whole, update))


def test_what_a_board_writes_passes_and_is_measured_right() -> None:
    document = board()
    whole = document.get_update()

    assert dict(check_update(whole, CULTURE).ends) == check_state_vector(document.get_state())
    assert asyncio.run(tasted(b"\x00\x00", whole))
    read = entries.read([whole], CULTURE)
    assert read["notes"][ONE] == {"text": "😀 naïvey", "x": 0, "y": 3500, "lane": "blockers", "colour": "pink"}
    assert set(read["notes"]) == {ONE, OTHER}
    assert len(read["arrows"]) == 1


def put(document: "pycrdt.Doc[Any]", root: str, key: str, value: object) -> None:
    document.get(root, type=pycrdt.Map)[key] = value


def of_one(document: "pycrdt.Doc[Any]") -> Any:
    return notes_of(document)[ONE]


FINE: dict[str, Callable[["pycrdt.Doc[Any]"], None]] = {
    "a new note": lambda d: put(d, "notes", str(uuid4()), note()),
    "a note with little": lambda d: put(d, "notes", str(uuid4()), pycrdt.Map({"text": pycrdt.Text("")})),
    "a note again": lambda d: put(d, "notes", ONE, note()),
    "a move": lambda d: of_one(d).update({"lane": "enablers", "y": 17.0}),
    "a letter": lambda d: of_one(d)["text"].insert(0, "é"),
    "letters away": lambda d: of_one(d)["text"].clear(),
    "an arrow": lambda d: put(d, "arrows", str(uuid4()), pycrdt.Map({"from": ONE, "to": OTHER})),
    "a note away": lambda d: notes_of(d).pop(ONE),
    "a text written anew": lambda d: of_one(d).update({"text": pycrdt.Text("New")}),
}

REFUSED: dict[str, Callable[["pycrdt.Doc[Any]"], None]] = {
    "an unknown root": lambda d: put(d, "votes", ONE, pycrdt.Map({"n": 1.0})),
    "an unknown name": lambda d: put(d, "notes", str(uuid4()), note(author="Somebody else")),
    "an unknown name later": lambda d: of_one(d).update({"author": "Somebody else"}),
    "a name of an arrow in a note": lambda d: of_one(d).update({"from": ONE}),
    "a key that is no id": lambda d: put(d, "notes", "__proto__", note()),
    "a key in capitals": lambda d: put(d, "notes", ONE.upper(), note()),
    "a value for a note": lambda d: put(d, "notes", ONE, "text"),
    "a lane of another kind": lambda d: of_one(d).update({"lane": "puzzled"}),
    "a colour of its own": lambda d: of_one(d).update({"colour": "url(https://example.org)"}),
    "a place outside": lambda d: of_one(d).update({"x": 1e9}),
    "a place between pixels": lambda d: of_one(d).update({"x": 0.5}),
    "no number": lambda d: of_one(d).update({"x": float("nan")}),
    "beyond numbers": lambda d: of_one(d).update({"y": float("inf")}),
    "a list for a place": lambda d: of_one(d).update({"x": [1.0]}),
    "nothing for a place": lambda d: of_one(d).update({"x": None}),
    "words for a place": lambda d: of_one(d).update({"x": "12"}),
    "a text as a value": lambda d: of_one(d).update({"text": "plain"}),
    "a map for a text": lambda d: of_one(d).update({"text": pycrdt.Map({"x": 1.0})}),
    "a list for a text": lambda d: of_one(d).update({"text": pycrdt.Array(["x"])}),
    "a text for a value": lambda d: of_one(d).update({"group": pycrdt.Text("x")}),
    "a group with a long name": lambda d: of_one(d).update({"group": "x" * 61}),
    "a text too long": lambda d: of_one(d)["text"].insert(0, "x" * LONGEST_MERGED),
    "a bold letter": lambda d: of_one(d)["text"].format(0, 1, {"bold": True}),
    "a picture in a text": lambda d: of_one(d)["text"].insert_embed(0, {"src": "https://example.org"}),
    "an arrow to nowhere": lambda d: put(d, "arrows", str(uuid4()), pycrdt.Map({"from": ONE, "to": "x"})),
    "a note among the arrows": lambda d: put(d, "arrows", str(uuid4()), note()),
    "too many notes": lambda d: notes_of(d).update({str(uuid4()): note() for _ in range(MOST_NOTES)}),
}


@pytest.mark.parametrize("name", FINE)
def test_what_a_screen_does_is_stored(name: str) -> None:
    assert accepted(*change(FINE[name]))


@pytest.mark.parametrize("name", REFUSED)
def test_anything_else_is_refused(name: str) -> None:
    assert not accepted(*change(REFUSED[name]))


def part(info: int, parent: bytes, content: bytes) -> bytes:
    return bytes([info]) + parent + content


def update(*parts: bytes) -> bytes:
    return b"\x01" + number(len(parts)) + CLIENT + b"\x00" + b"".join(parts) + b"\x00"


def in_root(name: bytes, key: bytes) -> bytes:
    return b"\x01" + chunk(name) + chunk(key)


def inside(clock: int, key: bytes | None = None) -> bytes:
    return b"\x00" + CLIENT + number(clock) + (chunk(key) if key is not None else b"")


ENTRY = part(7 | 32, in_root(b"notes", ONE.encode()), b"\x01")
HOSTILE = {
    "endless nesting": update(ENTRY, part(8 | 32, inside(0, b"x"), b"\x01" + b"\x75\x01" * 13_400 + b"\x75\x00")),
    "texts in texts": update(ENTRY, *(part(7 | 32, inside(clock, b"text"), b"\x02") for clock in range(3_000))),
    "a value in a text": update(
        ENTRY, part(7 | 32, inside(0, b"text"), b"\x02"), part(8 | 32, inside(1, b"x"), b"\x01\x7d\x01")
    ),
    "an entry in an entry": update(ENTRY, part(7 | 32, inside(0, b"text"), b"\x01")),
    "an entry without a key": update(part(7, b"\x01" + chunk(b"notes"), b"\x01")),
    "letters in a map": update(ENTRY, part(4, inside(0), chunk(b"x"))),
    "letters under a name": update(ENTRY, part(4 | 32, inside(0, b"lane"), chunk(b"x"))),
    "an element": update(part(7 | 32, in_root(b"notes", ONE.encode()), b"\x03" + chunk(b"paragraph"))),
    "the page of a document": update(part(7, b"\x01" + chunk(b"document"), b"\x03" + chunk(b"paragraph"))),
    "a document in it": update(part(9 | 32, in_root(b"notes", ONE.encode()), chunk(b"x") + b"\x76\x00")),
    "raw bytes": update(ENTRY, part(3 | 32, inside(0, b"x"), chunk(b"xx"))),
    "nothing at all": update(ENTRY, part(8 | 32, inside(0, b"x"), b"\x00")),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_bytes_are_refused_before_the_library_sees_them(name: str) -> None:
    with pytest.raises(GuardRefused):
        check_update(HOSTILE[name], CULTURE)


def after(document: "pycrdt.Doc[Any]", clock: int, content: int, body: bytes) -> bytes:
    """An update of somebody else with one part that follows a part of the document."""
    return (
        b"\x01\x01"
        + CLIENT
        + b"\x00"
        + bytes([content | 128])
        + number(document.client_id)
        + number(clock)
        + body
        + b"\x00"
    )


def lands_in_a_text(document: "pycrdt.Doc[Any]", clock: int) -> bool:
    trial: pycrdt.Doc[Any] = pycrdt.Doc()
    notes = notes_of(trial)
    trial.apply_update(document.get_update())
    trial.apply_update(after(document, clock, 4, chunk(b"#")))
    one = notes[ONE]
    return isinstance(one, pycrdt.Map) and "#" in str(one["text"])


def test_what_follows_a_part_must_fit_where_it_stands() -> None:
    """An update does not say where its parts stand; the whole document does."""
    document = board()
    clock = next(clock for clock in range(40) if lands_in_a_text(document, clock))
    among_letters = after(document, clock, 7, b"\x01")
    letters_for_an_entry = after(document, 0, 4, chunk(b"x"))
    for update in (among_letters, letters_for_an_entry):
        check_update(update, CULTURE)
        assert not asyncio.run(tasted(document.get_update(), update))


MUTATE = """
import random, sys
import pycrdt
from dotanks.live import crdt, entries
from dotanks.live.guard import check_update
from dotanks.live.reader import GuardRefused
from tests.dotanks.live.test_guard_entries import CULTURE, board

dice = random.Random(int(sys.argv[1]))
seeds = [board().get_update() for _ in range(4)]
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
        check_update(bytes(data), CULTURE)
    except GuardRefused:
        refused += 1
        continue
    try:
        entries.read([seeds[0], bytes(data)], CULTURE)
        passed += 1
    except crdt.CrdtFailed:
        failed += 1
print(passed, failed, refused)
"""


def test_mutated_boards_never_end_a_process() -> None:
    """Ten thousand broken updates: refused, taken in, or failed with an exception; never a dead process."""
    tries = 10_000
    seed = random.randrange(2**32)
    done = subprocess.run(
        [sys.executable, "-c", MUTATE, str(seed), str(tries)],
        check=False, capture_output=True, text=True, timeout=240, cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == 0, f"seed {seed}: {done.stderr[-2000:]}"
    passed, failed, refused = map(int, done.stdout.split())
    assert passed + failed + refused == tries
    assert refused > tries / 4
    assert passed > 100
