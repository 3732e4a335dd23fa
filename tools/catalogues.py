"""Compile the gettext catalogues: .po files are kept, .mo files are made from them where they are needed."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from tools.stamps import files_in
from tools.steps import ROOT, Trouble

if TYPE_CHECKING:
    from pathlib import Path


def sources(root: Path = ROOT) -> list[Path]:
    """Every gettext catalogue of the project; the front end's own are Lingui's business."""
    return sorted(
        path
        for place in root.iterdir()
        if place.is_dir() and not place.name.startswith(".") and place.name not in {"frontend", "node_modules"}
        for path in files_in(place)
        if path.suffix == ".po" and path.parent.name == "LC_MESSAGES"
    )


def compile_one(source: Path) -> None:
    """Write the .mo beside its .po, whole or not at all."""
    try:
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parents[1].name, abort_invalid=True)
    except PoFileError as wrong:
        raise Trouble(f"{source.relative_to(ROOT)} cannot be read: {wrong}") from None
    made = io.BytesIO()
    write_mo(made, catalogue)
    target = source.with_suffix(".mo")
    new = target.with_suffix(".mo.new")
    new.write_bytes(made.getvalue())
    new.replace(target)
    # Never older than its source, even where the clock of a checkout runs ahead.
    later = max(source.stat().st_mtime_ns, target.stat().st_mtime_ns)
    os.utime(target, ns=(later, later))


def compile(root: Path = ROOT) -> int:
    """Compile every catalogue that changed since it was last compiled; how many that were."""
    stale = [
        source
        for source in sources(root)
        if not (target := source.with_suffix(".mo")).exists() or target.stat().st_mtime_ns < source.stat().st_mtime_ns
    ]
    for source in stale:
        compile_one(source)
    return len(stale)


if __name__ == "__main__":
    print(f"{compile()} catalogues compiled")
