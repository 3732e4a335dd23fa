"""When the leave to set a rule aside ends or is taken back, the pilot rests: by the clock, however late it comes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from common.models import HistoryLine
from common.refusals import Forbidden, NotReady, WrongState
from experiments import rules
from experiments.actions import exempting, pausing
from experiments.clock import pause_pilots_without_exemption
from experiments.models import Exemption, Pilot
from flow.clock import close_pilots_at_their_end
from people.models import Notice, Role
from tests import stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.gate import despite_the_lock

pytestmark = pytest.mark.django_db


def over(pilot: Pilot, late: timedelta = timedelta(seconds=1)) -> None:
    until = timezone.now() - late
    with despite_the_lock():
        Exemption.objects.filter(pilot=pilot).update(valid_from=until - timedelta(days=1), valid_until=until)


def kinds(cast: Cast, name: str) -> list[str]:
    return [notice.told.kind for notice in Notice.objects.filter(person=cast[name])]


@pytest.mark.parametrize("late", [timedelta(seconds=1), timedelta(hours=30)])
def test_the_clock_pauses_once_however_late(late: timedelta, cast: Cast) -> None:
    pilot = stages.running(cast)
    over(pilot, late)
    assert not Pilot.objects.in_force().exists(), "out of force before any clock came by"

    for _ in range(3):
        pause_pilots_without_exemption()

    found = Pilot.objects.get()
    assert (found.state, found.paused_because) == ("paused", "exemption")
    assert HistoryLine.objects.filter(subject_id=pilot.pk, step="pause").count() == 1
    for name in ("member", "manager"):
        assert kinds(cast, name).count("pilot_paused_exemption_over") == 1


def test_the_clock_leaves_alone_what_holds_and_what_needs_none(cast: Cast) -> None:
    pilot = stages.running(cast)
    pause_pilots_without_exemption()
    assert Pilot.objects.get().state == "running"

    over(pilot)
    with despite_the_lock():
        Pilot.objects.update(needs_exemption=False)
    pause_pilots_without_exemption()
    assert Pilot.objects.get().state == "running"


def test_one_whose_end_has_passed_too_is_closed_and_not_paused(cast: Cast) -> None:
    pilot = stages.running(cast)
    over(pilot)
    with despite_the_lock():
        Pilot.objects.update(ends_at=timezone.now() - timedelta(minutes=1))

    pause_pilots_without_exemption()
    close_pilots_at_their_end()

    assert Pilot.objects.get().state == "stopped"
    assert not HistoryLine.objects.filter(subject_id=pilot.pk, step="pause").exists()


def test_the_end_is_the_planned_moment_also_when_the_worker_was_down(cast: Cast) -> None:
    pilot = stages.running(cast)
    planned = timezone.now() - timedelta(hours=9)
    with despite_the_lock():
        Pilot.objects.update(ends_at=planned)

    close_pilots_at_their_end()

    line = HistoryLine.objects.get(subject_id=pilot.pk, step="reach_end")
    assert line.data["ended_at"] == planned.isoformat()


@pytest.mark.parametrize("who", ["member", "manager"])
def test_taking_it_back_pauses_in_the_same_transaction(who: str, cast: Cast) -> None:
    pilot = stages.running(cast)
    person = cast[who]
    assert person

    exempting.revoke_exemption(person=person, pilot_id=pilot.pk, reason="New law")

    found = Pilot.objects.get()
    assert (found.state, found.paused_because) == ("paused", "exemption")
    assert [why["code"] for why in rules.not_held(found)] == ["no_exemption"]
    with pytest.raises(NotReady):
        pausing.resume_pilot(person=cast.member, pilot_id=pilot.pk, reason="Go")
    with pytest.raises(WrongState):
        exempting.revoke_exemption(person=person, pilot_id=pilot.pk, reason="Twice")


def test_nobody_else_takes_it_back(cast: Cast) -> None:
    pilot = stages.running(cast)

    with pytest.raises(Forbidden):
        exempting.revoke_exemption(person=cast.coordinator, pilot_id=pilot.pk, reason="New law")

    assert Pilot.objects.in_force().exists()


@pytest.mark.parametrize("who", ["member", "manager"])
def test_taking_it_back_is_told_also_while_the_team_lets_the_pilot_rest(who: str, cast: Cast) -> None:
    pilot = stages.paused(cast)
    person = cast[who]
    assert person

    exempting.revoke_exemption(person=person, pilot_id=pilot.pk, reason="New law")

    assert Pilot.objects.get().paused_because == "exemption"
    for name in ("member", "manager"):
        assert kinds(cast, name).count("pilot_paused_exemption_over") == 1


def test_a_manager_who_is_none_there_any_more_takes_nothing_back(cast: Cast, as_person: ClientFor) -> None:
    pilot = stages.running(cast)
    Role.objects.filter(person=cast.manager).update(until=timezone.localdate() - timedelta(days=1))
    address = f"/api/pilots/{pilot.pk}/"

    assert as_person(cast.manager).get(address).json()["abilities"]["revoke_exemption"] is False
    with pytest.raises(Forbidden):
        exempting.revoke_exemption(person=cast.manager, pilot_id=pilot.pk, reason="New law")

    assert Pilot.objects.in_force().exists()


def test_one_that_was_filled_in_and_is_not_needed_is_not_shown_as_granted(cast: Cast, as_person: ClientFor) -> None:
    pilot, client = stages.prepared(cast), as_person(cast.member)
    said = {"read_version": pilot.version, "needs_exemption": False}
    kept = client.patch(f"/api/pilots/{pilot.pk}/", said, format="json").json()
    assert kept["exemption"]["rule"], "the form loses what was typed"

    opened = client.post(f"/api/pilots/{pilot.pk}/open/").json()

    assert (opened["state"], opened["exemption"]) == ("running", None)
