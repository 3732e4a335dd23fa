"""When a letter goes: at once, or at eight in the morning where the person works, on a working day."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from people.calendars import is_working_day
from people.models import Employment, NoticeRhythms, Organisation, Person
from people.models.notices import Rhythm
from people.rules import current

MORNING = time(8)
# Longer than a transaction may last, so that no notice is still on its way to a digest that is being written.
MARGIN = timedelta(minutes=3)


def rhythms_of(people: Iterable[Person]) -> Mapping[UUID, NoticeRhythms]:
    """What each of these people chose; who never chose is not in it."""
    return NoticeRhythms.objects.in_bulk([person.pk for person in people])


def workplaces_of(people: Iterable[Person]) -> Mapping[UUID, Organisation]:
    """Where each of these people works today."""
    jobs = Employment.objects.filter(current(), person__in=[person.pk for person in people])
    return {job.person_id: job.organisation for job in jobs.select_related("organisation")}


def due(rhythm: str, now: datetime, workplace: Organisation | None) -> datetime:
    """The moment from which a letter of this rhythm may go, in full hours."""
    if rhythm == Rhythm.AT_ONCE:
        return now.replace(minute=0, second=0, microsecond=0)
    zone = ZoneInfo(workplace.time_zone) if workplace else UTC
    day = now.astimezone(zone).date()
    while True:
        morning = datetime.combine(day, MORNING, zone).astimezone(UTC)
        if morning > now + MARGIN and _works(workplace, day) and (rhythm == Rhythm.DAILY or _first(workplace, day)):
            # Half-hour time zones: the table knows hours only, so the letter goes at the full hour after eight.
            return morning if morning.minute == 0 else morning.replace(minute=0) + timedelta(hours=1)
        day += timedelta(days=1)


def _works(workplace: Organisation | None, day: date) -> bool:
    return workplace is None or is_working_day(workplace, day)


def _first(workplace: Organisation | None, day: date) -> bool:
    """Whether the week's work begins on this day: on Monday, or the day after where that is a holiday."""
    return not any(_works(workplace, day - timedelta(days=back)) for back in range(1, day.weekday() + 1))
