"""Several answers in the same moment give one decision, of one who may give it then."""

from collections.abc import Callable
from typing import Any

import pytest

from common.models import HistoryLine
from dotanks.models import Proposal
from experiments.actions import sign_offs
from experiments.models import RequiredSignOff, SignOff
from flow import steps
from people.actions import delegations
from people.models import Delegation, Person, Role
from tests import deciding, organisations, stages
from tests.cast import Cast
from tests.deciding import NO, YES
from tests.factories import LONG_AGO, make_person
from tests.racing import Try, at_once, before_the_commit, trying

pytestmark = pytest.mark.django_db(transaction=True)


def test_five_answers_at_once_give_one_decision(cast: Cast) -> None:
    proposal = stages.submitted(cast)
    organisations.handed_over(cast)

    def answer(person: Person, action: Callable[..., Any], body: dict[str, Any]) -> Try:
        return trying(action, manager=Person.objects.get(pk=person.pk), proposal_id=proposal.pk, **body)

    said = at_once(
        answer(cast.manager, sign_offs.sign_off, YES),
        answer(cast.colleague, sign_offs.sign_off, YES),
        answer(cast.colleague, sign_offs.send_back, NO),
        answer(cast.manager, sign_offs.send_back, NO),
        answer(cast.manager, steps.decline_proposal, NO),
    )

    assert sorted(said) == ["answered"] * 4 + ["done"]
    assert SignOff.objects.get().decision == Proposal.objects.get().state


def test_the_last_two_of_a_chain_at_once_sign_it_off_once(cast: Cast) -> None:
    proposal = stages.risky(cast)
    dora = stages.officers(cast)["data_protection"]

    def yes(person: Person) -> Try:
        fresh = Person.objects.get(pk=person.pk)
        return trying(sign_offs.sign_off, manager=fresh, proposal_id=proposal.pk, **YES)

    assert at_once(yes(cast.manager), yes(dora)) == ["done", "done"]

    assert Proposal.objects.get().state == "signed_off"
    assert HistoryLine.objects.filter(subject_id=proposal.pk, step="sign_off").count() == 1


def test_five_answers_of_one_office_at_once_give_one_decision(cast: Cast) -> None:
    """Two who hold the office and a stand-in answer in five ways; the manager's answer still waits."""
    proposal = deciding.submitted(cast)
    officer, stand_in = (deciding.here()[who] for who in ("data_protection", "officers_stand_in"))
    second = make_person("Dirk Data", cast.home)
    Role.objects.create(person=second, kind="data_protection", organisation=cast.home, since=LONG_AGO)

    def answer(person: Person, action: Callable[..., Any]) -> Try:
        fresh = Person.objects.get(pk=person.pk)
        return trying(action, manager=fresh, proposal_id=proposal.pk, read_version=1, reason=f"{person.name} read it.")

    said = at_once(
        answer(officer, sign_offs.sign_off),
        answer(officer, sign_offs.send_back),
        answer(stand_in, sign_offs.sign_off),
        answer(stand_in, steps.decline_proposal),
        answer(second, sign_offs.sign_off),
    )

    assert sorted(said) == ["answered"] * 4 + ["done"]
    given = SignOff.objects.get()
    assert given.required == RequiredSignOff.objects.get(kind="data_protection")
    assert Proposal.objects.get().state == ("submitted" if given.decision == "signed_off" else given.decision)


@pytest.mark.parametrize("back_first", [True, False], ids=["back-first", "answered-first"])
def test_the_stand_in_answers_while_the_holder_comes_back(back_first: bool, cast: Cast) -> None:
    """An answer that stands was given while they still stood in."""
    proposal = deciding.submitted(cast)
    stand_in = deciding.here()["stand_in"]
    delegation = Delegation.objects.get(delegate=stand_in)
    ending = trying(delegations.end_delegation, person=cast.manager, delegation_id=delegation.pk)
    answer = trying(sign_offs.sign_off, manager=stand_in, proposal_id=proposal.pk, **YES)

    said = before_the_commit(ending, answer) if back_first else before_the_commit(answer, ending)

    assert said == (("done", "not_entitled") if back_first else ("done", "done"))
    assert SignOff.objects.filter(delegation=delegation).exists() is not back_first
