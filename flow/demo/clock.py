"""A clock for the loader alone, so that a story told today began months ago."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta

from django.apps import apps
from django.db.models import DateTimeField, Field, Value
from django.db.models.functions import Now
from django.utils import timezone

from common import moments
from common.models import Change

# Search follows the feed by what is new in it, and old lines are swept away: these keep the real time.
KEPT_REAL = {Change}


class Clock:
    """Shows the moment it was last set to."""

    def __init__(self) -> None:
        self.real_now = timezone.now()
        self.shows = self.real_now

    def now(self) -> datetime:
        return self.shows

    def in_queries(self) -> Value:
        """The same, where a query asks the database what time it is."""
        return Value(self.shows, output_field=DateTimeField())

    def working_day(self, days_ago: int) -> date:
        """That many days before today; a weekend becomes the Friday before it."""
        day = self.real_now.date() - timedelta(days=days_ago)
        return day - timedelta(days=max(0, day.weekday() - 4))

    def moment(self, days_ago: int, minute: int) -> datetime:
        """That day, so many minutes after people came in."""
        return datetime.combine(self.working_day(days_ago), time(7, 30), UTC) + timedelta(minutes=minute)


@contextmanager
def moved_clock() -> Iterator[Clock]:
    """While it lasts, this process believes the clock: Django's `now` and the moments of new rows.

    Rows that may only be added get their moment when they are added; no trigger is switched off, no row rewritten.
    """
    clock, real, real_in_queries = Clock(), timezone.now, moments.database_now
    fields = [
        field
        for model in apps.get_models()
        if model not in KEPT_REAL
        for field in model._meta.local_fields
        if isinstance(field, Field) and isinstance(field.db_default, Now)
    ]
    timezone.now, moments.database_now = clock.now, clock.in_queries
    for field in fields:
        field.__dict__["_get_default"] = clock.now
    try:
        yield clock
    finally:
        timezone.now, moments.database_now = real, real_in_queries
        for field in fields:
            field.__dict__.pop("_get_default", None)
