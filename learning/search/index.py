"""Where the index lives: one folder per build, and a pointer to the one in use.

A build happens beside the index in use and is then switched in by replacing the pointer, so readers never see half of
it. Each folder also says up to which line of the feed it has followed.
"""

import fcntl
import json
import os
import shutil
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path

import tantivy
from django.conf import settings

from learning.search.following import Followed
from learning.search.schema import SCHEMA_VERSION, schema, teach

POINTER = "CURRENT"
STATE = "followed.json"
BROKEN = "BROKEN"
# A query that makes the engine stumble must not make it build all day.
BETWEEN_REPAIRS = 600.0


class NoIndex(Exception):
    """There is no index that can be used now."""


def home() -> Path:
    """The folder of all builds."""
    return Path(settings.SEARCH_DIR)


def current() -> Path:
    """The folder in use; NoIndex when there is none of this version."""
    try:
        name = (home() / POINTER).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as missing:
        raise NoIndex("no index has been built yet") from missing
    if not name.startswith(f"v{SCHEMA_VERSION}-") or "/" in name:
        raise NoIndex("the index is of another version")
    if not (home() / name / "meta.json").is_file():
        raise NoIndex("the index is gone")
    return home() / name


def opened(folder: Path) -> tantivy.Index:
    """The index in this folder, ready to search; NoIndex if it cannot be read."""
    with guarded():
        return teach(tantivy.Index(schema(), path=str(folder), reuse=True))


@contextmanager
def guarded() -> Iterator[None]:
    """Turn whatever the engine throws into NoIndex: a panic inside it is no `Exception` and would end the worker."""
    try:
        yield
    except NoIndex:
        raise
    except Exception as broken:
        raise NoIndex(f"the index cannot be read: {broken}") from broken
    except BaseException as panic:
        if type(panic).__name__ != "PanicException":
            raise
        raise NoIndex(f"the index cannot be read: {panic}") from None


def new_folder() -> Path:
    """An empty folder for a build that nobody reads yet."""
    folder = home() / f"v{SCHEMA_VERSION}-{uuid.uuid4().hex[:12]}"
    folder.mkdir(parents=True)
    return folder


def switch_to(folder: Path) -> None:
    """Make this build the one in use, and drop the others."""
    _replace(home() / POINTER, folder.name)
    for other in home().iterdir():
        if other.is_dir() and other != folder:
            shutil.rmtree(other, ignore_errors=True)


def followed(folder: Path) -> Followed:
    """How far this build has followed the feed."""
    try:
        kept = json.loads((folder / STATE).read_text(encoding="utf-8"))
        gaps = {int(number): int(began_after) for number, began_after in kept["gaps"].items()}
        return Followed(number=int(kept["number"]), at=str(kept["at"]), gaps=gaps)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as broken:
        raise NoIndex("the index does not say how far it has followed") from broken


def note_followed(folder: Path, upto: Followed) -> None:
    """Remember how far this build has followed; falling behind after a crash only repeats lines."""
    _replace(folder / STATE, json.dumps(asdict(upto)))


def report_broken() -> None:
    """Ask the indexer to look at an index that a reader could not use."""
    # The indexer finds a missing index by itself, and a reader without write access changes nothing.
    with suppress(OSError, NoIndex):
        (current() / BROKEN).touch()


def given_up(folder: Path) -> bool:
    """Whether a reader could not use this build and it is old enough to be built anew."""
    return (folder / BROKEN).exists() and time.time() - (home() / POINTER).stat().st_mtime > BETWEEN_REPAIRS


@contextmanager
def only_one(task: str) -> Iterator[bool]:
    """Hold this machine's only seat for the task; False if it is taken."""
    home().mkdir(parents=True, exist_ok=True)
    with (home() / f".{task}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def _replace(path: Path, content: str) -> None:
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    fresh.write_text(content, encoding="utf-8")
    os.replace(fresh, path)
