"""Do a thing again only when what it depends on has changed."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from tools.steps import CACHE

if TYPE_CHECKING:
    from collections.abc import Iterable

STAMPS = CACHE / "stamps"
PASSED_OVER = {"node_modules", "__pycache__", "dist", ".venv", ".data", ".cache", ".git", "staticfiles"}


def fingerprint(places: Iterable[Path], *extra: str, suffixes: tuple[str, ...] = ()) -> str:
    """One hash over the names and contents of files and of all files in folders, in a fixed order."""
    whole = hashlib.sha256(repr(extra).encode())
    for place in places:
        for path in sorted(files_in(place)):
            if suffixes and path.suffix not in suffixes:
                continue
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            whole.update(f"{place.name}/{path.relative_to(place)}\0{content}\n".encode())
    return whole.hexdigest()


def files_in(place: Path) -> Iterable[Path]:
    """The file itself, or every file below a folder, without what was built or installed."""
    if place.is_file():
        yield place
    elif place.is_dir():
        for path in place.iterdir():
            if path.name not in PASSED_OVER and not (path.is_file() and path.suffix == ".pyc"):
                yield from files_in(path)


def is_fresh(stamp: Path, print_: str) -> bool:
    """Whether the thing was done for exactly this."""
    return stamp.is_file() and stamp.read_text() == print_


def done(stamp: Path, print_: str) -> None:
    """Remember for what the thing was done; call it last."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(print_)
