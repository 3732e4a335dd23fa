"""The archive of a room for whoever may read it, and what would come in of one for whoever may write there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO
from uuid import UUID
from zipfile import ZipFile

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from common import files
from common.slugs import file_name
from dotanks.live import rooms
from dotanks.room import entering, owners
from dotanks.room.archive.opening import opened
from dotanks.room.archive.packing import Packing
from dotanks.room.archive.parts import parts
from people.models import Person


@dataclass(frozen=True)
class Packed:
    """An archive to hand over: its name, and the file, which is gone when it is closed."""

    name: str
    content: IO[bytes]


def archive_of(person: Person, room_id: UUID) -> Packed:
    """Everything in the room that this person may read, as one archive."""
    entering.read(person, room_id)
    about = owners.about(room_id)
    into = files.nameless_file()  # whoever sends it closes it
    with translation.override(about.language), files.writing(), ZipFile(into, "w") as zipped:
        packing = Packing(zipped, person=person, room_id=room_id, about=about)
        packing.add("README.txt", _read_me(about.title))
        for part in parts():
            part.write(packing)
        packing.finish()
    into.seek(0)
    name = file_name(about.title, 60) or "room"
    return Packed(f"{name}-{timezone.localdate()}.zip", into)


def _read_me(title: str) -> str:
    words = _(
        "This is the room “%(title)s”: its document, versions, boards, chat, comments, decisions, records of sessions "
        "and pictures.\n"
        "Read document/document.html in a browser. The other files are plain text, JSON, CSV, SVG and JPEG; "
        "document/document.yjs is the document as Yjs keeps it (update, V1).\n"
        "manifest.json lists every file with its SHA-256. The same archive can be brought into another room.\n"
        "People stand in it by name. Who chose what in a vote is not in it."
    )
    return words % {"title": title} + "\n"


@dataclass(frozen=True)
class Preview:
    """What would come in, before anything is changed."""

    title: str
    made_at: datetime
    counts: Mapping[str, int]
    # Whether the document says something already: then the archive's comes after it.
    adds_after: bool


def preview(person: Person, room_id: UUID, file: Path) -> Preview:
    """Read the whole archive as if it were brought in."""
    entering.write(person, room_id)
    with opened(file) as archive:
        counts: dict[str, int] = {}
        for part in parts():
            counts |= part.read(archive, room_id).counts
        there = rooms.read_document(room_id)
        return Preview(archive.title, archive.made_at, counts, bool(there.text.strip()))
