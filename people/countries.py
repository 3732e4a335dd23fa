"""Countries as codes in the tables, as names for readers."""

from functools import cache

from babel import Locale
from django.utils.translation import gettext as _
from django.utils.translation import override

# CLDR's code for "the whole world": the case belongs to no single country.
INTERNATIONAL = "001"


@cache
def _territories(language: str) -> dict[str, str]:
    return dict(Locale.parse(language).territories)


@cache
def _codes() -> dict[str, str]:
    return {name: code for code, name in _territories("en").items() if len(code) == 2}


def country_code(name: str) -> str:
    """The code behind an English country name; KeyError if there is no such country."""
    return INTERNATIONAL if name == "International" else _codes()[name]


def country_name(code: str, language: str) -> str:
    """What a reader of this language calls the country; the code itself if nobody knows it."""
    if code == INTERNATIONAL:
        with override(language):
            return _("International")
    return _territories(language).get(code, code)
