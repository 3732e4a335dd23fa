"""Answers of several bind together, are given once, in order where the house says so, and never by a party to it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from common.models import HistoryLine
from common.refusals import Clash, Forbidden, Invalid, Outdated, Unknown, WrongState
from dotanks.actions import beside
from dotanks.models import DocumentVersion, Proposal, SeatBeside
from experiments import rules
from experiments.actions import preparing, sign_offs
from experiments.models import RequiredSignOff, SignOff
from people.models import Notice, Organisation, Person, Role
from tests import stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.deciding import NO, YES
from tests.factories import LONG_AGO


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


@pytest.mark.django_db
def test_what_was_promised_and_under_which_conditions_stands_with_the_pilot(cast: Cast, as_person: ClientFor) -> None:
    proposal = stages.risky(cast)
    dora = stages.officers(cast)["data_protection"]
    with_help: dict[str, Any] = {
        **YES,
        "help_by": "Samira",
        "help_until": date(2099, 3, 1),
        "conditions": "Two teams only.",
    }
    sign_offs.sign_off(manager=cast.manager, proposal_id=proposal.pk, **with_help)
    no_names: dict[str, Any] = {"read_version": 1, "reason": "Clear.", "conditions": "No names are kept."}
    sign_offs.sign_off(manager=dora, proposal_id=proposal.pk, **no_names)
    pilot = preparing.prepare_pilot(person=cast.member, proposal_id=proposal.pk)

    def read(person: Person) -> dict[str, Any]:
        answer: dict[str, Any] = as_person(person).get(f"/api/pilots/{pilot.pk}/").json()
        return answer

    for who in (cast.member, cast.manager):
        shown = read(who)
        assert (shown["help_by"], shown["help_until"]) == ("Samira", "2099-03-01")
        said = [(one["kind_words"], one["conditions"]) for one in shown["conditions"]]
        assert said == [("Data protection officer", "No names are kept."), ("Manager", "Two teams only.")]
    other = read(cast.coordinator)
    assert (other["help_by"], other["conditions"]) == ("", [])
