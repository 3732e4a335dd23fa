"""A document as one HTML page that needs nothing else and loads nothing."""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Final

from django.utils.translation import gettext as _

from dotanks.room.exporting.blocks import Block, Run
from dotanks.room.exporting.written import Beside, Inside, Picture, Written

STYLE: Final = """
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1.0625rem/1.6 system-ui, sans-serif; color: #1b1b1b }
table { border-collapse: collapse } th, td { border: 1px solid #767676; padding: .25rem .5rem; text-align: start }
img { max-width: 100%; height: auto } h1, h2, h3, h4 { line-height: 1.25 } li > p { margin: .25rem 0 }
"""
TAGS: Final = {
    "bold": "strong",
    "italic": "em",
    "underline": "u",
    "strike": "s",
    "code": "code",
    "inserted": "ins",
    "deleted": "del",
}


def as_html(document: Written) -> bytes:
    """The document as a page: language, title, headings, lists and tables as what they are."""
    title = escape(document.title)
    return (
        f'<!doctype html>\n<html lang="{escape(document.language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data: 'self' file:\">\n"
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
        f"{''.join(_blocks(document.blocks, document.pictures))}</main>\n</body>\n</html>\n"
    ).encode()


def _blocks(blocks: Iterable[Block], pictures: Mapping[str, Picture]) -> Iterator[str]:
    for block in blocks:
        inside = "".join(_run(run) for run in block.runs)
        children = "".join(_blocks(block.children, pictures))
        if block.kind == "heading":
            level = min(block.level + 1, 6)
            yield f"<h{level}>{inside}</h{level}>\n"
        elif block.kind == "paragraph":
            yield f"<p>{inside}</p>\n"
        elif block.kind == "image":
            yield _picture(block, pictures.get(block.address))
        elif block.kind == "list":
            tag = "ol" if block.ordered else "ul"
            start = f' start="{block.start}"' if block.ordered and block.start != 1 else ""
            yield f"<{tag}{start}>\n{children}</{tag}>\n"
        elif block.kind == "item":
            yield f"<li>{_box(block)}{children}</li>\n"
        elif block.kind == "table":
            yield f"<table>\n{children}</table>\n"
        elif block.kind == "row":
            yield f"<tr>{children}</tr>\n"
        else:
            yield f'<th scope="col">{children}</th>' if block.header else f"<td>{children}</td>"


def _picture(block: Block, picture: Picture | None) -> str:
    """The picture; where it is not there, what it shows."""
    match picture:
        case Inside(content, width, height):
            address, size = (
                f"data:image/jpeg;base64,{b64encode(content).decode()}",
                f' width="{width}" height="{height}"',
            )
        case Beside(address):
            size = ""
        case _:
            words = escape(_("Image: %(what)s") % {"what": block.text})
            return f"<p>{words}</p>\n" if block.text.strip() else ""
    return f'<p><img src="{escape(address)}" alt="{escape(block.text)}"{size}></p>\n'


def _box(item: Block) -> str:
    if item.checked is None:
        return ""
    return f'<input type="checkbox" disabled aria-label="{escape(_("Done"))}"{" checked" if item.checked else ""}>'


def _run(run: Run) -> str:
    text = escape(run.text).replace("\n", "<br>\n")
    for mark in sorted(run.marks):
        if mark in TAGS:
            text = f"<{TAGS[mark]}>{text}</{TAGS[mark]}>"
    return f'<a href="{escape(run.link)}">{text}</a>' if run.link else text
