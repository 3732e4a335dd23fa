"""A document as PDF, tagged for screen readers (PDF/UA-1)."""

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst
from django.utils.translation import gettext as _

from dotanks.room.exporting.blocks import Block, Run, with_box
from dotanks.room.exporting.written import Inside, Picture, Written

WIDEST, HIGHEST, PIXEL = 450.0, 600.0, 0.75  # points of a page, and of a screen's pixel


def as_pdf(document: Written) -> bytes:
    """The document as a PDF file: tagged, with its language, title and headings."""
    data = {
        "title": document.title,
        "language": document.language,
        "blocks": [_as_data(_with_words(block), document.pictures) for block in document.blocks],
    }
    with TemporaryDirectory() as folder:  # pictures reach Typst from the disk alone
        main = f"{folder}/main.typ"
        Path(main).write_bytes(_page())
        (Path(folder) / "data.json").write_text(json.dumps(data, default=sorted))
        for name, picture in document.pictures.items():
            if isinstance(picture, Inside):
                (Path(folder) / _file(name)).write_bytes(picture.content)
        try:
            return typst.compile(main, root=folder, ignore_system_fonts=True, pdf_standards="ua-1")
        except typst.TypstError:
            # A sign that the fonts brought along cannot show: tagged all the same, with whatever fonts the machine has.
            return typst.compile(main, root=folder)


@cache
def _page() -> bytes:
    return (Path(__file__).parent / "page.typ").read_bytes()


def _file(name: str) -> str:
    return f"picture-{name}.jpg"


def _as_data(block: Block, pictures: Mapping[str, Picture]) -> dict[str, Any]:
    """A block as the page reads it: a picture by its file, with its width in points and what it shows."""
    picture = pictures.get(block.address)
    data = {**vars(block), "runs": [asdict(run) for run in block.runs], "file": ""}
    if block.kind == "image" and isinstance(picture, Inside):
        wide = min(WIDEST, HIGHEST * picture.width / picture.height, picture.width * PIXEL)
        data |= {
            "file": _file(block.address),
            "width": wide,
            "alt": data["runs"][0]["text"] if block.runs else _("Image"),
        }
    return {**data, "children": [_as_data(child, pictures) for child in block.children]}


def _with_words(block: Block) -> Block:
    """An image says what it shows, a check item whether it is done."""
    if block.kind == "image" and block.text.strip():
        return replace(block, runs=(Run(_("Image: %(what)s") % {"what": block.text}),))
    return replace(block, children=tuple(_with_words(child) for child in with_box(block)))
