"""Days where the pilot is at home."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from experiments.models import Pilot


def end_of(day: date, pilot: Pilot) -> datetime:
    """The moment this day is over where the pilot is at home."""
    return datetime.combine(day + timedelta(days=1), time(), zone_of(pilot))


def today_at(pilot: Pilot) -> date:
    """The day it is where the pilot runs."""
    return timezone.localdate(timezone=zone_of(pilot))


def last_day(pilot: Pilot, ends_at: datetime) -> date:
    """The last day before this moment, where the pilot runs."""
    return (ends_at - timedelta(microseconds=1)).astimezone(zone_of(pilot)).date()


def zone_of(pilot: Pilot) -> ZoneInfo:
    """The clock where the manager decides and the pilot runs."""
    return ZoneInfo(pilot.dotank.organisation.time_zone)
