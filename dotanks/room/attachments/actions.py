"""Putting pictures into a room."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from common import files, throttles
from common.attachments.kinds import AttachmentKind
from common.attachments.making import Made
from common.refusals import Invalid, WrongKind
from dotanks.live.models import Room
from dotanks.room import entering
from dotanks.room.models import RoomAttachment
from people.models import Person

MOST = 300
A_DAY, SENT_A_DAY = 24 * 60 * 60, 200


def ready_to_attach(*, person: Person, room_id: UUID) -> None:
    """Refuse, before a byte of the file is read, whoever may not write there or sent very many."""
    entering.write(person, room_id)
    words = _("Those were many files for one day. Please send the rest tomorrow.")
    throttles.count("room-files", person.pk, most=SENT_A_DAY, seconds=A_DAY, words=words)


@transaction.atomic
def add_attachment(*, person: Person, room_id: UUID, made: Made) -> RoomAttachment:
    """Keep a picture for this room; the same picture twice is one."""
    entering.write(person, room_id)
    if made.kind != AttachmentKind.PHOTO or made.width is None or made.height is None:
        raise WrongKind(_("A room takes pictures: JPEG, PNG or WebP."))
    Room.objects.select_for_update(no_key=True).get(pk=room_id)  # two at once must not be one too many
    digest = files.digest_of(made.path)
    there = RoomAttachment.objects.filter(room_id=room_id)
    same = there.filter(digest=digest).first()
    if same is not None:
        return same
    if there.count() >= MOST:
        words = _("A room can have at most 300 pictures.")
        raise Invalid({"file": [words]}, words, code="too_many_files")
    return RoomAttachment.objects.create(
        room_id=room_id,
        added_by=person,
        size=made.path.stat().st_size,
        digest=files.keep(made.path),
        width=made.width,
        height=made.height,
    )
