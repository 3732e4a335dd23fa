"""Opening, naming and closing boards; what stands on one is written in its live room."""

from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from common.refusals import Clash, WrongState
from dotanks.live.models import Room
from dotanks.live.rooms import close_room, open_room
from dotanks.room import entering
from dotanks.room.boards import queries
from dotanks.room.boards.kinds import KINDS, room_kind
from dotanks.room.broadcasts import room_changed
from dotanks.room.models import Board
from people.models import Person

MOST_OPEN = 50


@transaction.atomic
def open_board(*, person: Person, room_id: UUID, kind: str, title: str = "") -> Board:
    """Open one more board of this kind; unnamed it gets the name of its kind."""
    entering.write(person, room_id)
    # One at a time, so that two clicks at once stay within the number.
    Room.objects.select_for_update(no_key=True).get(pk=room_id)
    if Board.objects.filter(room_id=room_id, closed_at=None).count() >= MOST_OPEN:
        raise Clash(_("There are %(count)s open boards here. Close one first.") % {"count": MOST_OPEN}, code="too_many")
    board = Board.objects.create(
        room_id=room_id,
        live_id=open_room(room_kind(kind)),
        kind=kind,
        title=title or str(KINDS[kind].words),
        made_by=person,
        opened_at=timezone.now(),
    )
    room_changed(room_id, "boards")
    return board


@transaction.atomic
def rename_board(*, person: Person, board_id: UUID, title: str) -> Board:
    """Give an open board another name."""
    board = _open_one(person, board_id)
    board.title = title
    board.save(update_fields=["title"])
    room_changed(board.room_id, "boards")
    return board


@transaction.atomic
def close_board(*, person: Person, board_id: UUID) -> Board:
    """From now on the board can only be read."""
    board = _open_one(person, board_id)
    board.closed_at = Now()
    board.save(update_fields=["closed_at"])
    close_room(board.live_id)
    board.refresh_from_db(fields=["closed_at"])
    room_changed(board.room_id, "boards")
    return board


def _open_one(person: Person, board_id: UUID) -> Board:
    board = queries.lock_to_change(person, board_id)
    if board.closed_at is not None:
        raise WrongState(_("This board is closed. It can only be read."), state="closed")
    return board
