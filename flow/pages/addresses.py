"""Addresses of public pages: the same page under each language."""

from django.conf import settings

# Everything that has a language in front of its address.
PUBLIC = (
    "library",
    "problems",
    "organisations",
    "groups",
    "how-it-works",
    "what-we-store",
    "accessibility",
    "accounts",
)


def without_language(path: str) -> str:
    """The address as it is without its language."""
    first, _slash, rest = path.removeprefix("/").partition("/")
    return f"/{rest}" if first in dict(settings.LANGUAGES) else path


def in_language(path: str, language: str) -> str:
    """The page's address under this language; what has no language of its own leads to the start page or stays."""
    if path == "/" or path.removeprefix("/").split("/", 1)[0] in PUBLIC:
        return f"/{language}{path}"
    return path
