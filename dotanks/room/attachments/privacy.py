"""What is stored of pictures in a room."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from dotanks.room.models import RoomAttachment
from dotanks.room.showing import address_of
from people.privacy.registry import Fate, Ground, Store, Table, store


def where(attachment: RoomAttachment) -> str:
    """Where the picture can be downloaded by who enters the room, signed in."""
    return f"{settings.SITE_URL}{address_of(attachment.room_id, attachment.pk)}"


store(
    Store(
        name="room-pictures",
        title=_("Pictures in a room"),
        what=_("The pictures you put into a room. They are drawn anew: place, time and camera are not kept."),
        why=_("So that a team can work on one text with everything that belongs to it."),
        ground=Ground.PUBLIC_TASK,
        kept=_("As long as the room. Erase yourself, and the work stays without your name."),
        seen_by=_("Whoever enters the room, and whoever reads a version that shows the picture."),
        tables=(
            Table(
                RoomAttachment,
                _("Pictures you put into a room"),
                Fate.UNNAMED,
                mine=lambda person: RoomAttachment.objects.filter(added_by=person),
                columns={_("Day"): "created_at", _("Where to download it"): where},
            ),
        ),
    )
)
