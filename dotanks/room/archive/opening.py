"""Opens an archive that a stranger may have made: nothing is unpacked onto the disk, and only what the manifest names
is read, up to its size there."""

import hashlib
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from common.refusals import Invalid, TooBig, WrongKind
from dotanks.room.archive import limits
from dotanks.room.archive.checking import Told, damaged, read_json

NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]*(/[A-Za-z0-9][A-Za-z0-9.-]*)*(\.[a-z0-9]+)?|README\.txt")
ENCRYPTED: Final = 1
END, LARGE_END, LONGEST_ENTRY = 22, 20, 400


class Opened:
    """An archive whose manifest was read and whose files are what it says."""

    def __init__(self, zipped: ZipFile, manifest: Told, entries: dict[str, ZipInfo], said: dict[str, Told]) -> None:
        self._zipped = zipped
        self._entries = entries
        self._said = said
        self.title = manifest.words("title", 300)
        self.made_at = manifest.moment("made_at")
        self.link = manifest.words("link", 300)
        if not re.fullmatch(r"(/[A-Za-z0-9-]+)*", self.link):
            raise manifest.wrong("link")

    def names(self, pattern: str) -> list[str]:
        """The files whose whole name is like this, in their order."""
        return [name for name in self._said if re.fullmatch(pattern, name)]

    def has(self, name: str) -> bool:
        """Whether there is such a file."""
        return name in self._said

    def content(self, name: str, most: int = limits.MOST_IN_TEXT) -> bytes:
        """What is in a file, checked against its digest."""
        said = self._told(name)
        size = said.number("size", 0, limits.MOST_UNPACKED)
        if size > most:
            raise too_big()
        with self.stream(name) as stream:
            found = stream.read(size + 1)
        if len(found) != size or hashlib.sha256(found).hexdigest() != said.values.get("sha256"):
            raise damaged(name)
        return found

    def data(self, name: str) -> Told:
        """A file that holds one JSON object."""
        return Told.of(name, read_json(name, self.content(name)))

    def lines(self, name: str, most: int) -> Iterator[Told]:
        """A file with a JSON object on each line."""
        rows = self.content(name).split(b"\n")
        rows = rows[:-1] if rows[-1] == b"" else rows
        if len(rows) > most:
            raise too_big()
        for place, row in enumerate(rows, 1):
            yield Told.of(f"{name} {place}", read_json(name, row))

    def size_of(self, name: str) -> int:
        """How large a file says it is."""
        return self._told(name).number("size", 0, limits.MOST_UNPACKED)

    @contextmanager
    def stream(self, name: str) -> Iterator[IO[bytes]]:
        """A file to read from; what the unpacking stumbles over is a damaged archive."""
        try:
            with self._zipped.open(self._entries[name]) as stream:
                yield stream
        except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as wrong:
            raise damaged(name) from wrong

    def _told(self, name: str) -> Told:
        if name not in self._said:
            raise damaged(name)
        return self._said[name]


@contextmanager
def opened(file: Path) -> Iterator[Opened]:
    """The archive in this file, or a refusal in words."""
    _require_small_directory(file)
    try:
        zipped = ZipFile(file)
    except (BadZipFile, LargeZipFile, ValueError, OSError, NotImplementedError) as wrong:
        raise _no_archive() from wrong
    with zipped:
        entries = _entries(zipped)
        manifest = _manifest(zipped, entries)
        said = {one.words("name", 200, least=1): one for one in manifest.many("files", limits.MOST_FILES)}
        if set(said) != set(entries) - {limits.MANIFEST}:
            raise damaged(limits.MANIFEST)
        if any(entries[name].file_size != one.values.get("size") for name, one in said.items()):
            raise damaged(limits.MANIFEST)
        yield Opened(zipped, manifest, entries, said)


def too_big() -> TooBig:
    """More than a room takes."""
    words = _("There is more in this archive than a room takes. Nothing was brought in.")
    return TooBig(words, code="archive_too_big")


def _no_archive() -> WrongKind:
    words = _("This is no archive of a room. Choose the .zip file that was downloaded from a room, as it came.")
    return WrongKind(words, code="not_an_archive")


def _require_small_directory(file: Path) -> None:
    """Python's reader takes in the whole list of files before anybody can count it; so its size is looked at first.

    Archives of rooms end with the plain record of 22 bytes: no comment, and no record of the larger kind.
    """
    with file.open("rb") as content:
        content.seek(max(0, file.stat().st_size - END - LARGE_END))
        last = content.read()
    end = last[-END:]
    if len(end) < END or end[:4] != b"PK\5\6" or last[:-END][-LARGE_END:][:4] == b"PK\6\7":
        raise _no_archive()
    if int.from_bytes(end[12:16], "little") > limits.MOST_FILES * LONGEST_ENTRY:
        raise too_big()


def _entries(zipped: ZipFile) -> dict[str, ZipInfo]:
    found = zipped.infolist()
    if len(found) > limits.MOST_FILES or sum(one.file_size for one in found) > limits.MOST_UNPACKED:
        raise too_big()
    entries = {one.filename: one for one in found}
    for name, one in entries.items():
        unsafe = not NAME.fullmatch(name) or ".." in name or one.flag_bits & ENCRYPTED
        if unsafe or one.compress_type not in {ZIP_STORED, ZIP_DEFLATED} or one.is_dir():
            words = _("A file in this archive is none that an archive of a room has. Nothing was brought in.")
            raise Invalid({"file": [words]}, words, code="archive_unsafe")
    if len(entries) != len(found):
        raise damaged(limits.MANIFEST)
    return entries


def _manifest(zipped: ZipFile, entries: dict[str, ZipInfo]) -> Told:
    entry = entries.get(limits.MANIFEST)
    if entry is None:
        raise _no_archive()
    if entry.file_size > limits.MOST_IN_TEXT:
        raise too_big()
    try:
        content: bytes = zipped.read(entry)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as wrong:
        raise damaged(limits.MANIFEST) from wrong
    value: Any = read_json(limits.MANIFEST, content)
    manifest = Told.of(limits.MANIFEST, value)
    if manifest.values.get("format") != limits.FORMAT:
        raise _no_archive()
    if manifest.number("version", 1, 1_000_000) > limits.VERSION:
        newer = _("This archive was made by a newer release of the product. Ask for this one to be brought up to date.")
        raise Invalid({"file": [newer]}, newer, code="archive_too_new")
    return manifest
