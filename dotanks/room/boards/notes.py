"""What stands on a board, read from its live room, in the order in which a person reads it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from dotanks.live.rooms import AllEntries
from dotanks.room.boards.kinds import COLOURS, KINDS, BoardKind

_COLOUR_IDS: Final = frozenset(colour.id for colour in COLOURS)
_HALF: Final = 50


@dataclass(frozen=True)
class Note:
    """One note. Nobody's name is with it: a browser could write any."""

    id: str
    text: str
    x: float
    y: float
    place: str  # its lane or corner; nothing on a free board
    colour: str
    group: str


@dataclass(frozen=True)
class Arrow:
    """From one note to another, both of which are there."""

    id: str
    start: str
    end: str
    label: str


@dataclass(frozen=True)
class Contents:
    """All of one board."""

    kind: BoardKind
    notes: tuple[Note, ...]
    arrows: tuple[Arrow, ...]

    def by_place(self) -> Iterator[tuple[str, list[Note]]]:
        """The notes lane by lane or corner by corner, also where none stands; a free board is one place."""
        for place in [one.id for one in self.kind.places] or [""]:
            yield place, [note for note in self.notes if note.place == place]


def contents(kind: str, entries: AllEntries) -> Contents:
    """Make notes and arrows of what the room holds; what lacks something gets the ordinary."""
    board = KINDS[kind]
    order = {place.id: number for number, place in enumerate(board.places)}
    notes = [_note(board, key, entry) for key, entry in entries["notes"].items()]
    notes.sort(key=lambda note: (order.get(note.place, 0), note.y, note.x, note.id))
    there = {note.id for note in notes}
    arrows = [
        Arrow(key, str(entry["from"]), str(entry["to"]), str(entry.get("label", "")))
        for key, entry in sorted(entries["arrows"].items())
        if entry.get("from") in there and entry.get("to") in there
    ]
    return Contents(board, tuple(notes), tuple(arrows))


def _note(board: BoardKind, key: str, entry: Mapping[str, str | float]) -> Note:
    x = _number(entry.get("x"), board.width / 2)
    y = _number(entry.get("y"), board.height / 2)
    colour = str(entry.get("colour", ""))
    return Note(
        id=key,
        text=str(entry.get("text", "")).strip(),
        x=x,
        y=y,
        place=board.place_of(str(entry.get("lane", "")), x, y),
        colour=colour if colour in _COLOUR_IDS else COLOURS[0].id,
        group=str(entry.get("group", "")).strip(),
    )


def _number(value: object, otherwise: float) -> float:
    return value if isinstance(value, int | float) else otherwise


def riskiest(board: Contents) -> list[Note]:
    """The most important of what we know least about; several when they are level, none on other boards."""
    if not board.kind.names_riskiest:
        return []
    risks = {note: risk for note in board.notes if note.text and (risk := _risk(board.kind, note)) > 0}
    most = max(risks.values(), default=0)
    return [note for note, risk in risks.items() if risk == most]


def _risk(kind: BoardKind, note: Note) -> int:
    """Importance times missing evidence, each in steps of a hundredth, as fine as anybody can place a note.

    What is rather proven or rather unimportant is no risk: the map itself says so beside it.
    """
    importance = round(100 * (kind.height - note.y) / kind.height)
    unproven = round(100 * (kind.width - note.x) / kind.width)
    return importance * unproven if min(importance, unproven) >= _HALF else 0
