"""A file sent over HTTP as the body of its request: written to the disk as it comes, and its name never asked.

There is no form around it, so that nothing of it is read before the person and their right were checked.
"""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.http import UnreadablePostError
from django.utils.translation import gettext as _
from rest_framework.parsers import BaseParser
from rest_framework.request import Request, is_form_media_type

from common.files import passing_file, writing
from common.refusals import Invalid, TooBig

MOST_BYTES = 20 * 1024 * 1024
PIECE = 64 * 1024


@dataclass
class Sent:
    """A file on its way; once it was received, where it lies. For `@once` its digest stands for it."""

    stream: Any
    length: int
    said_type: str
    path: Path = Path()
    digest: str = ""

    def __str__(self) -> str:
        return self.digest


class FileBody(BaseParser):
    """The body of the request is the file. Only `received` reads it: parsing comes before the person's right."""

    media_type = "*/*"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None) -> Any:
        assert parser_context is not None
        if is_form_media_type(media_type or ""):
            raise _not_a_file(_("There is no file in it. Choose one and send it again."))
        length = int(parser_context["request"].META["CONTENT_LENGTH"])
        return Sent(stream, length, (media_type or "").partition(";")[0])


@contextmanager
def received(request: Request, *, most: int = MOST_BYTES) -> Iterator[Sent]:
    """Read the file in the body of this request onto the disk; it lies there until this ends."""
    sent = request.data
    if not isinstance(sent, Sent):
        raise _not_a_file(_("There is no file in it. Choose one and send it again."))
    if sent.length > most:
        words = _("The file is larger than %(most)s MB. Send a smaller copy of it.")
        raise TooBig(words % {"most": most // (1024 * 1024)})
    digest, size = hashlib.sha256(), 0
    with passing_file() as file:
        while piece := _read(sent.stream):
            digest.update(piece)
            size += len(piece)
            with writing():
                file.write(piece)
        with writing():
            file.close()
        if size != sent.length:
            raise _not_a_file(_("The file did not arrive whole. Please send it again."))
        sent.path, sent.digest = Path(file.name), digest.hexdigest()
        yield sent


def _read(stream: Any) -> bytes:
    try:
        return bytes(stream.read(PIECE))
    except UnreadablePostError:
        return b""


def _not_a_file(words: str) -> Invalid:
    return Invalid({"file": [words]}, words)
