"""A document as Markdown (CommonMark, with the tables and check items of GitHub)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from urllib.parse import quote

from dotanks.room.exporting.blocks import Block, Run
from dotanks.room.exporting.written import Beside, Picture, Written

SPECIAL: Final = re.compile(r"([\\`*_\[\]<>~|&#!{}$])")
# What would begin a list, a rule or an underlined heading.
BEGINNING: Final = re.compile(r"^(\s*)(?:([-+=])|(\d{1,9})([.)]))")
SIGNS: Final = {"bold": "**", "italic": "*", "strike": "~~", "deleted": "~~"}


def as_markdown(document: Written) -> bytes:
    """The document as a Markdown file; nothing in it can be taken for HTML or for another sign."""
    lines = [f"# {_escaped(document.title)}", "", *_blocks(document.blocks, document.pictures)]
    return ("\n".join(lines).rstrip() + "\n").encode()


def _blocks(blocks: Iterable[Block], pictures: Mapping[str, Picture]) -> Iterator[str]:
    for block in blocks:
        if block.kind == "heading":
            yield f"{'#' * min(block.level + 1, 6)} {_inline(block.runs).replace(chr(10), ' ')}"
        elif block.kind == "list":
            yield from _list(block, pictures)
        elif block.kind == "table":
            yield from _table(block, pictures)
        elif block.kind == "image":
            yield _picture(block, pictures.get(block.address))
        elif block.kind == "paragraph":
            yield from _broken(_inline(block.runs))
        else:
            yield from _blocks(block.children, pictures)
            continue
        yield ""


def _picture(block: Block, picture: Picture | None) -> str:
    """The picture where it lies beside the file; a text holds none itself, only what it shows."""
    words = _escaped(" ".join(block.text.split()))
    if isinstance(picture, Beside):
        return f"![{words}](<{picture.address}>)"
    return f"*{words}*" if words else ""


def _list(block: Block, pictures: Mapping[str, Picture]) -> Iterator[str]:
    number = block.start
    for item in block.children:
        sign = f"{number}." if block.ordered else "-"
        number += 1
        box = "" if item.checked is None else "[x] " if item.checked else "[ ] "
        inside = list(_blocks(item.children, pictures))
        while inside and not inside[-1]:
            inside.pop()
        first, *rest = inside or [""]
        yield f"{sign} {box}{first}".rstrip()
        for line in rest:
            yield f"{' ' * (len(sign) + 1)}{line}".rstrip()


def _table(block: Block, pictures: Mapping[str, Picture]) -> Iterator[str]:
    rows = [[_cell(cell, pictures) for cell in row.children] for row in block.children if row.children]
    if not rows:
        return
    wide = max(len(row) for row in rows)
    headed = all(cell.header for cell in block.children[0].children)
    head, body = (rows[0], rows[1:]) if headed else ([""] * wide, rows)
    yield _row(head, wide)
    yield _row(["---"] * wide, wide)
    for row in body:
        yield _row(row, wide)


def _row(cells: list[str], wide: int) -> str:
    return f"| {' | '.join([*cells, *[''] * (wide - len(cells))])} |"


def _cell(cell: Block, pictures: Mapping[str, Picture]) -> str:
    return (
        " ".join(line.strip() for line in _blocks(cell.children, pictures))
        .replace("\\\n", " ")
        .replace("\n", " ")
        .strip()
    )


def _broken(text: str) -> list[str]:
    """Lines of a paragraph, none of which begins like something else."""
    lines = [BEGINNING.sub(_harmless, line.strip()) for line in text.split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    return [*(f"{line}\\" for line in lines[:-1]), *lines[-1:]]


def _harmless(found: re.Match[str]) -> str:
    space, sign, number, mark = found.groups()
    return f"{space}\\{sign}" if sign else f"{space}{number}\\{mark}"


def _inline(runs: Iterable[Run]) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    core = run.text.strip()
    if not core:
        return run.text
    before, after = run.text[: run.text.index(core)], run.text[run.text.index(core) + len(core) :]
    if "code" in run.marks and "\n" not in core:
        fence = "`" * (max((len(ticks) for ticks in re.findall("`+", core)), default=0) + 1)
        text = f"{fence} {core} {fence}" if "`" in core else f"`{core}`"
    else:
        text = _escaped(core)
        signs = [SIGNS[mark] for mark in sorted(run.marks) if mark in SIGNS]
        # A sign over several lines would not be seen as one.
        text = "\n".join("".join(signs) + line + "".join(reversed(signs)) if line else "" for line in text.split("\n"))
    if run.link:
        text = f"[{text}](<{quote(run.link, safe='/:?#@!$&()*+,;=%~-._[]')}>)"
    return before + text + after


def _escaped(text: str) -> str:
    return SPECIAL.sub(r"\\\1", text)
