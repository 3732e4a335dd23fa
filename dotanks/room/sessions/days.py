"""Days and times of day of sessions, by the clock on the network's walls."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _


def _zone() -> ZoneInfo:
    return ZoneInfo(settings.NETWORK_TIME_ZONE)


def today() -> date:
    """The day it is."""
    return timezone.localdate(timezone=_zone())


def day_of(moment: datetime) -> date:
    """The day on which a moment lies."""
    return timezone.localdate(moment, timezone=_zone())


def same_time_on(day: date, moment: datetime) -> datetime:
    """The same time of day on another day, whatever summer time does in between."""
    return datetime.combine(day, moment.astimezone(_zone()).time(), _zone())


def in_words(day: date, moment: datetime | None) -> str:
    """The day, and the time of day with its zone where there is one, in the language now active."""
    language = get_language() or "en"
    words = format_date(day, "long", locale=language)
    if moment is None:
        return words
    there = moment.astimezone(_zone())
    time = format_time(there, "short", tzinfo=_zone(), locale=language)
    return _("%(day)s at %(time)s") % {"day": words, "time": f"{time} {there:%Z}"}
