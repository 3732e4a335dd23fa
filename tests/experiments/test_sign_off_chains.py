"""Whose yes a submission needs: worked out from its answers, binding together, given once, never by a party to it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from common.models import HistoryLine
from common.refusals import Clash, Forbidden, Invalid, NotReady, Outdated, Refusal, Unknown, WrongState
from dotanks.actions import beside
from dotanks.models import DocumentVersion, Proposal, SeatBeside, Submission
from experiments import rules
from experiments.actions import preparing, sign_offs
from experiments.chain.needed import missing_officers, needed_for
from experiments.chain.rights import rights
from experiments.models import Pilot, RequiredSignOff, SignOff, SignOffReminder
from flow import steps
from people.actions import delegations
from people.models import Delegation, Notice, Organisation, Person, Role
from tests import organisations, stages
from tests.cast import Cast
from tests.factories import LONG_AGO, make_organisation, make_person
from tests.racing import at_once

YES: dict[str, Any] = {"read_version": 1, "help_promised": "A desk.", "reason": "Clear."}
NO: dict[str, Any] = {"read_version": 1, "reason": "Add the cost."}


def another_version(cast: Cast, proposal: Proposal) -> DocumentVersion:
    return DocumentVersion.objects.create(
        dotank_id=proposal.dotank_id,
        number=DocumentVersion.objects.filter(dotank_id=proposal.dotank_id).count() + 1,
        html="<p>With the cost.</p>",
        text="With the cost.",
        state=b"",
        sha256="2" * 64,
        saved_by=cast.member,
    )


def needs(proposal: Proposal) -> set[tuple[str, str]]:
    rows = RequiredSignOff.objects.filter(submission__proposal=proposal)
    return {(one.kind, one.organisation.name) for one in rows.select_related("organisation")}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("risks", "kinds"),
    [
        ([], set()),
        (["personal_data"], {"data_protection"}),
        (["vulnerable_people"], {"legal"}),
        (["legal_exemption"], {"legal"}),
        (["money_above_limit"], {"finance"}),
        (["personal_data", "vulnerable_people", "legal_exemption"], {"data_protection", "legal"}),
    ],
)
def test_each_answer_asks_for_its_sign_off(cast: Cast, risks: list[str], kinds: set[str]) -> None:
    stages.officers(cast)

    exempts = "legal_exemption" in risks
    proposal = stages.submit(cast, stages.version(cast), risks=risks, rule_set_aside="Article 12" if exempts else "")

    assert needs(proposal) == {(kind, cast.home.name) for kind in {*kinds, "manager"}}


@pytest.mark.django_db
def test_a_sum_above_the_limit_asks_for_finance_whatever_the_team_says(cast: Cast) -> None:
    stages.officers(cast)
    Organisation.objects.filter(pk=cast.home.pk).update(sign_off_limit=399)

    assert ("finance", cast.home.name) in needs(stages.submit(cast, stages.version(cast)))


@pytest.mark.django_db
def test_a_sum_at_the_limit_does_not(cast: Cast) -> None:
    Organisation.objects.filter(pk=cast.home.pk).update(sign_off_limit=400)

    assert needs(stages.submit(cast, stages.version(cast), risks=["money_above_limit"])) == {
        ("manager", cast.home.name)
    }


@pytest.mark.django_db
def test_anothers_duty_asks_the_rule_owner_of_that_organisation(cast: Cast) -> None:
    police = make_organisation("Police", kind="police", region="Flevoland")
    saved = stages.version(cast)
    with pytest.raises(NotReady) as nobody:
        stages.submit(cast, saved, risks=["anothers_duty"], duty_of=police)
    assert [one["code"] for one in nobody.value.extra["missing"]] == ["no_officer"]
    assert not Submission.objects.exists(), "a refused submission left a trace"

    owner = make_person("Olga Owner", police)
    Role.objects.create(person=owner, kind="rule_owner", organisation=police, since=LONG_AGO)
    proposal = stages.submit(cast, saved, risks=["anothers_duty"], duty_of=police)

    assert needs(proposal) == {("manager", cast.home.name), ("rule_owner", "Police")}
    assert Notice.objects.filter(person=owner, needs_you=True).count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"promised_effect": " "}, "promised_effect"),
        ({"risks": ["legal_exemption"]}, "rule_set_aside"),
        ({"risks": ["anothers_duty"]}, "duty_of"),
    ],
)
def test_what_contradicts_itself_is_said_at_its_field(cast: Cast, wrong: dict[str, Any], field: str) -> None:
    stages.officers(cast)
    with pytest.raises(Invalid) as refused:
        stages.submit(cast, stages.version(cast), **wrong)
    assert set(refused.value.extra["details"]) == {field}


@pytest.mark.django_db
def test_an_officer_in_the_team_is_no_officer_here(cast: Cast) -> None:
    dotank = stages.working(cast)
    Role.objects.create(person=cast.member, kind="legal", organisation=cast.home, since=LONG_AGO)

    needed = needed_for(dotank, ["vulnerable_people"], None, None)

    assert [one["code"] for one in missing_officers(dotank, needed)] == ["no_officer"]


@pytest.mark.django_db
def test_nothing_is_signed_off_before_every_required_one_stands(cast: Cast) -> None:
    proposal = stages.risky(cast)
    dora = stages.officers(cast)["data_protection"]

    sign_offs.sign_off(manager=cast.manager, proposal_id=proposal.pk, **YES)
    assert Proposal.objects.get().state == "submitted"
    with pytest.raises((Forbidden, Unknown, WrongState)):
        preparing.prepare_pilot(person=cast.member, proposal_id=proposal.pk)

    sign_offs.sign_off(manager=dora, proposal_id=proposal.pk, read_version=1, reason="No names are kept.")
    assert Proposal.objects.get().state == "signed_off"
    pilot = preparing.prepare_pilot(person=cast.member, proposal_id=proposal.pk)
    assert pilot.sign_off.manager == cast.manager
    assert rules.stands(pilot.sign_off)


@pytest.mark.django_db
def test_an_officers_no_sends_it_back_and_a_new_version_asks_everybody_anew(cast: Cast) -> None:
    proposal = stages.risky(cast)
    dora = stages.officers(cast)["data_protection"]
    sign_offs.sign_off(manager=cast.manager, proposal_id=proposal.pk, **YES)
    sign_offs.send_back(manager=dora, proposal_id=proposal.pk, **NO)
    assert Proposal.objects.get().state == "sent_back"

    stages.submit(cast, another_version(cast, proposal), risks=["personal_data"])

    with pytest.raises(Outdated) as outdated:
        sign_offs.sign_off(manager=cast.manager, proposal_id=proposal.pk, **{**YES, "reason": "Once more"})
    assert outdated.value.extra["version"] == 2
    for person in (cast.manager, dora):
        sign_offs.sign_off(manager=person, proposal_id=proposal.pk, **{**YES, "read_version": 2})
    assert Proposal.objects.get().state == "signed_off"


@pytest.mark.django_db
def test_in_order_each_waits_for_the_one_before(cast: Cast) -> None:
    officers = stages.officers(cast)
    Organisation.objects.filter(pk=cast.home.pk).update(sign_offs_in_order=True)
    proposal = stages.submit(cast, stages.version(cast), risks=["personal_data", "vulnerable_people"])

    with pytest.raises(WrongState) as early:
        sign_offs.sign_off(manager=cast.manager, proposal_id=proposal.pk, **YES)
    assert early.value.extra["state"] == "not_your_turn"
    assert not Notice.objects.filter(person=cast.manager, needs_you=True).exists()
    for person in (officers["legal"], officers["data_protection"], cast.manager):
        assert Notice.objects.filter(person=person, needs_you=True).count() == 1
        sign_offs.sign_off(manager=person, proposal_id=proposal.pk, **YES)
    assert Proposal.objects.get().state == "signed_off"


@pytest.mark.django_db
def test_the_manager_promises_help_and_an_officer_need_not(cast: Cast) -> None:
    proposal = stages.risky(cast)
    with pytest.raises(Invalid):
        sign_offs.sign_off(manager=cast.manager, proposal_id=proposal.pk, read_version=1, reason="Clear.")
    dora = stages.officers(cast)["data_protection"]
    assert (
        sign_offs.sign_off(manager=dora, proposal_id=proposal.pk, read_version=1, reason="Clear.").help_promised == ""
    )


@pytest.mark.django_db
def test_the_same_answer_again_is_the_first_one_and_another_one_is_told_of_it(cast: Cast) -> None:
    proposal = stages.submitted(cast)

    first = sign_offs.sign_off(manager=cast.manager, proposal_id=proposal.pk, **YES)
    again = sign_offs.sign_off(manager=cast.manager, proposal_id=proposal.pk, **{**YES, "reason": "Otherwise"})

    assert (again.pk, again.reason) == (first.pk, "Clear.")
    with pytest.raises(Clash) as other:
        sign_offs.send_back(manager=cast.manager, proposal_id=proposal.pk, **NO)
    assert (other.value.extra["by"], other.value.extra["decision"]) == ("Max Manager", "signed_off")


@pytest.mark.django_db
def test_whoever_holds_two_offices_says_for_which_they_answer(cast: Cast) -> None:
    officers = stages.officers(cast)
    lea = officers["legal"]
    Role.objects.create(person=lea, kind="data_protection", organisation=cast.home, since=LONG_AGO)
    proposal = stages.submit(cast, stages.version(cast), risks=["personal_data", "vulnerable_people"])

    with pytest.raises(Invalid) as which:
        sign_offs.sign_off(manager=lea, proposal_id=proposal.pk, **YES)
    assert set(which.value.extra["details"]) == {"required"}
    for required in RequiredSignOff.objects.exclude(kind="manager"):
        sign_offs.sign_off(manager=lea, proposal_id=proposal.pk, required=required.pk, **YES)
    assert SignOff.objects.count() == 2


def in_the_team(cast: Cast, person: Person) -> None:
    Role.objects.filter(person=person).update(person=cast.challenger)


def beside_the_team(cast: Cast, person: Person) -> None:
    dotank = Proposal.objects.get().dotank
    asked = stages.asked_beside(cast, dotank, email=person.email)
    beside.accept_beside(person=person, beside_id=asked.pk)
    assert SeatBeside.objects.exists()


def voice_of_a_group(_: Cast, person: Person) -> None:
    Proposal.objects.get().dotank.affected.create(place=0, name="Field workers", voice=person)


@pytest.mark.django_db
@pytest.mark.parametrize("party", [beside_the_team, voice_of_a_group])
def test_nobody_in_whose_favour_it_is_signs_it_off(cast: Cast, party: Callable[[Cast, Person], None]) -> None:
    proposal = stages.risky(cast)
    dora = stages.officers(cast)["data_protection"]
    party(cast, dora)

    with pytest.raises(Forbidden):
        sign_offs.sign_off(manager=dora, proposal_id=proposal.pk, **YES)
    assert not SignOff.objects.exists()


@pytest.mark.django_db
def test_an_office_given_to_a_member_of_the_team_lets_them_sign_nothing(cast: Cast) -> None:
    proposal = stages.risky(cast)
    in_the_team(cast, stages.officers(cast)["data_protection"])

    with pytest.raises(Forbidden):
        sign_offs.sign_off(manager=Person.objects.get(pk=cast.challenger.pk), proposal_id=proposal.pk, **YES)


@pytest.mark.django_db
def test_the_poster_is_refused_alone_and_nobody_else_learns_who_it_is(cast: Cast) -> None:
    """An officer who posted is counted as an officer like everybody: only their own answer is refused."""
    Role.objects.create(person=cast.poster, kind="legal", organisation=cast.home, since=LONG_AGO)
    proposal = stages.submit(cast, stages.version(cast), risks=["vulnerable_people"])

    with pytest.raises(Forbidden) as own:
        sign_offs.sign_off(manager=cast.poster, proposal_id=proposal.pk, **YES)
    assert own.value.code == "own_problem"
    assert RequiredSignOff.objects.filter(kind="legal", turn_at__isnull=False).exists()
    assert not HistoryLine.objects.filter(subject_id=proposal.pk, actor=cast.poster).exists()


# --- Standing in -------------------------------------------------------------------------------------------------


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


# --- At once -----------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_five_answers_at_once_give_one_decision(cast: Cast) -> None:
    proposal = stages.submitted(cast)
    organisations.handed_over(cast)

    def answer(person: Person, action: Callable[..., Any], body: dict[str, Any]) -> str:
        try:
            action(manager=Person.objects.get(pk=person.pk), proposal_id=proposal.pk, **body)
        except Refusal as refusal:
            return refusal.code
        return "done"

    said = at_once(
        lambda: answer(cast.manager, sign_offs.sign_off, YES),
        lambda: answer(cast.colleague, sign_offs.sign_off, YES),
        lambda: answer(cast.colleague, sign_offs.send_back, NO),
        lambda: answer(cast.manager, sign_offs.send_back, NO),
        lambda: answer(cast.manager, steps.decline_proposal, NO),
    )

    assert sorted(said) == ["answered"] * 4 + ["done"]
    assert SignOff.objects.get().decision == Proposal.objects.get().state


@pytest.mark.django_db(transaction=True)
def test_the_last_two_of_a_chain_at_once_sign_it_off_once(cast: Cast) -> None:
    proposal = stages.risky(cast)
    dora = stages.officers(cast)["data_protection"]

    def yes(person: Person) -> None:
        sign_offs.sign_off(manager=Person.objects.get(pk=person.pk), proposal_id=proposal.pk, **YES)

    at_once(lambda: yes(cast.manager), lambda: yes(dora))

    assert Proposal.objects.get().state == "signed_off"
    assert HistoryLine.objects.filter(subject_id=proposal.pk, step="sign_off").count() == 1


# --- Taking back -------------------------------------------------------------------------------------------------


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

    steps.withdraw_sign_off(manager=people[who], proposal_id=proposal.pk, reason="A new law")

    assert not Pilot.objects.in_force().exists()
    assert [why["code"] for why in rules.not_in_force(Pilot.objects.get())] == ["paused", "no_sign_off"]
    with pytest.raises(Clash):
        steps.withdraw_sign_off(manager=people[who], proposal_id=proposal.pk, reason="Again")


@pytest.mark.django_db
def test_a_yes_taken_back_while_others_still_read_sends_it_back(cast: Cast) -> None:
    proposal = stages.risky(cast)
    sign_offs.sign_off(manager=cast.manager, proposal_id=proposal.pk, **YES)

    steps.withdraw_sign_off(manager=cast.manager, proposal_id=proposal.pk, reason="I read it wrongly")

    assert Proposal.objects.get().state == "sent_back"


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["member", "coordinator"])
def test_nobody_else_takes_it_back(cast: Cast, who: str) -> None:
    proposal = stages.signed_off(cast)
    person = cast[who]
    assert person is not None

    with pytest.raises(Forbidden):
        steps.withdraw_sign_off(manager=person, proposal_id=proposal.pk, reason="No")


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
