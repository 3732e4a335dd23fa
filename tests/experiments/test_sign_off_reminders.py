"""Who should sign off is reminded after 3, 7 and 10 working days, and then the one above hears. Each once."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from common.models import HistoryLine
from experiments.actions.reminding import remind_of_sign_offs, step_reached
from experiments.clock import remind_of_sign_offs as by_the_clock
from experiments.models import RequiredSignOff, SignOffReminder
from people.models import Employment, Notice, Organisation, Person, Role
from tests import organisations, stages
from tests.cast import Cast
from tests.factories import make_person


def waiting_since(moment: str, **house: str) -> RequiredSignOff:
    required = RequiredSignOff.objects.get()
    Organisation.objects.filter(pk=required.organisation_id).update(**house)
    RequiredSignOff.objects.filter(pk=required.pk).update(turn_at=datetime.fromisoformat(moment))
    return RequiredSignOff.objects.select_related("organisation").get()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("since", "now", "zone", "country", "reached"),
    [
        # Monday 5 January 2026, an ordinary fortnight.
        ("2026-01-05T09:00+00:00", "2026-01-07T23:30", "Europe/Amsterdam", "NL", 0),
        ("2026-01-05T09:00+00:00", "2026-01-08T00:30", "Europe/Amsterdam", "NL", 3),
        ("2026-01-05T09:00+00:00", "2026-01-14T08:00", "Europe/Amsterdam", "NL", 7),
        ("2026-01-05T09:00+00:00", "2026-01-19T08:00", "Europe/Amsterdam", "NL", 10),
        ("2026-01-05T09:00+00:00", "2026-01-20T08:00", "Europe/Amsterdam", "NL", 11),
        # Friday before the clocks change: Monday, Tuesday, Wednesday; half an hour after midnight there.
        ("2026-03-27T22:30+00:00", "2026-03-31T23:59", "Europe/Amsterdam", "NL", 0),
        ("2026-03-27T22:30+00:00", "2026-04-01T00:01", "Europe/Amsterdam", "NL", 3),
        ("2026-10-23T20:30+00:00", "2026-10-27T23:59", "Europe/Stockholm", "SE", 0),
        ("2026-10-23T20:30+00:00", "2026-10-28T00:01", "Europe/Stockholm", "SE", 3),
        # 29 February 2028 is a Tuesday and counts; a holiday does not (17 May in Norway, 26 December in Sweden).
        ("2028-02-28T09:00+00:00", "2028-03-02T08:00", "Europe/Amsterdam", "NL", 3),
        ("2028-02-28T09:00+00:00", "2028-03-01T23:00", "Europe/Amsterdam", "NL", 0),
        ("2027-05-14T09:00+00:00", "2027-05-19T12:00", "Europe/Oslo", "NO", 0),
        ("2027-05-14T09:00+00:00", "2027-05-21T12:00", "Europe/Oslo", "NO", 3),
    ],
)
def test_days_are_counted_as_the_organisation_works(
    cast: Cast, since: str, now: str, zone: str, country: str, reached: int
) -> None:
    stages.submitted(cast)
    required = waiting_since(since, time_zone=zone, country=country)

    assert step_reached(required, datetime.fromisoformat(now).replace(tzinfo=ZoneInfo(zone))) == reached


def run(day: str) -> int:
    return remind_of_sign_offs(datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=UTC))


def heard(person: Person, kind: str) -> int:
    return sum(one.told.kind == kind for one in Notice.objects.filter(person=person))


@pytest.mark.django_db
def test_each_step_is_told_once_and_stands_in_the_history(cast: Cast) -> None:
    proposal = stages.submitted(cast)
    boss = make_person("Bo Boss", cast.home)
    Employment.objects.filter(person=cast.manager).update(manager=boss)
    waiting_since("2026-01-05T09:00+00:00")

    told = [run(day) for day in ("2026-01-07", "2026-01-08", "2026-01-08", "2026-01-14", "2026-01-19", "2026-01-20")]
    run("2026-02-20")

    assert told == [0, 1, 0, 1, 1, 1]
    assert heard(cast.manager, "sign_off_reminder") == 4
    assert heard(boss, "sign_off_escalated") == 1
    assert SignOffReminder.objects.get(working_days=11).escalated_to == boss
    lines = HistoryLine.objects.filter(subject_id=proposal.pk, step__in=["remind_of_sign_off", "escalate_sign_off"])
    assert [line.data["working_days"] for line in lines.order_by("id")] == [3, 7, 10, 11]


@pytest.mark.django_db
def test_what_was_missed_is_told_once(cast: Cast) -> None:
    stages.submitted(cast)
    waiting_since("2026-01-05T09:00+00:00")

    assert (run("2026-01-15"), run("2026-01-15")) == (1, 0)
    assert SignOffReminder.objects.get().working_days == 7


@pytest.mark.django_db
def test_who_stands_in_is_reminded_too(cast: Cast) -> None:
    stages.submitted(cast)
    organisations.handed_over(cast)
    waiting_since("2026-01-05T09:00+00:00")

    run("2026-01-08")

    assert (heard(cast.colleague, "sign_off_reminder"), heard(cast.manager, "sign_off_reminder")) == (1, 1)


@pytest.mark.django_db
def test_without_anybody_above_the_keepers_and_the_coordinator_hear(cast: Cast) -> None:
    stages.submitted(cast)
    waiting_since("2026-01-05T09:00+00:00")

    run("2026-01-20")

    assert heard(cast.coordinator, "sign_off_escalated") == 1
    assert heard(cast.administrator, "sign_off_overdue") == 1


@pytest.mark.django_db
def test_an_office_that_nobody_holds_any_more_is_said(cast: Cast) -> None:
    proposal = stages.risky(cast)
    RequiredSignOff.objects.filter(kind="manager").update(turn_at=None, due_on=None)
    Role.objects.filter(kind="data_protection").delete()
    RequiredSignOff.objects.filter(kind="data_protection").update(turn_at="2026-01-05T09:00+00:00")

    run("2026-01-08")

    assert heard(cast.administrator, "sign_off_nobody") == 1
    assert proposal.state == "submitted"


@pytest.mark.django_db
def test_what_was_answered_is_left_in_peace(cast: Cast) -> None:
    stages.signed_off(cast)

    by_the_clock()

    assert not SignOffReminder.objects.exists()
