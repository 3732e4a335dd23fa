"""A board in the room of a working team."""

from uuid import uuid4

from dotanks.live.models import Room
from dotanks.live.rooms import open_room, write_entries
from dotanks.models import DoTank
from dotanks.room.boards import actions, writing
from dotanks.room.boards.kinds import room_kind
from dotanks.room.models import Board
from tests import stages
from tests.cast import Cast


def board(cast: Cast, kind: str = "free") -> Board:
    """Opened by a member, with nothing on it."""
    return actions.open_board(person=cast.member, room_id=stages.working(cast).room_id, kind=kind)


def with_notes(cast: Cast) -> Board:
    """An assumption map with two notes and an arrow between them."""
    found = board(cast, "assumptions")
    one, other = writing.add_notes(found.pk, [writing.NewNote("People read it"), writing.NewNote("Law allows it")])
    write_entries(found.live_id, {"arrows": {str(uuid4()): {"from": one, "to": other, "label": "then"}}})
    return found


def some(cast: Cast) -> Board:
    """As many boards in each room as there are Do Tanks; the oldest of them."""
    for dotank in DoTank.objects.order_by("created_at"):
        for _ in range(DoTank.objects.count() - Board.objects.filter(room_id=dotank.room_id).count()):
            Board.objects.create(
                room=Room.objects.get(pk=dotank.room_id),
                live_id=open_room(room_kind("assumptions")),
                kind="assumptions",
                title="What must be true",
                made_by=cast.member,
            )
    found = Board.objects.order_by("opened_at", "pk").first()
    assert found
    return found
