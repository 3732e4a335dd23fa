"""Steps that change a Do Tank and its pilot lock the Do Tank first: none waits for another for ever."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import transaction

from dotanks.queries import lock_dotank
from experiments.actions import sign_offs
from experiments.models import Pilot
from flow import steps
from tests import stages
from tests.cast import Cast
from tests.racing import at_once, beside, until_somebody_waits

pytestmark = pytest.mark.django_db(transaction=True)


def test_concluding_waits_for_the_do_tank_before_it_holds_the_pilot(cast: Cast) -> None:
    pilot = stages.running(cast)

    def conclude() -> Pilot:
        return steps.conclude_pilot(person=cast.member, pilot_id=pilot.pk, **stages.VERDICT)

    with ThreadPoolExecutor(1) as other:
        with transaction.atomic():
            lock_dotank(pilot.dotank_id)  # as taking a sign-off back begins
            concluding = other.submit(beside, conclude)
            until_somebody_waits()
            Pilot.objects.select_for_update(nowait=True).get(pk=pilot.pk)  # as it goes on
        assert concluding.result(timeout=30).state == "closed"


def test_concluding_and_taking_the_sign_off_back_at_once_both_happen(cast: Cast) -> None:
    pilot = stages.running(cast)
    proposal = pilot.sign_off.proposal_id

    def conclude() -> Any:
        return steps.conclude_pilot(person=cast.member, pilot_id=pilot.pk, **stages.VERDICT)

    def withdraw() -> Any:
        return sign_offs.withdraw_sign_off(manager=cast.manager, proposal_id=proposal, reason="Not any more.")

    at_once(conclude, withdraw)

    assert Pilot.objects.get().state == "closed"
    assert not Pilot.objects.in_force().exists()
