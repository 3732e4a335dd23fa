"""How many hours somebody can give in the weeks to come: their usual ones, but for the periods they named."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from math import ceil
from typing import TypeAlias
from uuid import UUID

from people.models import FreePeriod, Profile

# Two weeks away do not keep anybody out of a quarter's work, and six free weeks do not carry it.
ENOUGH_WEEKS = 0.75
Period: TypeAlias = tuple[date, date, int]


def hours_that_hold(usual: int, periods: Sequence[Period], first: date, weeks: int) -> int:
    """The hours that somebody can give in at least three of four of these weeks; a week is as its first day."""
    days = (first + timedelta(weeks=week) for week in range(weeks))
    by_week = [next((hours for since, until, hours in periods if since <= day <= until), usual) for day in days]
    return sorted(by_week, reverse=True)[ceil(ENOUGH_WEEKS * weeks) - 1]


def hours_of_those_with_periods(first: date, weeks: int) -> dict[UUID, int]:
    """Of everybody who named a period in these weeks the hours that hold; the others give their usual ones."""
    last = first + timedelta(weeks=weeks)
    named: dict[UUID, list[Period]] = defaultdict(list)
    rows = FreePeriod.objects.filter(since__lt=last, until__gte=first)
    for person_id, since, until, hours in rows.values_list("person_id", "since", "until", "hours_a_week"):
        named[person_id].append((since, until, hours))
    usual = dict(Profile.objects.filter(person_id__in=named).values_list("person_id", "hours_a_week"))
    return {
        person_id: hours_that_hold(usual.get(person_id, 0), periods, first, weeks)
        for person_id, periods in named.items()
    }


def overlapping(periods: Iterable[tuple[date, date]]) -> bool:
    """Whether two of these periods share a day."""
    in_order = sorted(periods)
    return any(before[1] >= after[0] for before, after in pairwise(in_order))
