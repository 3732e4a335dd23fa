"""The document of a room in its archive: as Yjs keeps it, and to read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from common.refusals import Invalid
from dotanks.live import rooms
from dotanks.room.archive import limits
from dotanks.room.archive.opening import Opened
from dotanks.room.archive.packing import Packing
from dotanks.room.archive.parts import Arrival
from dotanks.room.archive.pictures import file_of
from dotanks.room.exporting.as_html import as_html
from dotanks.room.exporting.as_markdown import as_markdown
from dotanks.room.exporting.written import Beside, written
from dotanks.room.models import RoomAttachment
from dotanks.room.showing import with_names

STATE: Final = "document/document.yjs"


def write(packing: Packing) -> None:
    """The state anybody can open with Yjs, and the text as a page and as Markdown."""
    found = rooms.read_document(packing.room_id)
    packing.add(STATE, found.state)
    for name, content in readable("document/document", found.html, packing).items():
        packing.add(name, content)


def readable(name: str, html: str, packing: Packing) -> dict[str, bytes]:
    """A document's HTML as a page and as Markdown, with its pictures beside it in the archive."""
    there = RoomAttachment.objects.filter(room_id=packing.room_id).values_list("pk", flat=True)
    beside = {str(one): Beside(f"../{file_of(one)}") for one in there}
    title = packing.about.title or _("Working document")
    html = with_names(html, packing.room_id)
    document = written(html, title=title, language=packing.about.language, pictures=beside)
    return {f"{name}.html": as_html(document), f"{name}.md": as_markdown(document)}


def require_harmless(room_id: UUID, states: list[bytes]) -> None:
    """Refuse a document that this room would not take from a browser either."""
    try:
        rooms.require_harmless(room_id, states)
    except rooms.StateRefused as refused:
        words = _(
            "The document in this archive cannot be taken: it is damaged, or was not written by this product. "
            "Nothing was brought in."
        )
        raise Invalid({"file": [words]}, words, code="archive_unsafe") from refused


@dataclass(frozen=True)
class Document:
    """A document that was tasted."""

    state: bytes
    words: int

    @property
    def counts(self) -> Mapping[str, int]:
        return {"words": self.words}

    def put(self, arrival: Arrival) -> None:
        """Write it after what stands in the room; in an empty room it is all there is."""
        arrival.runs = rooms.add_document(arrival.room_id, self.state, arrival.change, arrival.person.pk)


def read(archive: Opened, room_id: UUID) -> Document:
    """Taste the state; the pages to read are for people and are not read again."""
    state = archive.content(STATE, limits.MOST_IN_TEXT)
    require_harmless(room_id, [state])
    return Document(state, len(rooms.written_anew(room_id, state, lambda _node, _name, value: value).text.split()))
