"""A pilot and what it rests on when two act at once: nothing rests on what is gone, nobody waits for ever."""

from collections.abc import Callable
from typing import Any

import pytest

from dotanks.models import Proposal
from experiments.actions import copying, pausing, preparing, sign_offs
from experiments.models import ClashLook, CopiedExemption, CopyRequest, Pilot
from flow import steps
from learning.models import Lesson
from people.models import Person
from tests import copies, stages
from tests.cast import Cast
from tests.racing import Try, at_once, before_the_commit, trying

pytestmark = pytest.mark.django_db(transaction=True)

EACH_FIRST = [pytest.param(False, id="this-first"), pytest.param(True, id="the-other-first")]


def withdrawing(cast: Cast, proposal_id: Any) -> Try:
    return trying(sign_offs.withdraw_sign_off, manager=cast.manager, proposal_id=proposal_id, reason="New law")


def in_turn(one: Try, other: Try, *, other_first: bool) -> tuple[str, str]:
    """How both ended, where the one that comes second began before the first had committed."""
    if other_first:
        said, answered = before_the_commit(other, one)
        return answered, said
    return before_the_commit(one, other)


@pytest.mark.parametrize("withdrawn_first", EACH_FIRST)
def test_opening_while_the_sign_off_is_withdrawn(withdrawn_first: bool, cast: Cast) -> None:
    pilot = stages.prepared(cast)
    opening = trying(preparing.open_pilot, person=cast.member, pilot_id=pilot.pk)
    withdrawal = withdrawing(cast, pilot.sign_off.proposal_id)

    said = in_turn(opening, withdrawal, other_first=withdrawn_first)

    assert said == (("not_ready", "done") if withdrawn_first else ("done", "done"))
    assert Pilot.objects.get().state == ("preparing" if withdrawn_first else "paused")
    assert not Pilot.objects.in_force().exists()
    assert Proposal.objects.get().state == ("sent_back" if withdrawn_first else "signed_off")


@pytest.mark.parametrize("withdrawn_first", EACH_FIRST)
def test_going_on_while_the_sign_off_is_withdrawn(withdrawn_first: bool, cast: Cast) -> None:
    pilot = stages.paused(cast)
    going_on = trying(pausing.resume_pilot, person=cast.member, pilot_id=pilot.pk, reason="Go on")

    said = in_turn(going_on, withdrawing(cast, pilot.sign_off.proposal_id), other_first=withdrawn_first)

    assert said == (("not_ready", "done") if withdrawn_first else ("done", "done"))
    assert Pilot.objects.get().state == "paused"


@pytest.mark.parametrize("withdrawn_first", EACH_FIRST)
def test_preparing_while_the_sign_off_is_withdrawn(withdrawn_first: bool, cast: Cast) -> None:
    """Nothing is prepared that went back to the team in the same moment."""
    proposal = stages.signed_off(cast)
    beginning = trying(preparing.prepare_pilot, person=cast.member, proposal_id=proposal.pk)

    said = in_turn(beginning, withdrawing(cast, proposal.pk), other_first=withdrawn_first)

    assert said == (("wrong_state", "done") if withdrawn_first else ("done", "done"))
    assert Pilot.objects.exists() is not withdrawn_first
    assert Proposal.objects.get().state == "sent_back"


def test_opening_and_withdrawing_in_the_same_moment_lock_nobody_out(cast: Cast) -> None:
    pilot = stages.prepared(cast)

    opened, withdrawn = at_once(
        trying(preparing.open_pilot, person=cast.member, pilot_id=pilot.pk),
        withdrawing(cast, pilot.sign_off.proposal_id),
    )

    assert withdrawn == "done"
    assert (opened, Pilot.objects.get().state) in {("done", "paused"), ("not_ready", "preparing")}


@pytest.mark.parametrize("withdrawn_first", EACH_FIRST)
def test_closing_while_the_sign_off_is_withdrawn(withdrawn_first: bool, cast: Cast) -> None:
    pilot = stages.running(cast)
    closing = trying(steps.conclude_pilot, person=cast.member, pilot_id=pilot.pk, **stages.VERDICT)

    said = in_turn(closing, withdrawing(cast, pilot.sign_off.proposal_id), other_first=withdrawn_first)

    assert said == ("done", "done")
    assert Pilot.objects.get().state == "closed"
    assert Lesson.objects.count() == 1


def test_closing_and_withdrawing_in_the_same_moment_lock_nobody_out(cast: Cast) -> None:
    pilot = stages.running(cast)

    said = at_once(
        trying(steps.conclude_pilot, person=cast.member, pilot_id=pilot.pk, **stages.VERDICT),
        withdrawing(cast, pilot.sign_off.proposal_id),
    )

    assert said == ["done", "done"]
    assert (Pilot.objects.get().state, Lesson.objects.count()) == ("closed", 1)


def test_two_teams_look_at_each_others_pilot_in_the_same_moment(cast: Cast) -> None:
    """Each keeps its own pilot for itself and names the other's."""
    one = stages.running(cast)
    other = copies.second_pilot(cast)
    preparing.edit_pilot(
        person=cast.member, pilot_id=other.pk, read_version=1, services=one.services, population=one.population
    )

    said = before_the_commit(
        trying(preparing.look_at_clashes, person=cast.member, pilot_id=one.pk),
        trying(preparing.look_at_clashes, person=cast.member, pilot_id=other.pk),
    )

    assert said == ("done", "done")
    assert set(ClashLook.objects.values_list("pilot", "other")) == {(one.pk, other.pk), (other.pk, one.pk)}


def copies_of(cast: Cast) -> tuple[Pilot, Callable[[Person], Try]]:
    """A pilot whose team may copy an exemption, and a member's try to do so, having read the pilot as it is now."""
    pilot = copies.second_agreed(cast)
    exemption = CopyRequest.objects.get().exemption_id
    preparing.edit_pilot(person=cast.member, pilot_id=pilot.pk, read_version=1, **stages.preparation())
    preparing.look_at_clashes(person=cast.member, pilot_id=pilot.pk)
    return pilot, lambda person: trying(
        copying.copy_exemption, person=person, pilot_id=pilot.pk, read_version=2, exemption_id=exemption
    )


@pytest.mark.parametrize("opened_first", EACH_FIRST)
def test_copying_an_exemption_while_the_pilot_is_opened(opened_first: bool, cast: Cast) -> None:
    pilot, copy = copies_of(cast)
    opening = trying(preparing.open_pilot, person=cast.member, pilot_id=pilot.pk)

    said = in_turn(copy(cast.fourth), opening, other_first=opened_first)

    assert said == (("wrong_state", "done") if opened_first else ("done", "done"))
    assert CopiedExemption.objects.filter(pilot=pilot).exists() is not opened_first
    found = Pilot.objects.get(pk=pilot.pk)
    assert (found.state, found.version) == ("running", 2 if opened_first else 3)
    assert found.rules.count() == 1


def test_two_of_a_team_copy_once(cast: Cast) -> None:
    pilot, copy = copies_of(cast)

    said = at_once(copy(cast.fourth), copy(cast.member), copy(cast.challenger))

    assert sorted(said) == ["done", "outdated", "outdated"]
    assert CopiedExemption.objects.filter(pilot=pilot).count() == 1
    assert (pilot.rules.count(), pilot.routes.count()) == (1, 1)
