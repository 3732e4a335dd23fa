"""A photo drawn anew: upright, in plain colours, of a bearable size. Nothing else of what was sent stays in it."""

from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import IO

from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps

from common.files import writing
from common.refusals import Invalid, TooBig

LONGEST_SIDE = 2000
QUALITY = 85
# What a photo takes while it is decoded grows with its pixels, about 400 MB here; so only one at a time in a process.
MOST_PIXELS = {"JPEG": 50_000_000, "PNG": 25_000_000, "WEBP": 25_000_000}
_one = Lock()


def draw_anew(sent: Path, format: str, into: IO[bytes]) -> tuple[int, int]:
    """Write the photo as a JPEG that holds nothing but its picture; its width and height."""
    with _one:
        picture = _picture(sent, format)
        with writing():
            picture.save(into, "JPEG", quality=QUALITY, optimize=True, progressive=True)
            into.flush()
    return picture.size


def _picture(sent: Path, format: str) -> Image.Image:
    try:
        # Of an animation only the first picture is read.
        with Image.open(sent, formats=[format]) as image:
            if image.width * image.height > MOST_PIXELS[format]:
                raise TooBig(_("The photo has too many pixels. Send a smaller copy of it."))
            image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
            ImageOps.exif_transpose(image, in_place=True)
            return _on_white(image)
    except TooBig:
        raise
    except Exception as damaged:  # Pillow answers damaged files with whatever happens to it
        words = _("The photo is damaged and cannot be read. Open it on your device, save a copy and send that.")
        raise Invalid({"file": [words]}, words) from damaged


def _on_white(image: Image.Image) -> Image.Image:
    """The picture alone, on a new sheet: what Pillow knows besides stays behind."""
    sheet = Image.new("RGB", image.size, "white")
    seen_through = image.convert("RGBA").getchannel("A") if image.has_transparency_data else None
    sheet.paste(_in_plain_colours(image), mask=seen_through)
    return sheet


def _in_plain_colours(image: Image.Image) -> Image.Image:
    """The colours as every screen understands them (sRGB), with or without a profile."""
    if image.mode.startswith("I"):  # sixteen bits; Pillow itself would cut off all but the darkest
        image = image.convert("I").point(lambda level: level / 256).convert("L")
    profile = image.info.get("icc_profile")
    if image.mode not in {"RGB", "CMYK", "L"}:
        image = image.convert("RGB")
    if profile:
        try:
            its_own, plain = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
            turned = ImageCms.profileToProfile(image, its_own, plain, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            turned = None  # a profile for other colours than these; the picture is still good
        if turned is not None:
            return turned
    return image.convert("RGB")
