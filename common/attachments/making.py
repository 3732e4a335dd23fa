"""What is kept of a file that was sent. What it is shows in its first bytes, not in what it is called."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from common.attachments.kinds import AttachmentKind
from common.attachments.photos import draw_anew
from common.files import passing_file
from common.refusals import WrongKind
from common.uploads import Sent

PHOTOS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
DOCUMENT = "application/pdf"
LONGEST_START, LONGEST_END = 16, 1024


@dataclass(frozen=True)
class Made:
    """A file that may be kept: a photo drawn anew, or a document as it came."""

    kind: AttachmentKind
    path: Path
    width: int | None = None
    height: int | None = None


@contextmanager
def made_from(sent: Sent) -> Iterator[Made]:
    """What may be kept of the file, until this ends; refused where it is neither photo nor document."""
    found = _type_of(sent.path)
    if sent.said_type in {*PHOTOS, DOCUMENT} and (found == DOCUMENT) != (sent.said_type == DOCUMENT):
        raise WrongKind(_("This file is not what its name says. Open it on your device, save it anew and send that."))
    if found == DOCUMENT:
        yield Made(AttachmentKind.DOCUMENT, sent.path)
        return
    with passing_file() as file:
        width, height = draw_anew(sent.path, PHOTOS[found], file)
        yield Made(AttachmentKind.PHOTO, Path(file.name), width, height)


def _type_of(file: Path) -> str:
    with file.open("rb") as content:
        start = content.read(LONGEST_START)
        content.seek(max(0, file.stat().st_size - LONGEST_END))
        end = content.read()
    if start.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if start.startswith(b"RIFF") and start[8:12] == b"WEBP":
        return "image/webp"
    if start.startswith(b"%PDF-") and b"%%EOF" in end:
        return DOCUMENT
    raise WrongKind(_("Photos can be JPEG, PNG or WebP, documents PDF. Save it as one of these and send it again."))
