"""A file sent over HTTP as the body of its request: written to the disk as it comes, and its name never asked.

There is no form around it, so that nothing of it is read before the person and their right were checked.
"""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.http import UnreadablePostError
from django.utils.translation import gettext as _
from rest_framework.parsers import BaseParser
from rest_framework.request import Request

from common.files import passing_file, writing
from common.refusals import Invalid, TooBig

MOST_BYTES = 20 * 1024 * 1024
PIECE = 64 * 1024


@dataclass(frozen=True)
class Sent:
    """A file as it was sent; for `@once` its digest stands for it."""

    path: Path
    digest: str
    said_type: str
    done: ExitStack

    def __str__(self) -> str:
        return self.digest


class FileBody(BaseParser):
    """The body of the request is the file."""

    media_type = "*/*"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None) -> Any:
        length = int(parser_context["request"].META["CONTENT_LENGTH"]) if parser_context else 0
        if length > MOST_BYTES:
            raise TooBig(_("The file is larger than 20 MB. Send a smaller copy of it."))
        digest, size = hashlib.sha256(), 0
        with ExitStack() as done:
            file = done.enter_context(passing_file())
            while piece := _read(stream):
                digest.update(piece)
                size += len(piece)
                with writing():
                    file.write(piece)
            with writing():
                file.close()
            if size != length:
                raise _not_a_file(_("The file did not arrive whole. Please send it again."))
            return Sent(Path(file.name), digest.hexdigest(), (media_type or "").partition(";")[0], done.pop_all())


@contextmanager
def received(request: Request) -> Iterator[Sent]:
    """The file in the body of this request, until this ends."""
    sent = request.data
    if not isinstance(sent, Sent):
        raise _not_a_file(_("There is no file in it. Choose one and send it again."))
    with sent.done:
        yield sent


def _read(stream: Any) -> bytes:
    try:
        return bytes(stream.read(PIECE))
    except UnreadablePostError:
        return b""


def _not_a_file(words: str) -> Invalid:
    return Invalid({"file": [words]}, words)
