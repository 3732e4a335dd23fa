"""A document as a small tree of blocks, read from its HTML: what differences and exports are made of.

A tag this does not know leaves its text behind, so a new kind of node is never lost, only plain.
"""

from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import Final, Literal

Kind = Literal["heading", "paragraph", "list", "item", "table", "row", "cell", "image"]

MARKS: Final = {
    "strong": "bold",
    "b": "bold",
    "em": "italic",
    "i": "italic",
    "u": "underline",
    "s": "strike",
    "code": "code",
    "ins": "inserted",
    "del": "deleted",
}
LINKS: Final = ("https://", "http://", "mailto:")
HOLDERS: Final = frozenset({"list", "item", "table", "row", "cell"})
BREAKS: Final = frozenset({"div", "blockquote", "section", "figure", "figcaption", "hr", "dt", "dd"})
KINDS: Final[dict[str, Kind]] = {
    "p": "paragraph",
    "pre": "paragraph",
    "ul": "list",
    "ol": "list",
    "li": "item",
    "table": "table",
    "tr": "row",
    "td": "cell",
    "th": "cell",
    **dict.fromkeys((f"h{level}" for level in range(1, 7)), "heading"),
}


@dataclass(frozen=True)
class Run:
    """Text in one look; a line break is a newline."""

    text: str
    marks: frozenset[str] = frozenset()
    link: str = ""


@dataclass(frozen=True)
class Block:
    """One block: headings, paragraphs and images hold runs, the others hold blocks."""

    kind: Kind
    runs: tuple[Run, ...] = ()
    children: tuple["Block", ...] = ()
    level: int = 0
    ordered: bool = False
    start: int = 1
    checked: bool | None = None
    header: bool = False
    address: str = ""

    @property
    def text(self) -> str:
        """The text without looks, with that of all blocks inside."""
        inside = [block.text for block in self.children]
        return "\n".join(["".join(run.text for run in self.runs), *inside] if self.runs else inside)


def with_box(item: Block) -> tuple[Block, ...]:
    """What stands in an item of a list, a check item with its box in front of the words."""
    if item.checked is None:
        return item.children
    box = Run("☑ " if item.checked else "☐ ")
    first = item.children[:1]
    if first and first[0].kind == "paragraph":
        return (replace(first[0], runs=(box, *first[0].runs)), *item.children[1:])
    return (Block("paragraph", runs=(box,)), *item.children)


@dataclass
class _Open:
    tag: str
    block: Block
    runs: list[Run] = field(default_factory=list)
    children: list[Block] = field(default_factory=list)
    implied: bool = False

    def close(self) -> Block:
        return replace(self.block, runs=tuple(self.runs), children=tuple(self.children))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.top: list[Block] = []
        self.open: list[_Open] = []
        self.marks: list[str] = []
        self.links: list[str] = []
        self.in_box = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if tag in MARKS:
            self.marks.append(MARKS[tag])
        elif tag == "span" and named.get("data-check") == "box":
            self.in_box = True
        elif tag == "a":
            address = named.get("href", "")
            self.links.append(address if address.startswith(LINKS) else "")
        elif tag == "br":
            self.handle_data("\n")
        elif tag == "img":
            self._end_text()
            alt = (Run(named["alt"]),) if named.get("alt") else ()
            self._add(Block("image", runs=alt, address=named.get("data-attachment") or named.get("src", "")))
        elif tag == "input" and named.get("type") == "checkbox":
            self._check("checked" in named)
        elif tag in BREAKS:
            self._end_text()
        elif tag in KINDS:
            self._end_text()
            self.open.append(_Open(tag, _block(tag, named)))

    def handle_endtag(self, tag: str) -> None:
        if tag == "span":
            self.in_box = False
        elif tag in MARKS:
            if MARKS[tag] in self.marks:
                self.marks.remove(MARKS[tag])
        elif tag == "a":
            if self.links:
                self.links.pop()
        elif tag in BREAKS:
            self._end_text()
        elif any(one.tag == tag for one in self.open):
            while self.open:
                ended = self.open.pop()
                self._add(ended.close())
                if ended.tag == tag:
                    break

    def handle_data(self, data: str) -> None:
        if self.in_box:  # the item itself says whether it is done
            return
        holder = self.open[-1].block.kind if self.open else None
        if holder is None or holder in HOLDERS:
            if not data.strip():
                return
            self.open.append(_Open("p", Block("paragraph"), implied=True))
        self.open[-1].runs.append(Run(data, frozenset(self.marks), next(iter(self.links[-1:]), "")))

    def _end_text(self) -> None:
        """A block inside a paragraph that the HTML did not open ends that paragraph."""
        if self.open and (self.open[-1].implied or self.open[-1].block.kind in {"heading", "paragraph"}):
            self._add(self.open.pop().close())

    def _check(self, checked: bool) -> None:
        for one in reversed(self.open):
            if one.block.kind == "item":
                one.block = replace(one.block, checked=checked)
                return

    def _add(self, block: Block) -> None:
        (self.open[-1].children if self.open else self.top).append(block)

    def close(self) -> None:
        super().close()
        while self.open:
            self._add(self.open.pop().close())


def _block(tag: str, named: dict[str, str]) -> Block:
    kind = KINDS[tag]
    if kind == "heading":
        return Block(kind, level=int(tag[1]))
    if kind == "list":
        start = named.get("start", "1")
        # As many digits as the room's shape allows: a longer number is no place in a list.
        return Block(kind, ordered=tag == "ol", start=int(start) if start.isdecimal() and len(start) < 8 else 1)
    if kind == "item" and named.get("data-checked") in {"true", "false"}:
        return Block(kind, checked=named["data-checked"] == "true")
    if kind == "item" and named.get("data-check") in {"done", "open"}:
        return Block(kind, checked=named["data-check"] == "done")
    return Block(kind, header=tag == "th")


def read_blocks(html: str) -> list[Block]:
    """The blocks of a document's HTML, in order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.top
