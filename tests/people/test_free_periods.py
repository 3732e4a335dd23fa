"""Periods with other hours than usual: what may be said of them, and which hours count for a team."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from dotanks import candidates
from people.models import FreePeriod, Profile
from people.offers.periods import hours_that_hold
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.people.test_profile import OFFER

FIRST = date(2027, 2, 1)
SIX_WEEKS = (FIRST, date(2027, 3, 14), 4)


def period(start: int, end: int, hours: int = 4) -> dict[str, Any]:
    today = timezone.localdate()
    days = (today + timedelta(days=start), today + timedelta(days=end))
    return {"since": str(days[0]), "until": str(days[1]), "hours_a_week": hours}


@pytest.mark.parametrize(
    ("usual", "periods", "weeks", "hours"),
    [
        (0, [SIX_WEEKS], 6, 4),
        (0, [SIX_WEEKS], 8, 4),  # six of eight weeks are three quarters
        (0, [SIX_WEEKS], 9, 0),
        (0, [SIX_WEEKS], 13, 0),
        (6, [SIX_WEEKS], 13, 4),  # fewer hours in six of thirteen weeks count
        (6, [(FIRST, date(2027, 2, 14), 0)], 13, 6),  # two weeks away do not
        (6, [(FIRST, date(2027, 2, 14), 0)], 2, 0),
        (2, [(FIRST, FIRST, 9)], 1, 9),
        (2, [], 13, 2),
    ],
)
def test_hours_that_hold_in_three_of_four_weeks_count(
    usual: int, periods: list[tuple[date, date, int]], weeks: int, hours: int
) -> None:
    assert hours_that_hold(usual, periods, FIRST, weeks) == hours


@pytest.mark.django_db
def test_who_is_free_for_some_weeks_is_found_for_a_team_of_these_weeks(cast: Cast, as_person: ClientFor) -> None:
    client = as_person(cast.outsider)
    free = [period(0, 14 + 6 * 7)]

    saved = client.put("/api/me/profile/", {**OFFER, "hours_a_week": 0, "free_periods": free}, format="json")

    assert (saved.status_code, saved.json()["missing"]) == (200, [])
    assert saved.json()["free_periods"] == free == client.get("/api/me/profile/").json()["free_periods"]

    def hours(weeks: int) -> float:
        return next(one.hours for one in candidates.members(weeks) if one.id == cast.outsider.pk)

    assert (hours(6), hours(13)) == (4, 0)

    client.put("/api/me/profile/", {**OFFER, "hours_a_week": 3, "free_periods": []}, format="json")
    assert not FreePeriod.objects.exists()
    assert hours(6) == 3


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("periods", "field"),
    [
        ([period(10, 9)], "free_periods.0.until"),
        ([period(1, 9), period(-9, -1)], "free_periods.1.until"),
        ([period(1, 9), period(9, 12)], "free_periods"),
        ([period(1, 9, 41)], "free_periods.0.hours_a_week"),
        ([period(1, 9, -1)], "free_periods.0.hours_a_week"),
        ([period(day, day) for day in range(13)], "free_periods"),
    ],
    ids=["ends before it begins", "is over", "share a day", "41 hours", "below zero", "thirteen"],
)
def test_what_cannot_be_a_period_is_said_where_it_stands(
    cast: Cast, as_person: ClientFor, periods: list[dict[str, Any]], field: str
) -> None:
    before = {**OFFER, "free_periods": [period(1, 2)]}
    client = as_person(cast.member)
    client.put("/api/me/profile/", before, format="json")

    response = client.put("/api/me/profile/", {**OFFER, "hours_a_week": 1, "free_periods": periods}, format="json")

    assert response.status_code == 422
    assert set(response.json()["details"]) == {field}
    assert Profile.objects.get(person=cast.member).hours_a_week == OFFER["hours_a_week"]
    assert FreePeriod.objects.count() == 1


@pytest.mark.django_db
def test_a_period_that_is_over_is_not_shown_and_goes_by_itself(cast: Cast, as_person: ClientFor) -> None:
    from common.retention import rules

    yesterday = timezone.localdate() - timedelta(days=1)
    FreePeriod.objects.create(person=cast.member, since=yesterday, until=yesterday, hours_a_week=2)

    assert as_person(cast.member).get("/api/me/profile/").json()["free_periods"] == []

    next(rule for rule in rules() if rule.name == "free-periods").act()
    assert not FreePeriod.objects.exists()
