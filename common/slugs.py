"""A title as part of a file's name."""

from django.utils.text import slugify

# Letters of their own, which taking accents off leaves out.
LETTERS = str.maketrans(
    {"æ": "ae", "Æ": "ae", "ø": "o", "Ø": "o", "å": "a", "Å": "a", "ß": "ss", "đ": "d", "Đ": "d", "ł": "l", "Ł": "l"}
)


def file_name(title: str, longest: int) -> str:
    """Plain letters, digits and hyphens, no longer than this; empty where none is left."""
    return slugify(title.translate(LETTERS))[:longest].strip("-")
