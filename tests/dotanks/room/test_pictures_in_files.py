"""Pictures in the files that a document is exported as."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document as read_docx
from pypdf import PdfReader

from dotanks.room.exporting.forms import FORMS
from dotanks.room.exporting.written import Beside, Inside, written
from tests import files

WHICH = "7c9e6679-7425-40de-944b-e07fc1f90ae7"
HTML = f'<p>Before</p><img alt="A form &amp; two pens" data-attachment="{WHICH}"><p>After</p>'
PICTURE = files.photo(size=(3000, 1500))


def made(ending: str, html: str = HTML) -> bytes:
    document = written(html, title="T", language="nl", pictures={WHICH: Inside(PICTURE, 3000, 1500)})
    return FORMS[ending].make(document)


def test_docx_and_odt_hold_it_with_its_words() -> None:
    with ZipFile(BytesIO(made("docx"))) as docx, ZipFile(BytesIO(made("odt"))) as odt:
        assert [docx.read(name) for name in docx.namelist() if name.startswith("word/media/")] == [PICTURE]
        assert [odt.read(name) for name in odt.namelist() if name.startswith("Pictures/")] == [PICTURE]
        content = odt.read("content.xml").decode()
        assert "<svg:desc>A form &amp; two pens</svg:desc>" in content
        assert 'svg:width="15.00cm" svg:height="7.50cm"' in content
        address = re.search(r'xlink:href="(Pictures/[^"]+)"', content)
        assert address
        assert f'"{address[1]}"' in odt.read("META-INF/manifest.xml").decode()
    (shape,) = read_docx(BytesIO(made("docx"))).inline_shapes
    assert round(shape.width.cm) == 15
    assert shape._inline.docPr.get("descr") == "A form & two pens"


def test_pdf_holds_it_and_stays_accessible() -> None:
    read = PdfReader(BytesIO(made("pdf")))

    (picture,) = [image for page in read.pages for image in page.images]
    assert picture.image is not None
    assert picture.image.size == (3000, 1500)
    assert b"pdfuaid" in read.trailer["/Root"]["/Metadata"].get_data()  # type: ignore[index]


def test_html_holds_it_and_loads_nothing() -> None:
    page = made("html").decode()

    assert 'src="data:image/jpeg;base64,' in page
    assert 'alt="A form &amp; two pens"' in page
    assert "default-src 'none'" in page


def test_beside_the_text_it_is_a_link() -> None:
    document = written(HTML, title="T", language="nl", pictures={WHICH: Beside("../pictures/a.jpg")})

    assert "![A form \\& two pens](<../pictures/a.jpg>)" in FORMS["md"].make(document).decode()
    assert '<img src="../pictures/a.jpg" alt="A form &amp; two pens">' in FORMS["html"].make(document).decode()


@pytest.mark.parametrize("ending", FORMS)
def test_in_a_list_a_cell_or_without_words_it_goes_along(ending: str) -> None:
    picture = f'<img data-attachment="{WHICH}">'
    html = f"<ul><li><p>a</p>{picture}</li></ul><table><tr><td>{picture}</td></tr></table>{picture}"

    assert made(ending, html)


@pytest.mark.parametrize("ending", FORMS)
def test_of_a_picture_that_is_gone_its_words_stay(ending: str) -> None:
    assert FORMS[ending].make(written(HTML, title="T", language="nl"))


def test_a_check_item_has_one_box() -> None:
    html = '<ul data-list="tasks"><li data-check="done"><span data-check="box">☑</span><p>Ask</p></li></ul>'

    assert "- [x] Ask\n" in FORMS["md"].make(written(html, title="T", language="en")).decode()
