"""A pilot that is paused acts on nobody, and goes on only while everything it rests on holds."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from common.models import HistoryLine
from common.refusals import NotReady, WrongState
from experiments import rules
from experiments.actions import pausing, pilots, sign_offs
from experiments.models import Exemption, Pilot
from flow.clock import close_pilots_at_their_end
from people.models import Notice
from tests import stages
from tests.cast import Cast
from tests.gate import despite_the_lock
from tests.shared import taken_back


def kinds(cast: Cast, name: str) -> list[str]:
    return [notice.told.kind for notice in Notice.objects.filter(person=getattr(cast, name))]


@pytest.mark.django_db
def test_pausing_is_told_with_its_reason_and_kept_in_the_history(cast: Cast) -> None:
    pilot = stages.paused(cast)

    assert not Pilot.objects.in_force().exists()
    assert [why["code"] for why in rules.not_in_force(Pilot.objects.get())] == ["paused"]
    line = HistoryLine.objects.get(subject_id=pilot.pk, step="pause")
    assert (line.note, line.actor_id, line.data["because"]) == ("Too many calls.", cast.member.pk, "by_hand")
    assert "pilot_paused" in kinds(cast, "manager")


@pytest.mark.django_db
def test_it_goes_on_and_may_pause_again_and_each_time_is_told(cast: Cast) -> None:
    pilot = stages.paused(cast)

    pausing.resume_pilot(person=cast.member, pilot_id=pilot.pk, reason="Somebody helps now.")
    assert Pilot.objects.in_force().exists()
    pausing.pause_pilot(person=cast.member, pilot_id=pilot.pk, reason="Again.")

    assert kinds(cast, "manager").count("pilot_paused") == 2
    assert "pilot_resumed" in kinds(cast, "manager")


def withdrawn(cast: Cast, pilot: Pilot) -> None:
    sign_offs.withdraw_sign_off(manager=cast.manager, proposal_id=pilot.sign_off.proposal_id, reason="New law")


def expired(_: Cast, pilot: Pilot) -> None:
    now = timezone.now()
    with despite_the_lock():
        Exemption.objects.filter(pilot=pilot).update(valid_until=now - timedelta(seconds=1))


@pytest.mark.django_db
@pytest.mark.parametrize(("change", "code"), [(withdrawn, "no_sign_off"), (expired, "no_exemption")])
def test_it_does_not_go_on_while_something_is_gone(
    change: Callable[[Cast, Pilot], None], code: str, cast: Cast
) -> None:
    pilot = stages.paused(cast)
    change(cast, pilot)

    with pytest.raises(NotReady) as refused:
        pausing.resume_pilot(person=cast.member, pilot_id=pilot.pk, reason="Go.")

    assert [missing["code"] for missing in refused.value.extra["missing"]] == [code]
    assert Pilot.objects.get().state == "paused"


@pytest.mark.django_db
def test_a_withdrawn_sign_off_pauses_in_the_same_transaction(cast: Cast) -> None:
    pilot = stages.running(cast)

    with taken_back():
        withdrawn(cast, pilot)
        assert Pilot.objects.get().paused_because == "sign_off"

    assert Pilot.objects.get().state == "running"


@pytest.mark.django_db
def test_a_paused_pilot_can_be_stopped_and_ends_with_its_time(cast: Cast) -> None:
    pilot = stages.paused(cast)
    with despite_the_lock():
        Pilot.objects.update(ends_at=timezone.now() - timedelta(minutes=1))

    close_pilots_at_their_end()

    assert Pilot.objects.get(pk=pilot.pk).state == "stopped"
    with pytest.raises(WrongState):
        pilots.stop_pilot(person=cast.member, pilot_id=pilot.pk, reason="Late.")


@pytest.mark.django_db
def test_the_database_keeps_no_pause_without_a_cause(cast: Cast) -> None:
    stages.running(cast)

    with pytest.raises(IntegrityError, match="paused_says_why"), transaction.atomic():
        Pilot.objects.update(state="paused")
