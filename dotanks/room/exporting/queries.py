"""A room's document in another form, for whoever may read the room."""

from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from common import files
from common.refusals import Unknown
from common.slugs import file_name
from dotanks.live import rooms
from dotanks.room import entering, owners
from dotanks.room.exporting.forms import FORMS
from dotanks.room.exporting.written import Inside, written
from dotanks.room.models import RoomAttachment
from dotanks.room.showing import pictures_in, with_names
from people.models import Person


@dataclass(frozen=True)
class File:
    """A file to hand over: its name, what it is, and its bytes."""

    name: str
    media_type: str
    content: bytes


def document_as(person: Person, room_id: UUID, ending: str) -> File:
    """The document as it is committed now, in this form; the words around it in the document's language."""
    entering.read(person, room_id)
    return in_form(ending, rooms.read_document(room_id).html, room_id)


def in_form(ending: str, html: str, room_id: UUID, number: int | None = None) -> File:
    """A document's HTML, as it was read in this room, in this form, its pictures in it; perhaps a numbered version."""
    if ending not in FORMS:
        raise Unknown
    form, about = FORMS[ending], owners.about(room_id)
    with translation.override(about.language):
        title = about.title or _("Working document")
        pictures = _pictures(room_id, html) if form.holds_pictures else {}
        document = written(with_names(html, room_id), title=title, language=about.language, pictures=pictures)
        name = file_name(title, 60) or "document"
        when = f"v{number}" if number else timezone.localdate()
        return File(f"{name}-{when}.{form.ending}", form.media_type, form.make(document))


def _pictures(room_id: UUID, html: str) -> dict[str, Inside]:
    """The pictures that it shows, as far as they are kept."""
    found = {}
    for attachment in RoomAttachment.objects.filter(room_id=room_id, pk__in=pictures_in(html)):
        try:
            with files.opened(attachment.digest) as content:
                found[str(attachment.pk)] = Inside(content.read(), attachment.width, attachment.height)
        except FileNotFoundError:  # removed just now: its words stay
            continue
    return found
