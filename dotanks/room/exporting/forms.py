"""The forms in which a document leaves the room."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from dotanks.room.exporting.as_docx import as_docx
from dotanks.room.exporting.as_html import as_html
from dotanks.room.exporting.as_markdown import as_markdown
from dotanks.room.exporting.as_odt import as_odt
from dotanks.room.exporting.as_pdf import as_pdf
from dotanks.room.exporting.written import Written


@dataclass(frozen=True)
class Form:
    """One form: its ending, its media type, and how a document is put into it."""

    ending: str
    media_type: str
    make: Callable[[Written], bytes]
    # A text has no place for a picture; it says what it shows.
    holds_pictures: bool = True


FORMS: Final = {
    form.ending: form
    for form in (
        Form("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", as_docx),
        Form("odt", "application/vnd.oasis.opendocument.text", as_odt),
        Form("pdf", "application/pdf", as_pdf),
        Form("md", "text/markdown; charset=utf-8", as_markdown, holds_pictures=False),
        Form("html", "text/html; charset=utf-8", as_html),
    )
}
