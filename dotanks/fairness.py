"""Who is asked how often: figures about invitations, never about a person.

A figure about fewer than five people is left out, and small regions are told of together. No sums are given from which
what was left out could be worked out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.utils import timezone

from dotanks import queries
from people.models import Person

# Figures about fewer people than this are left out.
SMALLEST = 5
# An organisation with at most so many members here is a small one.
SMALL = 3
MONTHS = 12


@dataclass(frozen=True)
class Month:
    """The invitations of one month; the figures are empty where fewer than five people were asked."""

    month: date
    invitations: int | None
    first_timers: float | None
    small_organisations: float | None
    # Of the twelve months up to its end, and of whoever was asked in them: 0 if all were asked equally often.
    gini: float | None


@dataclass(frozen=True)
class Region:
    """How often people of a region say yes; without a name, several small regions together."""

    region: str
    people: int
    acceptance: float


@dataclass(frozen=True)
class Fairness:
    """Twelve months, and what they are to be measured by."""

    months: tuple[Month, ...]
    regions: tuple[Region, ...]
    never_asked: float | None
    members_in_small_organisations: float | None
    smallest: int = SMALLEST
    small: int = SMALL


# Who is a member today, and how many others are in the same organisation.
_MEMBERS = """
member AS (
    SELECT DISTINCT ON (job.person_id) job.person_id, job.organisation_id FROM people_employment job
    JOIN people_person person ON person.id = job.person_id AND person.is_active
    JOIN people_profile profile ON profile.person_id = job.person_id AND NOT profile.paused
    WHERE since <= %(today)s AND (until IS NULL OR until >= %(today)s)
    ORDER BY job.person_id, since DESC, job.id
), small AS (
    SELECT organisation_id FROM member GROUP BY organisation_id HAVING count(*) <= %(small)s
)
"""
# Every invitation of the last two years, with where its person worked that day.
_ASKED = """
asked AS (
    SELECT invitation.id, invitation.person_id, invitation.state, invitation.created_at AS at,
        (SELECT job.organisation_id FROM people_employment job
            WHERE job.person_id = invitation.person_id AND job.since <= invitation.created_at::date
            ORDER BY job.since DESC, job.id LIMIT 1) AS organisation_id,
        NOT EXISTS (SELECT FROM dotanks_invitation before WHERE before.person_id = invitation.person_id
            AND before.state = 'accepted' AND before.created_at < invitation.created_at) AS first
    FROM dotanks_invitation invitation WHERE invitation.created_at >= %(first)s::date - interval '12 months'
)
"""
MONTHLY = f"""
WITH {_MEMBERS}, {_ASKED}, month AS (
    SELECT generate_series(%(first)s::date, %(last)s::date, interval '1 month') AS at
), told AS (
    SELECT month.at, count(*) AS invitations, count(DISTINCT person_id) AS people,
        avg(first::int) AS first, avg((organisation_id IN (SELECT organisation_id FROM small))::int) AS small
    FROM month JOIN asked ON asked.at >= month.at AND asked.at < month.at + interval '1 month' GROUP BY month.at
), often AS (
    SELECT month.at, person_id, count(*) AS times FROM month
    JOIN asked ON asked.at >= month.at - interval '11 months' AND asked.at < month.at + interval '1 month'
    GROUP BY month.at, person_id
), ranked AS (
    SELECT at, times, row_number() OVER (PARTITION BY at ORDER BY times) AS rank FROM often
), gini AS (
    SELECT at, count(*) AS people,
        2 * sum(rank * times) / (count(*) * sum(times)) - (count(*) + 1)::numeric / count(*) AS gini
    FROM ranked GROUP BY at
)
SELECT month.at::date, invitations, told.first, told.small, told.people, gini.gini, gini.people
FROM month LEFT JOIN told ON told.at = month.at LEFT JOIN gini ON gini.at = month.at ORDER BY month.at
"""  # noqa: S608 - all of these words are ours
BY_REGION = f"""
WITH {_ASKED}
SELECT region, count(DISTINCT person_id), count(*), count(*) FILTER (WHERE asked.state = 'accepted')
FROM asked JOIN people_organisation house ON house.id = organisation_id
WHERE asked.state IN ('accepted', 'declined') AND asked.at >= %(first)s GROUP BY region
"""  # noqa: S608 - all of these words are ours
AMONG_MEMBERS = f"""
WITH {_MEMBERS}
SELECT count(*), avg((organisation_id IN (SELECT organisation_id FROM small))::int),
    avg((NOT EXISTS (SELECT FROM dotanks_invitation asked
        WHERE asked.person_id = member.person_id AND asked.created_at >= %(first)s))::int)
FROM member
"""  # noqa: S608 - all of these words are ours


def fairness(person: Person) -> Fairness:
    """The last twelve months, this one with them; for coordinators."""
    queries.require_coordinator(person)
    today = timezone.now().date()
    last = today.replace(day=1)
    first = last.replace(year=last.year - 1, month=last.month + 1) if last.month < MONTHS else last.replace(month=1)
    given: dict[str, Any] = {"today": today, "first": first, "last": last, "small": SMALL}
    with connection.cursor() as cursor:
        cursor.execute(MONTHLY, given)
        months = tuple(_month(*row) for row in cursor.fetchall())
        cursor.execute(BY_REGION, given)
        regions = _regions(cursor.fetchall())
        cursor.execute(AMONG_MEMBERS, given)
        members, small, never = cursor.fetchone()
    enough = members >= SMALLEST
    return Fairness(months, regions, _share(never, enough), _share(small, enough))


def _month(
    month: date,
    invitations: int | None,
    first: float | None,
    small: float | None,
    people: int | None,
    gini: float | None,
    of: int | None,
) -> Month:
    enough = people is not None and people >= SMALLEST
    return Month(
        month,
        # That nobody was asked says nothing of anybody.
        0 if not people else invitations if enough else None,
        _share(first, enough),
        _share(small, enough),
        _share(gini, of is not None and of >= SMALLEST),
    )


def _regions(rows: Iterable[tuple[str, int, int, int]]) -> tuple[Region, ...]:
    """Regions with people enough; the others together, and with them the next larger, until nobody stands out."""
    left = sorted(rows, key=lambda row: (row[1], row[0]))
    together: list[tuple[str, int, int, int]] = []
    while left and (left[0][1] < SMALLEST or 0 < sum(row[1] for row in together) < SMALLEST):
        together.append(left.pop(0))
    shown = [Region(name, people, round(yes / answers, 2)) for name, people, answers, yes in left]
    shown.sort(key=lambda one: one.region)
    people, answers, yes = (sum(int(row[place]) for row in together) for place in (1, 2, 3))
    others = [Region("", people, round(yes / answers, 2))] if people >= SMALLEST else []
    return (*shown, *others)


def _share(value: float | None, enough: bool) -> float | None:
    """In hundredths: finer would tell of single people."""
    return round(float(value), 2) if enough and value is not None else None
