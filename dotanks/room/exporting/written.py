"""A document ready to be put into another form: its blocks, its title, its language."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from dotanks.room.exporting.blocks import Block, read_blocks

# What no office file may hold; a browser never typed it either.
UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
DEEPEST: Final = 6


@dataclass(frozen=True)
class Inside:
    """A picture that goes into the file itself: a JPEG."""

    content: bytes
    width: int
    height: int


@dataclass(frozen=True)
class Beside:
    """A picture that lies beside the file, and where."""

    address: str


Picture = Inside | Beside


@dataclass(frozen=True)
class Written:
    """A document with a title of its own; its headings begin at level 1 and skip none.

    `pictures` by the address that its blocks name; of one that is not there only its words are written.
    """

    title: str
    language: str
    blocks: tuple[Block, ...]
    pictures: Mapping[str, Picture] = field(default_factory=dict)


def written(html: str, *, title: str, language: str, pictures: Mapping[str, Picture] | None = None) -> Written:
    """Prepare a document's HTML: headings in order, nothing that cannot be printed, no empty lines at its ends."""
    blocks = list(_in_order(read_blocks(UNPRINTABLE.sub("", html))))
    while blocks and not blocks[-1].children and not blocks[-1].text.strip() and not blocks[-1].address:
        blocks.pop()
    return Written(" ".join(UNPRINTABLE.sub("", title).split()), language, tuple(blocks), pictures or {})


def _in_order(blocks: Iterable[Block]) -> Iterator[Block]:
    """Headings begin at level 1 and none is more than one deeper than the one before: screen readers go by that."""
    path: list[int] = []
    for block in blocks:
        if block.kind == "heading":
            while path and path[-1] >= block.level:
                path.pop()
            path.append(block.level)
            yield replace(block, level=min(len(path), DEEPEST))
        else:
            yield block
