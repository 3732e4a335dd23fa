"""A document as DOCX, in the styles every word processor knows."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from django.utils.translation import gettext as _
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu
from docx.text.paragraph import Paragraph

from dotanks.room.exporting.blocks import Block, Run, with_box
from dotanks.room.exporting.written import Inside, Picture, Written

WIDEST, HIGHEST = 15.0, 20.0  # centimetres of a page
PIXEL: Final = 9525  # of a screen, as office files count
DEEPEST_LIST: Final = 3  # the built-in list styles go no deeper


def as_docx(document: Written) -> bytes:
    """The document as a DOCX file: headings, lists and tables by style, its language and title set."""
    made = Document()
    made.core_properties.title = document.title
    made.core_properties.language = document.language
    made.core_properties.author = ""
    made.core_properties.comments = ""
    for language in made.styles.element.xpath("//w:docDefaults//w:lang"):
        language.set(qn("w:val"), document.language)
    made.add_heading(document.title, 0)
    _blocks(Made(made, document.pictures), made, document.blocks, 0)
    file = BytesIO()
    made.save(file)
    return file.getvalue()


@dataclass(frozen=True)
class Made:
    """The file that is being made, and the pictures there are for it."""

    file: Any
    pictures: Mapping[str, Picture]


def _picture(into: Any, block: Block, picture: Picture | None) -> None:
    """The picture as large as it is on a page, with what it shows for who does not see it."""
    if not isinstance(picture, Inside):
        if block.text.strip():
            _line(into, "Caption").add_run(_("Image: %(what)s") % {"what": block.text})
        return
    width = min(Cm(WIDEST), Cm(HIGHEST) * picture.width // picture.height, Emu(picture.width * PIXEL))
    placed = into.add_paragraph().add_run().add_picture(BytesIO(picture.content), width=width)
    placed._inline.docPr.set("descr", block.text)


def _blocks(made: Made, into: Any, blocks: Iterable[Block], depth: int) -> None:
    for block in blocks:
        if block.kind == "heading":
            _runs(_line(into, f"Heading {block.level}"), block.runs)
        elif block.kind == "image":
            _picture(into, block, made.pictures.get(block.address))
        elif block.kind == "list":
            _list(made, into, block, depth + 1)
        elif block.kind == "table":
            _table(made, into, block)
        elif block.kind == "paragraph":
            _runs(into.add_paragraph(), block.runs)
        else:
            _blocks(made, into, block.children, depth)


def _line(into: Any, style: str) -> Paragraph:
    """A paragraph in a built-in style, named by its id: the library's own search takes most of the time there is."""
    line: Paragraph = into.add_paragraph()
    line._p.style = style.replace(" ", "")
    return line


def _list(made: Made, into: Any, block: Block, depth: int) -> None:
    level = min(depth, DEEPEST_LIST)
    style = f"List {'Number' if block.ordered else 'Bullet'}{f' {level}' if level > 1 else ''}"
    number = _numbering(made, style, block.start) if block.ordered else None
    for item in block.children:
        first, *rest = with_box(item) or (Block("paragraph"),)
        if first.kind != "paragraph":
            first, rest = Block("paragraph"), [first, *rest]
        line = _line(into, style)
        if number is not None:
            properties = line._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = 0
            properties.get_or_add_numId().val = number
        _runs(line, first.runs)
        for child in rest:
            if child.kind == "paragraph":
                level_style = f"List Continue{f' {level}' if level > 1 else ''}"
                _runs(_line(into, level_style), child.runs)
            else:
                _blocks(made, into, [child], depth)


def _numbering(made: Made, style: str, start: int) -> int:
    """A numbering of its own, so that every numbered list begins anew."""
    numbers = made.file.part.numbering_part.element
    known = made.file.styles[style].element.xpath("./w:pPr/w:numPr/w:numId/@w:val")[0]
    (abstract,) = numbers.xpath(f"./w:num[@w:numId='{known}']/w:abstractNumId/@w:val")
    number = numbers.add_num(int(abstract))
    number.add_lvlOverride(ilvl=0).add_startOverride(start)
    return int(number.numId)


def _table(made: Made, into: Any, block: Block) -> None:
    rows = [row.children for row in block.children if row.children]
    if not rows:
        return
    table = into.add_table(rows=len(rows), cols=max(len(row) for row in rows))
    table.style = made.file.styles["Table Grid"]
    for cells, line in zip(rows, table.rows, strict=True):
        places = line.cells
        for place, cell in zip(places, cells, strict=False):
            _blocks(made, place, cell.children, 0)
            if len(place.paragraphs) > 1 or (cell.children[:1] and cell.children[0].kind != "paragraph"):
                _drop_first_if_empty(place)
            if cell.header:
                for paragraph in place.paragraphs:
                    for run in paragraph.runs:
                        run.bold = True
    if all(cell.header for cell in rows[0]):
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _drop_first_if_empty(cell: Any) -> None:
    # A new cell has an empty paragraph already; the last block of a cell must stay a paragraph.
    first = cell.paragraphs[0]
    if not first.text and cell.paragraphs[-1]._p is not first._p and cell._tc[-1].tag == qn("w:p"):
        first._p.getparent().remove(first._p)


def _runs(paragraph: Paragraph, runs: Iterable[Run]) -> None:
    for run in runs:
        made = paragraph.add_run(run.text)
        if run.marks:
            made.bold = "bold" in run.marks or None
            made.italic = "italic" in run.marks or None
            made.underline = bool(run.marks & {"underline", "inserted"}) or None
            made.font.strike = bool(run.marks & {"strike", "deleted"}) or None
        if "code" in run.marks:
            made.font.name = "Courier New"
        if run.link:
            _link(paragraph, made, run.link)


def _link(paragraph: Paragraph, run: Any, address: str) -> None:
    held = OxmlElement("w:hyperlink")
    held.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run.underline = True
    inside = deepcopy(run._r)
    run._r.getparent().replace(run._r, held)
    held.append(inside)
