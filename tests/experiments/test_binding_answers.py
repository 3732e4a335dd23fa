"""A manager's answer binds exactly what was read, by somebody who may give it."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from common.refusals import Forbidden, Invalid
from dotanks.actions import asking
from dotanks.live.models import Room
from dotanks.models import DocumentVersion, DoTank, Proposal
from dotanks.states import DoTankState, ProposalState
from experiments.actions import sign_offs
from flow import steps
from flow.desk import waits_for
from learning.models import Lesson
from people.models import Role
from tests import days, stages
from tests.cast import Cast
from tests.deciding import YES
from tests.flow.test_every_step import newer_version

pytestmark = pytest.mark.django_db


def test_the_words_around_a_version_cannot_change_while_a_manager_reads(cast: Cast) -> None:
    proposal = stages.submitted(cast)

    with pytest.raises(Invalid):
        stages.submit(cast, DocumentVersion.objects.get(), asked="Something else")

    proposal.refresh_from_db()
    assert proposal.asked == "Let team leads sign once a year."


def test_a_role_that_ended_decides_nothing(cast: Cast) -> None:
    proposal = stages.submitted(cast)
    Role.objects.filter(person=cast.manager).update(until=timezone.localdate() - timedelta(days=1))

    with pytest.raises(Forbidden):
        sign_offs.sign_off(
            manager=cast.manager, proposal_id=proposal.pk, read_version=1, help_promised="A desk", reason="Clear"
        )


def test_the_manager_who_decides_cannot_join_the_team(cast: Cast) -> None:
    dotank = stages.forming(cast)
    asking.decline(person=cast.fourth, invitation_id=stages.invitation(dotank, cast.fourth).pk)

    with pytest.raises(Invalid):
        asking.invite(
            coordinator=cast.coordinator, dotank_id=dotank.pk, person=cast.manager.pk, reply_by=stages.in_a_week()
        )


def test_a_sign_off_withdrawn_before_a_pilot_started_goes_back_to_the_team(cast: Cast) -> None:
    proposal = stages.signed_off(cast)

    sign_offs.withdraw_sign_off(manager=cast.manager, proposal_id=proposal.pk, reason="A new law")

    dotank = DoTank.objects.get(pk=proposal.dotank_id)
    assert (dotank.state, dotank.proposal.state) == (DoTankState.WORKING, ProposalState.SENT_BACK)
    assert [str(one.verb) for one in waits_for(cast.member)] == ["Change the proposal"]
    newer_version(dotank.proposal)
    steps.submit_proposal(person=cast.member, dotank_id=dotank.pk, version=2, **stages.ASKED)
    sign_offs.sign_off(manager=cast.manager, proposal_id=proposal.pk, **{**YES, "read_version": 2})
    assert Proposal.objects.get().state == ProposalState.SIGNED_OFF


def test_a_declined_proposal_ends_in_a_lesson(cast: Cast) -> None:
    proposal = stages.submitted(cast)

    steps.decline_proposal(manager=cast.manager, proposal_id=proposal.pk, read_version=1, reason="No money")

    dotank = DoTank.objects.get(pk=proposal.dotank_id)
    assert dotank.state == DoTankState.ENDED
    assert Lesson.objects.get(dotank=dotank).happened == "No money"
    assert Room.objects.get(pk=dotank.room_id).closed_at is not None, "its document could still be written"


def test_a_withdrawn_sign_off_leaves_a_running_pilot_to_be_concluded(cast: Cast) -> None:
    pilot = stages.running(cast)

    sign_offs.withdraw_sign_off(manager=cast.manager, proposal_id=pilot.sign_off.proposal_id, reason="A new law")
    steps.conclude_pilot(person=cast.member, pilot_id=pilot.pk, **stages.VERDICT)

    assert Lesson.objects.filter(pilot=pilot).exists()


def test_help_is_not_promised_until_a_day_that_has_passed(cast: Cast) -> None:
    proposal = stages.submitted(cast)
    yes: dict[str, Any] = {"read_version": 1, "help_promised": "A desk", "reason": "Clear"}

    yesterday = days.today() - timedelta(days=1)
    with pytest.raises(Invalid) as refused:
        sign_offs.sign_off(manager=cast.manager, proposal_id=proposal.pk, help_until=yesterday, **yes)
    assert list(refused.value.extra["details"]) == ["help_until"]

    sign_offs.sign_off(manager=cast.manager, proposal_id=proposal.pk, help_until=days.today(), **yes)
