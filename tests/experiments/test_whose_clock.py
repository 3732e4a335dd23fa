"""What holds is asked of the database's clock: one that goes wrong in a web process changes nothing."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from common.refusals import NotReady
from experiments import rules
from experiments.actions import pausing, preparing, readings
from experiments.models import Pilot, Reading
from experiments.queries import get_pilot
from flow.clock import close_pilots_at_their_end
from tests import days, stages
from tests.cast import Cast
from tests.experiments.test_newer_sign_off import only_the_manager_was_asked, sign, submit_again
from tests.gate import despite_the_lock

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


OFF_BY = pytest.mark.parametrize("off_by", [-48 * HOUR, 48 * HOUR], ids=["slow", "fast"])


def off(monkeypatch: pytest.MonkeyPatch, by: timedelta) -> None:
    real = timezone.now
    monkeypatch.setattr("django.utils.timezone.now", lambda: real() + by)


@OFF_BY
def test_after_its_end_nothing_is_entered_or_goes_on(
    off_by: timedelta, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    pilot = stages.paused(cast)
    with despite_the_lock():
        Pilot.objects.filter(pk=pilot.pk).update(ends_at=timezone.now() - HOUR)
    said: dict[str, Any] = {"measure": pilot.measures.get().pk, "value": Decimal(4), "taken_on": days.today()}
    off(monkeypatch, off_by)

    with pytest.raises(NotReady):
        readings.enter_reading(person=cast.member, pilot_id=pilot.pk, **said)
    with pytest.raises(NotReady):
        pausing.resume_pilot(person=cast.member, pilot_id=pilot.pk, reason="Go on")
    assert not Reading.objects.exists()


@OFF_BY
@pytest.mark.parametrize("ends_in", [-HOUR, HOUR])
def test_rule_and_filter_say_the_same(
    ends_in: timedelta, off_by: timedelta, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    pilot = stages.running(cast)
    with despite_the_lock():
        Pilot.objects.filter(pk=pilot.pk).update(ends_at=timezone.now() + ends_in)
    off(monkeypatch, off_by)

    by_rule = not rules.not_in_force(get_pilot(cast.member, pilot.pk))

    assert by_rule is Pilot.objects.in_force().exists() is (ends_in > timedelta(0))


@OFF_BY
def test_a_pilot_is_opened_at_the_moment_that_the_database_tells(
    off_by: timedelta, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    pilot = stages.prepared(cast)
    preparing.look_at_clashes(person=cast.member, pilot_id=pilot.pk)
    now = timezone.now()
    off(monkeypatch, off_by)

    opened = preparing.open_pilot(person=cast.member, pilot_id=pilot.pk).opened_at

    assert opened is not None
    assert abs(opened - now) < HOUR


@OFF_BY
def test_its_end_closes_it(off_by: timedelta, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    stages.running(cast)
    with despite_the_lock():
        Pilot.objects.update(ends_at=timezone.now() - timedelta(minutes=1))
    off(monkeypatch, off_by)

    close_pilots_at_their_end()

    assert Pilot.objects.get().state == "stopped"


@OFF_BY
def test_a_pilot_rests_on_the_newest_version_that_was_signed_off(
    off_by: timedelta, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    pilot = only_the_manager_was_asked(cast)
    stages.officers(cast)
    proposal = submit_again(cast, pilot)
    off(monkeypatch, off_by)

    sign(cast, proposal)

    assert Pilot.objects.get().sign_off.version_id == proposal.version_id
