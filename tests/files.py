"""Photos and documents as people send them: with everything a camera or an office program writes beside the picture."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from common.attachments.making import made_from
from common.uploads import Sent
from dotanks.room.attachments.actions import add_attachment as to_room
from dotanks.room.models import RoomAttachment
from ideas.actions.attachments import add_attachment
from ideas.models import Attachment, Problem
from people.models import Person

PDF = b"%PDF-1.7\n1 0 obj<</Author(Xanthippe Quollwright)>>endobj\ntrailer<</Info 1 0 R>>\n%%EOF\n"
# Left half red, right half blue: shows which side is up.
RED, BLUE = (220, 20, 20), (20, 20, 220)
ORIENTATION, ARTIST, COMMENT, GPS = 0x0112, 0x013B, 0x9286, 0x8825


def picture(width: int = 60, height: int = 40, mode: str = "RGB") -> Image.Image:
    made = Image.new("RGB", (width, height), RED)
    made.paste(BLUE, (width // 2, 0, width, height))
    return made.convert(mode)


def photo(
    format: str = "JPEG", *, mark: str = "", size: tuple[int, int] = (60, 40), turned: int = 1, **more: Any
) -> bytes:
    """A photo with its mark in every place where a camera, a phone or a program leaves one."""
    image, file = picture(*size), BytesIO()
    if mark:
        exif = image.getexif()
        exif[ORIENTATION], exif[ARTIST], exif[COMMENT] = turned, mark, mark
        exif.get_ifd(GPS)[29] = mark
        profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        more |= {"exif": exif.tobytes(), "icc_profile": profile, "xmp": f"<x>{mark}</x>".encode()}
        if format == "JPEG":
            more["comment"] = mark
        if format == "PNG":
            del more["xmp"]
            more["pnginfo"] = PngInfo()
            more["pnginfo"].add_text("Author", mark)
            more["pnginfo"].add_itxt("XML:com.adobe.xmp", mark)
    image.save(file, format, **more)
    return file.getvalue() + mark.encode()


@contextmanager
def as_sent(content: bytes, said_type: str = "application/octet-stream") -> Iterator[Sent]:
    """The file as it lies on the disk after it was received."""
    folder = Path(settings.MEDIA_ROOT) / "coming"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "sent"
    path.write_bytes(content)
    try:
        yield Sent(None, len(content), said_type, path)
    finally:
        path.unlink(missing_ok=True)


def attach(poster: Person, problem: Problem, content: bytes = b"") -> Attachment:
    with as_sent(content or photo()) as sent, made_from(sent) as made:
        return add_attachment(poster=poster, problem_id=problem.pk, made=made)


def attach_to_room(person: Person, room: UUID, content: bytes = b"") -> RoomAttachment:
    with as_sent(content or photo()) as sent, made_from(sent) as made:
        return to_room(person=person, room_id=room, made=made)


def kept_files() -> set[Path]:
    return {file for file in Path(settings.MEDIA_ROOT).rglob("*") if file.is_file()}


def send(client: Any, problem: Problem, content: bytes, said: str = "image/jpeg", **more: Any) -> Any:
    return client.generic("POST", f"/api/problems/{problem.pk}/attachments/", content, content_type=said, **more)


def opened(client: Any, address: str) -> tuple[bytes, Any]:
    response = client.get(address)
    assert response.status_code == 200
    return b"".join(response.streaming_content), response.headers
