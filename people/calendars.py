"""The working calendar of an organisation: on which days it is closed, by the public holidays of where it is."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import holidays

    from people.models import Organisation

SATURDAY = 5
LOOK_AHEAD = 400
# How the package calls our languages.
SPOKEN = {"nb": "no", "en": "en_US"}


@cache
def codes() -> frozenset[str]:
    """Every calendar there is: a country such as "NL", or a part of one such as "DE-BE"."""
    import holidays  # here, because it reads every country of the world

    countries = holidays.list_supported_countries(include_aliases=False)
    parts = {f"{country}-{part}" for country, some in countries.items() for part in some}
    return frozenset({*countries, *parts})


def calendar_of(organisation: "Organisation") -> str:
    """The calendar this organisation works by: its own, or that of its country."""
    return organisation.calendar or organisation.country


def is_working_day(organisation: "Organisation", day: date) -> bool:
    """Whether this organisation is open on that day."""
    return day.weekday() < SATURDAY and day not in _closed(calendar_of(organisation))


def working_days_later(organisation: "Organisation", start: date, days: int) -> date:
    """The day on which so many working days have passed since the start."""
    open_days = (day for day in _days_after(start) if is_working_day(organisation, day))
    for _passed, day in zip(range(days), open_days, strict=False):
        start = day
    return start


def next_closed_day(organisation: "Organisation", after: date, language: str) -> tuple[date, str] | None:
    """The next day on which this organisation is closed for a holiday, and its name in the closest language known."""
    closed = _closed(calendar_of(organisation), SPOKEN.get(language, language))
    ahead = (day for day in _days_after(after, LOOK_AHEAD) if day in closed and day.weekday() < SATURDAY)
    day = next(ahead, None)
    return (day, closed[day]) if day else None


def _days_after(start: date, at_most: int = 4000) -> Iterator[date]:
    for days in range(1, at_most):
        yield start + timedelta(days=days)


@cache
def _closed(code: str, language: str = "") -> "holidays.HolidayBase":
    import holidays

    country, _dash, part = code.partition("-")
    try:
        return holidays.country_holidays(country, subdiv=part or None, language=language or None)
    except NotImplementedError:
        # A country the package does not know has its weekends only.
        return holidays.HolidayBase()
