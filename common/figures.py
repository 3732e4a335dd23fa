"""Numbers and days as the reader's language writes them."""

from datetime import date
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_decimal
from django.utils.translation import get_language

# Days are written the British way; the other languages have one way only.
_LOCALES = {"en": "en_GB"}


def locale_of_reader() -> str:
    """The name under which number and date formats know the active language."""
    language = get_language() or "en"
    return _LOCALES.get(language, language)


def number_words(value: Decimal | float) -> str:
    """A number without idle zeros: 4.5 in English, 4,5 in Dutch."""
    return format_decimal(value, locale=locale_of_reader())


def day_words(day: date) -> str:
    """A day as it is written out: 24 November 2026."""
    return format_date(day, "long", locale=locale_of_reader())
