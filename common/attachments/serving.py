"""A kept file over HTTP: shown where that is safe, otherwise saved; never a page of its own."""

from typing import BinaryIO

from django.http import FileResponse

from common import files
from common.attachments.kinds import AttachmentKind
from common.refusals import Unknown

# Of each kind: what it is sent as, and whether a browser may show it or only save it.
SENT_AS = {
    AttachmentKind.PHOTO: ("image/jpeg", True, "jpg"),
    AttachmentKind.DOCUMENT: ("application/pdf", False, "pdf"),
}


def open_file(digest: str) -> BinaryIO:
    """What is in the file, unless it was removed just now."""
    try:
        return files.opened(digest)
    except FileNotFoundError as removed:
        raise Unknown from removed


def file_answer(kind: AttachmentKind, digest: str, name: str) -> FileResponse:
    """The file itself, under a name of ours."""
    content_type, is_safe_to_show, ending = SENT_AS[kind]
    return FileResponse(
        open_file(digest),
        as_attachment=not is_safe_to_show,
        filename=f"{name}.{ending}",
        content_type=content_type,
        headers={
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cross-Origin-Resource-Policy": "same-origin",
        },
    )
