"""A document as ODT, for LibreOffice and every other office that keeps to the open standard."""

from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import Any, Final
from xml.sax.saxutils import escape

from django.utils.translation import gettext as _
from odfdo import Cell, Document, Element, Header, Link, List, ListItem, Paragraph, Row, Span, Table

from dotanks.room.exporting.blocks import Block, Run, with_box
from dotanks.room.exporting.written import Inside, Picture, Written

LOOKS: Final = {
    "bold": 'fo:font-weight="bold"',
    "italic": 'fo:font-style="italic"',
    "underline": 'style:text-underline-style="solid" style:text-underline-width="auto"',
    "inserted": 'style:text-underline-style="solid" style:text-underline-width="auto"',
    "strike": 'style:text-line-through-style="solid"',
    "deleted": 'style:text-line-through-style="solid"',
    "code": 'style:font-name="DejaVu Sans Mono"',
}
WIDEST, HIGHEST, PIXELS = 15.0, 20.0, 37.8  # centimetres of a page, and pixels of a screen in one
COUNTRIES: Final = {"en": "GB", "nl": "NL", "sv": "SE", "nb": "NO"}


def as_odt(document: Written) -> bytes:
    """The document as an ODT file: headings, lists and tables as what they are, its language and title set."""
    made = Document("text")
    made.body.clear()
    made.meta.title = document.title
    made.language = f"{document.language}-{COUNTRIES.get(document.language, 'GB')}"
    _Writer(made, document.pictures).write(document)
    file = BytesIO()
    made.save(file)
    return file.getvalue()


class _Writer:
    def __init__(self, made: Any, pictures: Mapping[str, Picture]) -> None:
        self.made = made
        self.pictures = pictures
        self.looks: dict[frozenset[str], str] = {}
        for ordered in (False, True):
            self._list_style(ordered)

    def write(self, document: Written) -> None:
        self.made.body.append(Paragraph(document.title, style="Title", formatted=False))
        for block in document.blocks:
            for element in self._block(block):
                self.made.body.append(element)

    def _block(self, block: Block) -> Iterator[Any]:
        if block.kind == "heading":
            yield self._runs(Header(block.level, style=f"Heading_20_{block.level}"), block.runs)
        elif block.kind == "paragraph":
            yield self._runs(Paragraph(style="Text_20_body"), block.runs)
        elif block.kind == "image":
            yield from self._picture(block, self.pictures.get(block.address))
        elif block.kind == "list":
            yield self._list(block)
        elif block.kind == "table":
            yield from self._table(block)
        else:
            for child in block.children:
                yield from self._block(child)

    def _picture(self, block: Block, picture: Picture | None) -> Iterator[Any]:
        """The picture as large as it is on a page, with what it shows for who does not see it."""
        if not isinstance(picture, Inside):
            if block.text.strip():
                yield Paragraph(_("Image: %(what)s") % {"what": block.text}, style="Caption", formatted=False)
            return
        width = min(WIDEST, HIGHEST * picture.width / picture.height, picture.width / PIXELS)
        size = f'svg:width="{width:.2f}cm" svg:height="{width * picture.height / picture.width:.2f}cm"'
        address = self.made.add_file(BytesIO(picture.content))
        frame = (
            f'<draw:frame text:anchor-type="as-char" {size}>'
            f'<draw:image xlink:href="{address}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>'
            f"<svg:desc>{escape(block.text)}</svg:desc></draw:frame>"
        )
        holder = Paragraph(style="Text_20_body")
        holder.append(Element.from_tag(frame))
        yield holder

    def _list(self, block: Block) -> Any:
        made = List(style="dtn_numbers" if block.ordered else "dtn_dots")
        for place, item in enumerate(block.children):
            entry = ListItem()
            if block.ordered and place == 0 and block.start != 1:
                entry.set_attribute("text:start-value", str(block.start))
            for child in with_box(item):
                for element in self._block(child):
                    entry.append(element)
            made.append(entry)
        return made

    def _table(self, block: Block) -> Iterator[Any]:
        rows = [row for row in block.children if row.children]
        if not rows:
            return
        made = Table(f"Table{id(block)}")
        made.clear()
        made.append(Element.from_tag(f'<table:table-column table:number-columns-repeated="{_wide(rows)}"/>'))
        head = Element.from_tag("<table:table-header-rows/>")
        for place, row in enumerate(rows):
            line = Row()
            for cell in [*row.children, *[Block("cell")] * (_wide(rows) - len(row.children))]:
                held = Cell()
                held.clear()
                for child in cell.children or (Block("paragraph"),):
                    for element in self._block(child):
                        held.append(element)
                line.append(held)
            if place == 0 and all(cell.header for cell in row.children):
                head.append(line)
                made.append(head)
            else:
                made.append(line)
        yield made

    def _runs(self, into: Any, runs: Iterable[Run]) -> Any:
        for run in runs:
            holder = into
            if run.link:
                link = Link(run.link)
                into.append(link)
                holder = link
            if run.marks or run.link:
                span = Span(style=self._look(run.marks))
                holder.append(span)
                holder = span
            _words(holder, run.text)
        return into

    def _look(self, marks: frozenset[str]) -> str:
        known = frozenset(marks & LOOKS.keys())
        if known not in self.looks:
            name = self.looks[known] = f"dtn_look{len(self.looks)}"
            looks = " ".join(sorted({LOOKS[mark] for mark in known}))
            style = (
                f'<style:style style:name="{name}" style:family="text"><style:text-properties {looks}/></style:style>'
            )
            self.made.insert_style(Element.from_tag(style), automatic=True)
        return self.looks[known]

    def _list_style(self, ordered: bool) -> None:
        kind = "number" if ordered else "bullet"
        sign = 'style:num-format="1" style:num-suffix="."' if ordered else 'text:bullet-char="•"'
        tag = f"text:list-level-style-{kind}"
        levels = "".join(f'<{tag} text:level="{level}" {sign}>{_space(level)}</{tag}>' for level in range(1, 11))
        name = "dtn_numbers" if ordered else "dtn_dots"
        style = f'<text:list-style style:name="{name}">{levels}</text:list-style>'
        self.made.insert_style(Element.from_tag(style), automatic=True)


def _words(into: Any, text: str) -> None:
    for place, line in enumerate(text.split("\n")):
        if place:
            into.append(Element.from_tag("<text:line-break/>"))
        if line:
            into.append_plain_text(line)


def _space(level: int) -> str:
    indent = f"{0.6 * level:.1f}cm"
    return (
        '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
        f'<style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-0.6cm" '
        f'fo:margin-left="{indent}"/></style:list-level-properties>'
    )


def _wide(rows: Iterable[Block]) -> int:
    return max(len(row.children) for row in rows)
