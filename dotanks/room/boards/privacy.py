"""What is stored of boards."""

from django.utils.translation import gettext_lazy as _

from dotanks.room.models import Board
from people.privacy.registry import Fate, Ground, Store, Table, nobody, store

store(
    Store(
        name="room-boards",
        title=_("Boards in a room"),
        what=_("The boards you opened in the rooms of your teams."),
        why=_("So that a team thinks and decides together and can look back at it."),
        ground=Ground.PUBLIC_TASK,
        kept=_("As long as the case. Erase yourself, and the work stays without your name."),
        seen_by=_("Whoever may enter the room."),
        tables=(
            Table(
                Board,
                _("Boards you opened"),
                Fate.UNNAMED,
                mine=lambda person: Board.objects.filter(made_by=person),
                columns={_("Title"): "title", _("Kind"): "kind", _("Day"): "opened_at"},
                erase=nobody,
            ),
        ),
    )
)
