"""Writes an archive: every file with its digest in the manifest."""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from typing import IO, Any
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.utils import timezone

from dotanks.room.archive.limits import FORMAT, MANIFEST, VERSION
from dotanks.room.owners import About
from people.models import Person

PIECE = 1024 * 1024


class Packing:
    """An archive that is being made, for one person of one room."""

    def __init__(self, into: ZipFile, *, person: Person, room_id: UUID, about: About) -> None:
        self.person = person
        self.room_id = room_id
        self.about = about
        self.made_at = timezone.now()
        self._into = into
        self._files: list[dict[str, Any]] = []

    def add(self, name: str, content: str | bytes) -> None:
        """One file."""
        data = content.encode() if isinstance(content, str) else content
        self._into.writestr(self._info(name, ZIP_DEFLATED), data, compresslevel=6)
        self._note(name, len(data), hashlib.sha256(data).hexdigest())

    def add_json(self, name: str, value: Any) -> None:
        """One file of data, to be read by people too."""
        self.add(name, json.dumps(value, ensure_ascii=False, indent=1, default=_plain) + "\n")

    def add_lines(self, name: str, values: Iterable[Any]) -> None:
        """One file with a JSON object on each line."""
        self.add(name, "".join(json.dumps(one, ensure_ascii=False, default=_plain) + "\n" for one in values))

    def add_picture(self, name: str, content: IO[bytes]) -> None:
        """A file that is packed already, piece by piece."""
        digest, size = hashlib.sha256(), 0
        with self._into.open(self._info(name, ZIP_STORED), "w") as into:
            while piece := content.read(PIECE):
                digest.update(piece)
                size += len(piece)
                into.write(piece)
        self._note(name, size, digest.hexdigest())

    def finish(self) -> None:
        """Put the manifest in."""
        manifest = {
            "format": FORMAT,
            "version": VERSION,
            "made_at": self.made_at,
            "title": self.about.title,
            "language": self.about.language,
            "link": self.about.link,
            "files": self._files,
        }
        text = json.dumps(manifest, ensure_ascii=False, indent=1, default=_plain) + "\n"
        self._into.writestr(self._info(MANIFEST, ZIP_DEFLATED), text)

    def _info(self, name: str, packed: int) -> ZipInfo:
        info = ZipInfo(name, timezone.localtime(self.made_at).timetuple()[:6])
        info.compress_type = packed
        info.external_attr = 0o644 << 16
        return info

    def _note(self, name: str, size: int, digest: str) -> None:
        self._files.append({"name": name, "size": size, "sha256": digest})


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
