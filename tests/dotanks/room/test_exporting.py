"""A document in other forms, opened again by what each form is for."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from io import BytesIO
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from docx import Document as read_docx
from odfdo import Document as read_odt
from pypdf import PdfReader

from dotanks.room.exporting.forms import FORMS
from dotanks.room.exporting.written import written
from tests import stages
from tests.cast import Cast
from tests.conftest import ClientFor

HTML = """
<h2>Our plan</h2><p>Say <strong>why <em>now</em></strong> and <a href="https://example.org/a_b?x=1">where</a>.<br>Then.</p>
<ol start="3"><li><p>first</p><ul><li><p>inner</p><p>more</p></li></ul></li><li><p>second</p></li></ol>
<ol><li><p>again</p></li></ol>
<ul><li data-checked="true"><p>finished</p></li><li data-checked="false"><p>open</p></li></ul>
<table><tr><th><p>Who</p></th><th><p>When</p></th></tr><tr><td><p>A | b</p></td><td><p>x</p></td></tr></table>
<h4>Costs</h4><p><img src="/x" alt="A map"></p><p>#set page() $x$ `code` _a_ * &lt;script&gt;alert(1)&lt;/script&gt;</p>
<p>1. no list</p><p>- nor this</p><p>---</p><p># nor a heading</p><p>[x](javascript:alert(1))</p><p>ÅÄÖ ☑ 漢</p>
<h3>End</h3><p></p>
"""
WORDS = ["Our plan", "first", "inner", "more", "second", "again", "finished", "Who", "A | b", "A map", "#set page()",
         "<script>alert(1)</script>", "1. no list", "- nor this", "# nor a heading", "ÅÄÖ"]  # fmt: skip
DOCUMENT = written(HTML, title="Shorter forms & more", language="nl")


def made(ending: str) -> bytes:
    return FORMS[ending].make(DOCUMENT)


def test_docx_is_opened_by_its_own_library() -> None:
    read = read_docx(BytesIO(made("docx")))
    text = "\n".join(p.text for p in read.paragraphs) + "\n".join(c.text for t in read.tables for c in t._cells)
    styles = [(p.style.name, p.text) for p in read.paragraphs if p.style]

    assert all(words in text for words in WORDS)
    assert read.core_properties.title == "Shorter forms & more"
    assert read.styles.element.xpath("//w:docDefaults//w:lang/@w:val") == ["nl"]
    assert [one for one in styles if one[0].startswith(("Title", "Heading"))] == [
        ("Title", "Shorter forms & more"),
        ("Heading 1", "Our plan"),
        ("Heading 2", "Costs"),
        ("Heading 2", "End"),
    ]
    assert ("List Number", "first") in styles
    assert ("List Bullet 2", "inner") in styles
    assert ("List Bullet", "☑ finished") in styles
    assert read.element.xpath("//w:tblHeader")
    starts = read.part.numbering_part.element.xpath("//w:startOverride/@w:val")
    assert starts == ["3", "1"]
    assert [link.target_ref for link in read.part.rels.values() if link.is_external] == ["https://example.org/a_b?x=1"]


def test_odt_is_opened_by_its_own_library() -> None:
    read = read_odt(BytesIO(made("odt")))
    text = "".join(ElementTree.fromstring(ZipFile(BytesIO(made("odt"))).read("content.xml")).itertext())

    assert all(words in text for words in WORDS)
    assert (read.meta.title, read.language) == ("Shorter forms & more", "nl-NL")
    headings = [(int(one.level), one.text_recursive.strip()) for one in read.body.headers]
    assert headings == [(1, "Our plan"), (2, "Costs"), (2, "End")]
    assert len(read.body.get_elements("descendant::text:list")) >= 4
    (table,) = read.body.tables
    assert len(table.get_elements("descendant::table:table-header-rows")) == 1
    assert "☑ finished" in text


def test_pdf_is_tagged_and_says_what_it_is() -> None:
    plain = written(HTML.replace("漢", ""), title="Shorter forms & more", language="nl")
    read = PdfReader(BytesIO(FORMS["pdf"].make(plain)))
    root: Any = read.trailer["/Root"]

    text = re.sub(r"\s+", " ", "".join(page.extract_text() for page in read.pages))
    assert all(words in text for words in WORDS if words != "A map")
    assert read.metadata is not None
    assert read.metadata.title == "Shorter forms & more"
    assert root["/Lang"].startswith("nl")
    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - a PDF object
    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_pdf_with_a_sign_that_no_font_has_is_made_all_the_same() -> None:
    assert made("pdf").startswith(b"%PDF-")


def test_markdown_takes_no_word_for_a_sign() -> None:
    text = made("md").decode()

    assert text.startswith("# Shorter forms \\& more\n\n## Our plan\n")
    assert "Say **why** ***now*** and [where](<https://example.org/a_b?x=1>).\\\nThen." in text
    assert "3. first\n\n   - inner\n\n     more\n4. second" in text
    assert "- [x] finished\n" in text
    assert "- [ ] open" in text
    assert "| Who | When |\n| --- | --- |\n| A \\| b | x |" in text
    assert "### Costs" in text
    for line in ["\\#set page() \\$x\\$ \\`code\\` \\_a\\_ \\* \\<script\\>alert(1)\\</script\\>", "1\\. no list",
                 "\\- nor this", "\\---", "\\# nor a heading", "\\[x\\](javascript:alert(1))"]:  # fmt: skip
        assert f"\n{line}\n" in text


def test_html_is_one_page_that_loads_nothing() -> None:
    page = made("html").decode()
    tags: list[str] = []

    class Tags(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            tags.append(tag)
            assert not {"src", "onclick"} & {name for name, _ in attrs}

    Tags().feed(page)
    assert '<html lang="nl">' in page
    assert "<title>Shorter forms &amp; more</title>" in page
    assert "default-src 'none'" in page
    assert "script" not in tags
    assert [tag for tag in tags if tag[0] == "h" and tag[1:].isdigit()] == ["h1", "h2", "h3", "h3"]
    assert tags.count("th") == 2


@pytest.mark.parametrize("ending", FORMS)
@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p></p>",
        "<ul></ul><ol><li></li></ol><table></table><table><tr></tr></table>",
        "<ul><li><ul><li><ul><li><ul><li><ul><li><p>deep</p></li></ul></li></ul></li></ul></li></ul></li></ul>",
        "<h6>six</h6><h1>one</h1><h1></h1>",
        "<p>\x00\x0b\x1f\x7f</p><p>\ufffe</p><p>😀</p>",
        "<ol start='99999999999999999999'><li><p>x</p></li></ol>",
        "<table><tr><td><table><tr><td><p>in</p></td></tr></table></td><td></td></tr><tr><td><p>one</p></td></tr></table>",
        "<p>" + "word " * 20_000 + "</p>",
        "</p></ul><li>loose</li><td>cell</td>text<b>never closed",
    ],
)
def test_whatever_stands_in_a_document_becomes_a_file(ending: str, html: str) -> None:
    assert FORMS[ending].make(written(html, title="T\x00 \n", language="sv"))


Do = Callable[..., Any]


@pytest.mark.django_db
@pytest.mark.parametrize("ending", FORMS)
def test_the_team_downloads_its_document(ending: str, cast: Cast, as_person: ClientFor) -> None:
    dotank = stages.working(cast)

    answer = as_person(cast.member).get(f"/api/rooms/{dotank.room_id}/document/{ending}/")

    assert answer.status_code == 200
    assert answer["Content-Type"] == FORMS[ending].media_type
    assert re.fullmatch(rf'attachment; filename="[a-z0-9-]+\.{ending}"', answer["Content-Disposition"])
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.django_db
@pytest.mark.parametrize(("who", "ending"), [("member", "exe"), ("coordinator", "pdf"), ("outsider", "pdf")])
def test_no_other_form_and_nobody_else(who: str, ending: str, cast: Cast, as_person: ClientFor) -> None:
    dotank = stages.working(cast)

    assert as_person(cast[who]).get(f"/api/rooms/{dotank.room_id}/document/{ending}/").status_code == 404
