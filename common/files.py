"""Files that people send: each kept once, under the digest of what is in it. A row elsewhere says what it belongs to.

Keeping and removing the same file exclude each other until the transaction ends.
"""

import hashlib
import logging
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryFile
from typing import IO, BinaryIO

from django.conf import settings
from django.db import connection, transaction

from common.refusals import Unavailable

log = logging.getLogger(__name__)

# What is being received lies on the same disk, so that keeping it is a matter of a name.
COMING = "coming"
LONGEST_COMING = 60 * 60
_uses: list[Callable[[str], bool]] = []


def opened(digest: str) -> BinaryIO:
    """The file with this digest, to read."""
    return _place(digest).open("rb")


@contextmanager
def passing_file() -> Iterator[IO[bytes]]:
    """A new file on the disk that is gone afterwards, unless it was kept; a full disk refuses in words."""
    folder = Path(settings.MEDIA_ROOT) / COMING
    with writing():
        folder.mkdir(parents=True, exist_ok=True)
        file = NamedTemporaryFile(dir=folder, delete=False)  # noqa: SIM115 - closed below, whether it was kept or not
    try:
        yield file
    finally:
        file.close()
        Path(file.name).unlink(missing_ok=True)


def nameless_file() -> IO[bytes]:
    """A new file on the same disk that is gone when it is closed."""
    folder = Path(settings.MEDIA_ROOT) / COMING
    with writing():
        folder.mkdir(parents=True, exist_ok=True)
        return TemporaryFile(dir=folder)


@contextmanager
def writing() -> Iterator[None]:
    """Turn a disk that does not take it into a refusal: nothing was saved, trying again later is safe."""
    try:
        yield
    except OSError as error:
        log.error("files.not_written", exc_info=error)
        raise Unavailable from error


def digest_of(file: Path) -> str:
    """What stands for the content of a file."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def keep(file: Path) -> str:
    """Keep this file for good and give its digest; what the transaction takes back, `remove_unused` finds later."""
    digest = digest_of(file)
    with file.open("rb") as content:
        os.fsync(content.fileno())
    _hold(digest)
    place = _place(digest)
    with writing():
        place.parent.mkdir(parents=True, exist_ok=True)
        file.replace(place)
    return digest


def used_where(used: Callable[[str], bool]) -> None:
    """An app says how to find out whether anything of its own is this file; asked before a file is removed."""
    _uses.append(used)


def is_used(digest: str) -> bool:
    """Whether anything anywhere is this file."""
    return any(used(digest) for used in _uses)


@transaction.atomic
def remove_unused(digest: str) -> bool:
    """Remove a file that nothing points to any more; whether it was removed."""
    _hold(digest)
    if is_used(digest):
        return False
    _place(digest).unlink(missing_ok=True)
    return True


def kept() -> Iterator[str]:
    """The digest of every file that is kept."""
    for folder in sorted(Path(settings.MEDIA_ROOT).glob("[0-9a-f][0-9a-f]")):
        yield from (file.name for file in folder.iterdir())


def remove_unfinished() -> int:
    """Remove what was left by a process that ended while it received a file."""
    old = [
        file
        for file in (Path(settings.MEDIA_ROOT) / COMING).glob("*")
        if file.stat().st_mtime < time.time() - LONGEST_COMING
    ]
    for file in old:
        file.unlink(missing_ok=True)
    return len(old)


def _place(digest: str) -> Path:
    return Path(settings.MEDIA_ROOT) / digest[:2] / digest


def _hold(digest: str) -> None:
    assert transaction.get_connection().in_atomic_block
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"file {digest}"])
