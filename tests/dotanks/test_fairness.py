"""Who is asked how often: figures worked out by hand, and nothing about fewer than five people."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from dotanks.fairness import SMALLEST, Region, _regions, fairness
from dotanks.models import DoTank, Invitation
from people.models import Profile
from tests import stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.factories import make_organisation, make_person

pytestmark = pytest.mark.django_db
NOW = timezone.now()
THIS_MONTH = datetime(NOW.year, NOW.month, 1, tzinfo=UTC)
LONG_BEFORE = THIS_MONTH - timedelta(days=200)


def tanks(cast: Cast, count: int) -> list[DoTank]:
    """Do Tanks whose own invitations do not count."""
    made = [stages.forming(cast)]
    shared: dict[str, Any] = {"coordinator": cast.coordinator, "manager": cast.manager, "organisation": cast.home}
    while len(made) < count:
        problem = stages.posted(cast)
        made.append(
            DoTank.objects.create(**shared, problem=problem, room_id=uuid4(), language="en", hours_a_week=4, weeks=4)
        )
    Invitation.objects.all().delete()
    return made


def ask(dotank: DoTank, person: Any, state: str = "sent", at: datetime = THIS_MONTH) -> None:
    asked = Invitation.objects.create(dotank=dotank, person=person, reply_by=stages.in_a_week())
    Invitation.objects.filter(pk=asked.pk).update(state=state, created_at=at)


def staff(number: int, region: str = "Big") -> list[Any]:
    home = make_organisation(f"House {region}", region=region)
    return [make_person(f"{region} {one}", home) for one in range(number)]


def test_figures_worked_out_by_hand(cast: Cast) -> None:
    first, second, third = tanks(cast, 3)
    people = staff(4)
    alone = staff(1, "Small")[0]
    # Asked this month: one, one, one, one and three times. One of them had said yes long ago, so is no first-timer.
    for one in [*people, alone]:
        ask(first, one)
    ask(second, alone)
    ask(third, alone)

    month = fairness(cast.coordinator).months[-1]

    assert month.month == THIS_MONTH.date()
    assert month.invitations == 7
    # 1, 1, 1, 1, 3: 2 (1 + 2 + 3 + 4 + 5*3) / (5 * 7) - 6/5 = 50/35 - 1.2.
    assert month.gini == round(50 / 35 - 1.2, 2) == 0.23
    assert month.first_timers == 1
    # House Big has four members and is not small; the three invitations to House Small are three of seven.
    assert month.small_organisations == 0.43


def test_who_said_yes_before_is_no_first_timer(cast: Cast) -> None:
    first, second = tanks(cast, 2)
    people = staff(5)
    ask(second, people[0], "accepted", LONG_BEFORE)
    for one in people:
        ask(first, one)

    months = fairness(cast.coordinator).months

    assert months[-1].first_timers == 0.8
    # Asked in the twelve months: 1, 1, 1, 1 and 2 times: 2 (1 + 2 + 3 + 4 + 10) / (5 * 6) - 6/5.
    assert months[-1].gini == round(40 / 30 - 1.2, 2) == 0.13
    assert len(months) == 12
    quiet = [month for month in months[:-1] if month.invitations == 0]
    assert len(quiet) == 10, "one person was asked in the other one, so it says nothing"
    assert [month.invitations for month in months].count(None) == 1


def test_fewer_than_five_people_are_never_told_of(cast: Cast) -> None:
    (first,) = tanks(cast, 1)
    for one in staff(SMALLEST - 1):
        ask(first, one, "accepted")

    told = fairness(cast.coordinator)

    last = told.months[-1]
    assert (last.invitations, last.first_timers, last.small_organisations, last.gini) == (None,) * 4
    assert told.regions == ()


def test_acceptance_by_region_and_who_was_never_asked(cast: Cast) -> None:
    (first,) = tanks(cast, 1)
    here, there = staff(5, "Here"), staff(6, "There")
    for number, one in enumerate(here):
        ask(first, one, "accepted" if number < 2 else "declined")
    for one in there:
        ask(first, one, "withdrawn")
    ask_later = staff(5, "Later")
    for one in ask_later:
        ask(first, one, "sent")

    told = fairness(cast.coordinator)

    assert told.regions == (Region("Here", 5, 0.4),), "who has not answered counts for no region"
    # Ten of the cast and sixteen more, of whom sixteen were asked.
    assert told.never_asked == round(10 / 26, 2)
    Profile.objects.filter(person__in=cast.volunteers).update(paused=True)
    assert fairness(cast.coordinator).never_asked == round(6 / 22, 2), "who pauses is not waiting to be asked"


def test_small_regions_are_told_of_together_or_not_at_all() -> None:
    assert _regions([("A", 9, 10, 5), ("B", 3, 4, 2), ("C", 2, 4, 1)]) == (Region("A", 9, 0.5), Region("", 5, 0.38))
    # Alone B would be known from the sum, so the next larger keeps it company.
    assert _regions([("A", 9, 10, 5), ("D", 6, 10, 5), ("B", 3, 5, 5)]) == (Region("A", 9, 0.5), Region("", 9, 0.67))
    assert _regions([("B", 4, 4, 2)]) == ()


def test_the_answer_names_nobody(cast: Cast, as_person: ClientFor) -> None:
    dotank = stages.gathered(cast)

    answer = as_person(cast.coordinator).get("/api/fairness/")

    assert answer.status_code == 200
    words = answer.content.decode()
    for person in (*cast.volunteers, cast.coordinator, cast.poster):
        assert str(person.pk) not in words
        assert person.name not in words
    assert str(dotank.pk) not in words
