"""Whoever stands in decides while it holds, no wider; the database looks for itself at who is entitled."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from common.models import HistoryLine
from common.refusals import Unknown
from dotanks.models import Proposal
from experiments.actions import sign_offs
from experiments.chain.rights import rights
from experiments.models import RequiredSignOff, SignOff
from people.actions import delegations
from people.models import Delegation, Role
from tests import organisations, stages
from tests.cast import Cast
from tests.deciding import YES


@pytest.mark.django_db
def test_a_stand_in_decides_and_the_history_says_for_whom(cast: Cast) -> None:
    proposal = stages.submitted(cast)
    delegation = organisations.handed_over(cast)

    answer = sign_offs.sign_off(manager=cast.colleague, proposal_id=proposal.pk, **YES)
    connection.check_constraints()

    assert (answer.on_behalf_of, answer.delegation) == (cast.manager, delegation)
    line = HistoryLine.objects.get(subject_id=proposal.pk, step="sign_off")
    assert line.actor == cast.colleague
    assert line.data["on_behalf_of"] == str(cast.manager.pk)
    assert line.data["sha256"] == answer.version.sha256
    withdrawal = sign_offs.withdraw_sign_off(manager=cast.manager, proposal_id=proposal.pk, reason="A new law")
    assert withdrawal.manager == cast.manager


SECOND = timedelta(seconds=1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "holds"),
    [
        ({}, True),
        ({"holds_until": 5 * SECOND}, True),
        ({"holds_until": -SECOND}, False),
        ({"holds_from": SECOND * 5}, False),
        ({"holds_from": -SECOND}, True),
    ],
)
def test_a_delegation_holds_to_the_second_by_the_databases_clock(
    cast: Cast, change: dict[str, timedelta], holds: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposal = stages.submitted(cast)
    delegation = organisations.handed_over(cast)
    now = timezone.now()
    Delegation.objects.filter(pk=delegation.pk).update(**{name: now + shift for name, shift in change.items()})
    # A web process whose clock is a week off changes nothing.
    monkeypatch.setattr("django.utils.timezone.now", lambda: now - timedelta(days=7))

    if holds:
        sign_offs.sign_off(manager=cast.colleague, proposal_id=proposal.pk, **YES)
    else:
        with pytest.raises(Unknown):
            sign_offs.sign_off(manager=cast.colleague, proposal_id=proposal.pk, **YES)


@pytest.mark.django_db
def test_a_delegation_is_no_wider_than_its_office_its_organisation_and_its_money(cast: Cast) -> None:
    proposal = stages.submitted(cast)
    delegation = organisations.handed_over(cast)
    for narrower in ({"money_limit": 399}, {"ended_at": timezone.now()}):
        with transaction.atomic():
            Delegation.objects.filter(pk=delegation.pk).update(**narrower)
            with pytest.raises(Unknown):
                sign_offs.sign_off(manager=cast.colleague, proposal_id=proposal.pk, **YES)
            transaction.set_rollback(True)
    with transaction.atomic():
        Role.objects.filter(pk=delegation.role_id).update(kind="finance")
        with pytest.raises(Unknown):
            sign_offs.sign_off(manager=cast.colleague, proposal_id=proposal.pk, **YES)
        transaction.set_rollback(True)
    Delegation.objects.filter(pk=delegation.pk).update(money_limit=400)
    assert sign_offs.sign_off(manager=cast.colleague, proposal_id=proposal.pk, **YES).delegation == delegation


@pytest.mark.django_db(transaction=True)
def test_taken_back_while_the_form_was_open(cast: Cast) -> None:
    proposal = stages.submitted(cast)
    delegation = organisations.handed_over(cast)
    seen = rights(cast.colleague, proposal.dotank, proposal.submissions.get())
    assert len(seen) == 1

    delegations.end_delegation(person=cast.manager, delegation_id=delegation.pk)

    with pytest.raises(Unknown):
        sign_offs.sign_off(manager=cast.colleague, proposal_id=proposal.pk, **YES)
    assert not SignOff.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_database_refuses_at_the_commit_what_ended_meanwhile(cast: Cast) -> None:
    """Entitled when the answer is written, not any more when it is committed."""
    proposal = stages.submitted(cast)
    delegation = organisations.handed_over(cast)

    @transaction.atomic
    def answer_and_let_it_end() -> None:
        sign_offs.sign_off(manager=cast.colleague, proposal_id=proposal.pk, **YES)
        Delegation.objects.filter(pk=delegation.pk).update(holds_until=timezone.now())

    with pytest.raises(IntegrityError, match="sign_off_not_entitled"):
        answer_and_let_it_end()

    assert not SignOff.objects.exists()
    assert Proposal.objects.get().state == "submitted"


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["member", "colleague", "coordinator"])
def test_the_database_itself_takes_no_sign_off_from_who_is_not_entitled(cast: Cast, who: str) -> None:
    proposal = stages.submitted(cast)
    required = RequiredSignOff.objects.get()

    by_hand = SignOff(
        proposal=proposal,
        version=proposal.version,
        required=required,
        manager=cast[who],
        decision="signed_off",
        reason="By hand",
        at=timezone.now(),
    )

    @transaction.atomic
    def write() -> None:
        by_hand.save(force_insert=True)
        connection.check_constraints()

    with pytest.raises(DatabaseError, match="sign_off_not_entitled"):
        write()
