"""Reads of boards."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from common.refusals import Unknown
from dotanks.live.rooms import RoomAbilities, abilities_of, read_entries
from dotanks.room import entering
from dotanks.room.boards.notes import Contents, Note, contents
from dotanks.room.models import Board
from people.models import Person


def boards_of(person: Person, room_id: UUID) -> QuerySet[Board]:
    """The boards of a room for whoever may read it."""
    entering.read(person, room_id)
    return Board.objects.filter(room_id=room_id)


def get_board(person: Person, board_id: UUID) -> tuple[Board, RoomAbilities]:
    """A board, and what the person may do on it."""
    board = Board.objects.filter(pk=board_id).first()
    if board is None:
        raise Unknown
    return board, entering.read(person, board.room_id)


def lock_to_change(person: Person, board_id: UUID) -> Board:
    """A board, locked, for whoever may write in its room."""
    board = Board.objects.filter(pk=board_id).select_for_update(of=("self",)).first()
    if board is None:
        raise Unknown
    entering.write(person, board.room_id)
    return board


def abilities(person: Any, live_id: UUID) -> RoomAbilities | None:
    """On a board everybody may do what they may do in its room."""
    room = Board.objects.filter(live_id=live_id).values_list("room_id", flat=True).first()
    return abilities_of(person, room) if room else None


def live_rooms_in(room_id: UUID) -> Iterable[UUID]:
    """The live rooms of a room's boards."""
    return Board.objects.filter(room_id=room_id).values_list("live_id", flat=True)


def contents_of(board: Board) -> Contents:
    """What stands on a board now."""
    return contents(board.kind, read_entries(board.live_id))


def notes_of(board_id: UUID) -> tuple[Note, ...]:
    """The notes of a board in reading order; the caller has asked whether they may be read."""
    return contents_of(Board.objects.get(pk=board_id)).notes


def notes_between(room_id: UUID, since: datetime, until: datetime) -> list[tuple[Board, list[Note]]]:
    """What was put on the boards of a room in that time and still stood there at its end, board by board."""
    found = []
    for board in Board.objects.filter(room_id=room_id, opened_at__lt=until).order_by("opened_at", "id"):
        before = {note.id for note in _before(board, since).notes}
        if new := [note for note in _before(board, until).notes if note.id not in before]:
            found.append((board, new))
    return found


def _before(board: Board, moment: datetime) -> Contents:
    return contents(board.kind, read_entries(board.live_id, before=moment))
