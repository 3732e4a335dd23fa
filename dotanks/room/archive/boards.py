"""The boards of a room in its archive: as data, as a table and as a picture."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _

from common.refusals import Clash
from dotanks.live.reader import GuardRefused
from dotanks.live.rooms import Entry, close_room, open_room, read_entries, write_entries
from dotanks.live.shapes import Entries
from dotanks.live.tasting import follows
from dotanks.room.archive.checking import HALF_A_LETTER, Told, damaged
from dotanks.room.archive.opening import Opened
from dotanks.room.archive.packing import Packing
from dotanks.room.archive.parts import Arrival
from dotanks.room.boards.actions import MOST_OPEN
from dotanks.room.boards.exporting import as_csv, as_svg
from dotanks.room.boards.kinds import KINDS, room_kind, shape_of
from dotanks.room.models import Board

NAME: Final = r"boards/[0-9]{1,4}\.json"
# An edit that the guard takes, whatever letters are in it.
AT_ONCE: Final = 48 * 1024


def write(packing: Packing) -> None:
    """Each board under its number, the oldest first."""
    for number, board in enumerate(Board.objects.filter(room_id=packing.room_id).order_by("opened_at", "pk"), 1):
        there = read_entries(board.live_id)
        packing.add_json(
            f"boards/{number}.json",
            {
                "id": str(board.pk),
                "kind": board.kind,
                "title": board.title,
                "opened_at": board.opened_at,
                "closed_at": board.closed_at,
                **{name: [{"id": key, **one} for key, one in sorted(there[name].items())] for name in sorted(there)},
            },
        )
        packing.add(f"boards/{number}.csv", as_csv(board))
        packing.add(f"boards/{number}.svg", as_svg(board))


@dataclass(frozen=True)
class OneBoard:
    """A board of the archive; what stands on it follows the rules of its kind."""

    id: str
    kind: str
    title: str
    opened_at: datetime
    closed_at: datetime | None
    entries: Mapping[str, Mapping[str, Entry]]


@dataclass(frozen=True)
class Boards:
    """All boards of an archive."""

    boards: list[OneBoard]

    @property
    def counts(self) -> Mapping[str, int]:
        return {"boards": len(self.boards), "notes": sum(len(one.entries["notes"]) for one in self.boards)}

    def put(self, arrival: Arrival) -> None:
        """Open each of them anew beside those that are there."""
        open_ones = Board.objects.filter(room_id=arrival.room_id, closed_at=None).count()
        if open_ones + sum(one.closed_at is None for one in self.boards) > MOST_OPEN:
            words = _("With these there would be more than %(count)s open boards here. Close some, then try again.")
            raise Clash(words % {"count": MOST_OPEN}, code="too_many")
        for one in self.boards:
            _open(one, arrival)


def _open(one: OneBoard, arrival: Arrival) -> None:
    live = open_room(room_kind(one.kind))
    for portion in _portions(one, arrival):
        try:
            write_entries(live, portion)
        except GuardRefused as refused:
            raise damaged(one.title) from refused
    if one.closed_at is not None:
        close_room(live)
    Board.objects.create(
        id=arrival.id_for(one.id),
        room_id=arrival.room_id,
        live_id=live,
        kind=one.kind,
        title=one.title,
        made_by=arrival.person,
        opened_at=one.opened_at,
        closed_at=one.closed_at,
    )


def _portions(one: OneBoard, arrival: Arrival) -> Iterator[dict[str, dict[str, Entry]]]:
    portion: dict[str, dict[str, Entry]] = {}
    heavy = 0
    for name, entries in one.entries.items():
        for key, entry in entries.items():
            new = {field: _linked(name, field, value, arrival) for field, value in entry.items()}
            heavy += 200 + sum(len(str(value).encode()) + 40 for value in new.values())
            portion.setdefault(name, {})[str(arrival.id_for(key))] = new
            if heavy > AT_ONCE:
                yield portion
                portion, heavy = {}, 0
    if portion:
        yield portion


def _linked(name: str, field: str, value: Any, arrival: Arrival) -> Any:
    return str(arrival.id_for(value)) if name == "arrows" and field in {"from", "to"} else value


def read(archive: Opened, _room_id: UUID) -> Boards:
    """Every board, each value against the rules of its kind."""
    return Boards([_board(archive.data(name)) for name in archive.names(NAME)])


def _board(told: Told) -> OneBoard:
    kind = told.one_of("kind", KINDS)
    rules = shape_of(KINDS[kind]).entries
    return OneBoard(
        id=told.id("id"),
        kind=kind,
        title=told.words("title", 120, least=1),
        opened_at=told.moment("opened_at"),
        closed_at=told.moment_or_none("closed_at"),
        entries={name: _entries(told, name, rule) for name, rule in rules.items()},
    )


def _entries(told: Told, name: str, rule: Entries) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for one in told.many(name, rule.most):
        key = one.id("id")
        entry: dict[str, Any] = {field: value for field, value in one.values.items() if field != "id"}
        for field, value in entry.items():
            if isinstance(value, str) and HALF_A_LETTER.search(value):
                raise one.wrong(field)
            if field in rule.texts:
                one.words(field, rule.texts[field])
            elif field not in rule.values or not follows(rule.values[field], value):
                raise one.wrong(field)
        if key in found:
            raise one.wrong("id")
        found[key] = entry
    return found
