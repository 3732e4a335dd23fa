"""Puts notes on a board as the server: what a session reveals, what an archive brings back."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from dotanks.live.rooms import write_entries
from dotanks.room.boards.kinds import COLOURS, KINDS, LAST_PLACE, LONGEST_GROUP, LONGEST_NOTE, BoardKind
from dotanks.room.boards.queries import contents_of
from dotanks.room.models import Board

STEP = 1_000  # between two notes of a lane, so that others fit in between
BESIDE, BELOW = 200, 140
MARGIN = 110


@dataclass(frozen=True)
class NewNote:
    """A note to put on a board. Without a place it stands where there is room."""

    text: str
    lane: str = ""
    colour: str = COLOURS[0].id
    group: str = ""
    x: float | None = None
    y: float | None = None


def add_notes(board_id: UUID, notes: Sequence[NewNote]) -> list[str]:
    """Put these notes on the board, as an edit that everybody on it sees at once; answers their ids."""
    if not notes:
        return []
    board = Board.objects.get(pk=board_id)
    kind = KINDS[board.kind]
    standing = contents_of(board).notes
    last = {place: max((n.y for n in standing if n.place == place), default=0) for place in {n.place for n in standing}}
    entries: dict[str, dict[str, str | float]] = {}
    for number, note in enumerate(notes, len(standing)):
        entry: dict[str, str | float] = {"text": note.text[:LONGEST_NOTE], "colour": note.colour}
        if kind.lanes:
            entry["lane"] = place = kind.place_of(note.lane, 0, 0)
            last[place] = min(last.get(place, 0) + STEP, LAST_PLACE)
            entry["x"], entry["y"] = 0.0, float(last[place])
        else:
            x, y = _free_place(kind, number)
            entry["x"] = float(round(min(max(x if note.x is None else note.x, 0), kind.width)))
            entry["y"] = float(round(min(max(y if note.y is None else note.y, 0), kind.height)))
        if note.group:
            entry["group"] = note.group[:LONGEST_GROUP]
        entries[str(uuid4())] = entry
    write_entries(board.live_id, {"notes": entries})
    return list(entries)


def _free_place(kind: BoardKind, number: int) -> tuple[float, float]:
    """The next place of a grid over the board."""
    per_row = max(1, (kind.width - 2 * MARGIN) // BESIDE + 1)
    rows = max(1, (kind.height - 2 * MARGIN) // BELOW + 1)
    return MARGIN + BESIDE * (number % per_row), MARGIN + BELOW * (number // per_row % rows)
