"""Numbers and days as the reader's language writes them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_compact_decimal, format_currency, format_decimal, get_territory_currencies
from django.utils.translation import get_language

# Days are written the British way; the other languages have one way only.
_LOCALES = {"en": "en_GB"}


@dataclass(frozen=True)
class Money:
    """An amount in whole units, in the money of a country."""

    amount: int
    country: str


def locale_of_reader() -> str:
    """The name under which number and date formats know the active language."""
    language = get_language() or "en"
    return _LOCALES.get(language, language)


def number_words(value: Decimal | float) -> str:
    """A number without idle zeros: 4.5 in English, 4,5 in Dutch."""
    return format_decimal(value, locale=locale_of_reader())


def short_number_words(value: Decimal | float) -> str:
    """A large number in few characters, where there is little room: 1.5M in English, 1,5 mln. in Dutch."""
    return format_compact_decimal(value, locale=locale_of_reader(), fraction_digits=2)


def money_words(amount: int, country: str) -> str:
    """An amount in whole units, in the money of this country: €4,000 in English, € 4.000 in Dutch."""
    locale = Locale.parse(locale_of_reader())
    currency = next(iter(get_territory_currencies(country)), "EUR")
    whole = str(locale.currency_formats["standard"].pattern).replace("0.00", "0")
    return format_currency(amount, currency, whole, locale, currency_digits=False)


def figure_words(figure: Decimal | Money | str) -> str:
    """A number or a sum as figures; words as they are."""
    match figure:
        case Money():
            return money_words(figure.amount, figure.country)
        case Decimal():
            return number_words(figure)
        case _:
            return figure


def short_day_words(day: date, *, with_year: bool) -> str:
    """A day where there is little room: 24 Nov, or 24 Nov 2026."""
    return format_date(day, "d MMM y" if with_year else "d MMM", locale=locale_of_reader())


def day_words(day: date) -> str:
    """A day as it is written out: 24 November 2026."""
    return format_date(day, "long", locale=locale_of_reader())
