"""A yes taken back: what rests on it is no longer in force, and the rows of it stay."""

import pytest
from django.db import DatabaseError, connection, transaction

from common.refusals import Clash, Forbidden
from dotanks.models import Proposal
from experiments import rules
from experiments.actions import preparing, sign_offs
from experiments.models import Pilot, RequiredSignOff, SignOffReminder
from tests import stages
from tests.cast import Cast
from tests.deciding import YES


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["manager", "data_protection"])
def test_a_pilot_is_in_force_only_while_all_of_them_stand(cast: Cast, who: str) -> None:
    proposal = stages.risky(cast)
    people = {"manager": cast.manager, **stages.officers(cast)}
    for person in (people["manager"], people["data_protection"]):
        sign_offs.sign_off(manager=person, proposal_id=proposal.pk, **YES)
    pilot = preparing.prepare_pilot(person=cast.member, proposal_id=proposal.pk)
    asked = {**stages.preparation(), "needs_exemption": False, "money_limit": stages.ASKED["money"]}
    preparing.edit_pilot(person=cast.member, pilot_id=pilot.pk, read_version=1, **asked)
    preparing.open_pilot(person=cast.member, pilot_id=pilot.pk)
    assert Pilot.objects.in_force().exists()

    sign_offs.withdraw_sign_off(manager=people[who], proposal_id=proposal.pk, reason="A new law")

    assert not Pilot.objects.in_force().exists()
    assert [why["code"] for why in rules.not_in_force(Pilot.objects.get())] == ["paused", "no_sign_off"]
    with pytest.raises(Clash):
        sign_offs.withdraw_sign_off(manager=people[who], proposal_id=proposal.pk, reason="Again")


@pytest.mark.django_db
def test_a_yes_taken_back_while_others_still_read_sends_it_back(cast: Cast) -> None:
    proposal = stages.risky(cast)
    sign_offs.sign_off(manager=cast.manager, proposal_id=proposal.pk, **YES)

    sign_offs.withdraw_sign_off(manager=cast.manager, proposal_id=proposal.pk, reason="I read it wrongly")

    assert Proposal.objects.get().state == "sent_back"


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["member", "coordinator"])
def test_nobody_else_takes_it_back(cast: Cast, who: str) -> None:
    proposal = stages.signed_off(cast)
    person = cast[who]
    assert person is not None

    with pytest.raises(Forbidden):
        sign_offs.withdraw_sign_off(manager=person, proposal_id=proposal.pk, reason="No")


@pytest.mark.django_db
def test_the_database_keeps_what_was_asked_and_required(cast: Cast) -> None:
    stages.signed_off(cast)
    required = RequiredSignOff.objects.get()
    SignOffReminder.objects.create(required=required, working_days=3)

    def refused(statement: str) -> None:
        with pytest.raises(DatabaseError, match="pgtrigger"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)

    for table in ("dotanks_submission", "experiments_signoff", "experiments_signoffreminder"):
        refused(f"UPDATE {table} SET id = id")
        refused(f"DELETE FROM {table}")
    refused("DELETE FROM experiments_requiredsignoff")
    refused("UPDATE experiments_requiredsignoff SET kind = 'legal'")
