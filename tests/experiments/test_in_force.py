"""A pilot is in force only while sign-off, exemption and end date all hold; the clock ends it, and facts stay facts."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from common.models import HistoryLine
from common.refusals import NotReady
from dotanks.models import DocumentVersion
from experiments import rules
from experiments.actions import pausing, pilots, preparing, readings, sign_offs
from experiments.days import end_of, last_day
from experiments.models import CheckIn, Exemption, Pilot, Reading, SignOff, SignOffWithdrawal, Use, Value
from flow.clock import close_pilots_at_their_end
from people.models import Notice, Organisation
from tests import days, stages
from tests.cast import Cast
from tests.gate import despite_the_lock
from tests.shared import taken_back

DAY = timedelta(days=1)


def nothing(_: Cast, pilot: Pilot) -> None:
    """As it was opened: everything holds."""


def withdraw(cast: Cast, pilot: Pilot) -> None:
    sign_offs.withdraw_sign_off(manager=cast.manager, proposal_id=pilot.sign_off.proposal_id, reason="New law")


def exempted(begins: timedelta, ends: timedelta) -> Callable[[Cast, Pilot], None]:
    def move(_: Cast, pilot: Pilot) -> None:
        now = timezone.now()
        with despite_the_lock():
            Exemption.objects.filter(pilot=pilot).update(valid_from=now + begins, valid_until=now + ends)

    return move


def no_exemption(_: Cast, pilot: Pilot) -> None:
    with despite_the_lock():
        Exemption.objects.filter(pilot=pilot).delete()


def revoke(_: Cast, pilot: Pilot) -> None:
    Exemption.objects.filter(pilot=pilot).update(revoked_at=timezone.now())


def none_needed(_: Cast, pilot: Pilot) -> None:
    with despite_the_lock():
        Exemption.objects.filter(pilot=pilot).delete()
        Pilot.objects.filter(pk=pilot.pk).update(needs_exemption=False)


def ended(_: Cast, pilot: Pilot) -> None:
    with despite_the_lock():
        Pilot.objects.filter(pk=pilot.pk).update(ends_at=timezone.now() - timedelta(seconds=1))


def stop(cast: Cast, pilot: Pilot) -> None:
    pilots.stop_pilot(person=cast.member, pilot_id=pilot.pk, reason="Enough")


def pause(cast: Cast, pilot: Pilot) -> None:
    if pilot.state != "paused":
        pausing.pause_pilot(person=cast.member, pilot_id=pilot.pk, reason="Too many calls")


SIGN_OFFS = {"stands": (nothing, set()), "withdrawn": (withdraw, {"no_sign_off", "paused"})}
EXEMPTIONS = {
    "holds": (nothing, set()),
    "missing": (no_exemption, {"no_exemption"}),
    "not yet": (exempted(DAY, 2 * DAY), {"no_exemption"}),
    "expired": (exempted(-2 * DAY, -DAY), {"no_exemption"}),
    "taken back": (revoke, {"no_exemption"}),
    "not needed": (none_needed, set()),
}
ENDS = {"ahead": (nothing, set()), "passed": (ended, {"past_end"})}
STATES = {"running": (nothing, set()), "paused": (pause, {"paused"}), "stopped": (stop, {"not_running"})}


@pytest.mark.django_db
def test_in_force_only_while_all_three_hold(cast: Cast) -> None:
    """The rule for one pilot and the filter for many agree on every combination."""
    pilot = stages.running(cast)
    for parts in product(SIGN_OFFS.items(), EXEMPTIONS.items(), STATES.items(), ENDS.items()):
        names = [name for name, _ in parts]
        with taken_back():
            expected: set[str] = set()
            for _, (change, codes) in parts:
                change(cast, Pilot.objects.get(pk=pilot.pk))
                expected |= codes
            if "not_running" in expected:
                expected.discard("paused")
            found = Pilot.objects.get(pk=pilot.pk)

            assert {why["code"] for why in rules.not_in_force(found)} == expected, names
            assert Pilot.objects.in_force().filter(pk=pilot.pk).exists() is (not expected), names


@pytest.mark.django_db
@pytest.mark.parametrize("change", [withdraw, no_exemption, ended])
def test_nothing_is_entered_once_it_is_not_in_force(change: Callable[..., None], cast: Cast) -> None:
    pilot = stages.running(cast)
    change(cast, pilot)

    with pytest.raises(NotReady):
        stages.reading(cast, pilot)

    assert not Reading.objects.exists()


@pytest.mark.django_db
def test_a_pilot_whose_sign_off_was_withdrawn_does_not_open(cast: Cast) -> None:
    pilot = stages.prepared(cast)
    withdraw(cast, pilot)

    with pytest.raises(NotReady) as refused:
        preparing.open_pilot(person=cast.member, pilot_id=pilot.pk)

    assert [missing["code"] for missing in refused.value.extra["missing"]] == ["no_sign_off"]


@pytest.mark.django_db
@pytest.mark.parametrize("late", [timedelta(0), timedelta(days=3)])
def test_the_clock_ends_a_pilot_once_however_late(late: timedelta, cast: Cast) -> None:
    pilot = stages.running(cast)
    with despite_the_lock():
        Pilot.objects.filter(pk=pilot.pk).update(ends_at=timezone.now() - late)

    for _ in range(3):
        close_pilots_at_their_end()

    assert Pilot.objects.get().state == "stopped"
    assert HistoryLine.objects.filter(subject_id=pilot.pk, step="reach_end").count() == 1
    told = [notice.told.kind for notice in Notice.objects.filter(person=cast.member)]
    assert told.count("pilot_reached_end") == 1


@pytest.mark.django_db
def test_the_clock_leaves_a_pilot_that_goes_on(cast: Cast) -> None:
    stages.running(cast)

    close_pilots_at_their_end()

    assert Pilot.objects.get().state == "running"


LAST_DAYS = [
    # Clocks go back in the night of the 25th: the day lasts 25 hours.
    (date(2026, 10, 25), "Europe/Amsterdam", "2026-10-25T23:00:00+00:00"),
    (date(2026, 3, 29), "Europe/Amsterdam", "2026-03-29T22:00:00+00:00"),
    (date(2028, 2, 29), "Europe/Stockholm", "2028-02-29T23:00:00+00:00"),
    (date(2028, 2, 28), "Europe/Oslo", "2028-02-28T23:00:00+00:00"),
    (date(2026, 12, 31), "Atlantic/Azores", "2027-01-01T01:00:00+00:00"),
    (date(2026, 7, 1), "Pacific/Auckland", "2026-07-01T12:00:00+00:00"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("day", "zone", "over"), LAST_DAYS)
def test_the_last_day_is_over_at_midnight_where_the_problem_is_at_home(
    day: date, zone: str, over: str, cast: Cast
) -> None:
    pilot = stages.preparing(cast)
    Organisation.objects.filter(pk=cast.home.pk).update(time_zone=zone)
    pilot = Pilot.objects.get(pk=pilot.pk)

    moment = end_of(day, pilot)

    assert moment == datetime.fromisoformat(over)
    assert last_day(pilot, moment) == day
    assert moment.astimezone(ZoneInfo(zone)).hour == 0


@pytest.mark.django_db
def test_a_reading_may_be_of_today_where_the_problem_is_at_home(cast: Cast) -> None:
    """In Auckland it is already tomorrow for most of the day in Greenwich."""
    pilot = stages.running(cast)
    Organisation.objects.filter(pk=cast.home.pk).update(time_zone="Pacific/Kiritimati")
    today = timezone.now().astimezone(ZoneInfo("Pacific/Kiritimati")).date()

    reading = readings.enter_reading(
        person=cast.member, pilot_id=pilot.pk, measure=pilot.measures.get().pk, value=Decimal(1), taken_on=today
    )

    assert reading.taken_on == today


FACTS: list[Any] = [HistoryLine, Reading, Use, CheckIn, SignOff, SignOffWithdrawal, DocumentVersion, Value]


@pytest.fixture
def facts(cast: Cast) -> None:
    """One row at least of everything that is never edited."""
    lesson = stages.concluded(cast)
    assert lesson.pilot is not None
    today = days.today()
    Use.objects.create(pilot=lesson.pilot, kind="people", amount=1, used_on=today, by=cast.member)
    CheckIn.objects.create(pilot=lesson.pilot, on_day=today, going="well", by=cast.member)
    withdraw(cast, lesson.pilot)


@pytest.mark.django_db
def test_the_database_itself_refuses_to_change_facts(facts: None) -> None:
    for model in FACTS:
        row: Any = model.objects.first()
        table, column = model._meta.db_table, model._meta.pk.column
        for change in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):
            with pytest.raises(DatabaseError, match="append_only"), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(change)
        assert model.objects.filter(pk=row.pk).exists()
