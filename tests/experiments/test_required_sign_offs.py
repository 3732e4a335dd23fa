"""Whose yes a submission needs: worked out from its answers and its money."""

from typing import Any

import pytest

from common.refusals import Invalid, NotReady
from dotanks.models import AffectedGroup, Proposal, SeatBeside, Submission
from experiments.chain.needed import missing_officers, needed_for
from experiments.chain.queries import Box, sign_offs_for, waiting_for_answer_of
from experiments.models import RequiredSignOff
from people.models import Notice, Organisation, Role
from tests import stages
from tests.cast import Cast
from tests.factories import LONG_AGO, make_organisation, make_person


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
@pytest.mark.parametrize("by", ["voice", "beside"])
def test_whoever_may_not_answer_is_not_told_that_it_waits_for_them(by: str, cast: Cast) -> None:
    dotank, officer = stages.risky(cast).dotank, stages.officers(cast)["data_protection"]
    assert sign_offs_for(officer, Box.WAITING).count() == waiting_for_answer_of(officer).count() == 1

    if by == "voice":
        AffectedGroup.objects.create(dotank=dotank, name="Residents", place=9, voice=officer)
    else:
        asked = stages.asked_beside(cast, dotank, email=officer.email)
        SeatBeside.objects.filter(pk=asked.pk).update(state="in")

    assert sign_offs_for(officer, Box.WAITING).count() == waiting_for_answer_of(officer).count() == 0
    assert sign_offs_for(cast.manager, Box.WAITING).count() == 1
