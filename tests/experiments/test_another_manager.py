"""Another manager in mid-chain: what was answered stays answered, and no chain outlives its organisation."""

from typing import Any

import pytest
from django.db import connection

from common.models import HistoryLine
from common.refusals import Forbidden, WrongState
from dotanks.actions import managers
from dotanks.models import DocumentVersion, DoTank, Proposal
from experiments.actions import sign_offs
from experiments.models import RequiredSignOff, SignOff
from flow.trail import trail_of
from people.models import Notice, Organisation, Person
from tests import stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.factories import make_organisation, make_person

pytestmark = pytest.mark.django_db
YES: dict[str, Any] = {"read_version": 1, "help_promised": "A desk.", "reason": "Clear."}


def manager_at(organisation: Organisation) -> Person:
    return make_person("Nora New", organisation, roles=["manager"], hours_a_week=0)


def name(cast: Cast, proposal: Proposal, manager: Person) -> None:
    managers.name_manager(coordinator=cast.coordinator, dotank_id=proposal.dotank_id, manager=manager.pk)


def heard(person: Person, kind: str) -> list[Notice]:
    return [one for one in Notice.objects.filter(person=person) if one.told.kind == kind]


def newer(cast: Cast, proposal: Proposal) -> DocumentVersion:
    return DocumentVersion.objects.create(
        dotank_id=proposal.dotank_id,
        number=2,
        html="<p>2</p>",
        text="2",
        state=b"",
        sha256="2" * 64,
        saved_by=cast.member,
    )


@pytest.mark.parametrize("who", ["officer", "manager"])
@pytest.mark.parametrize("same_house", [True, False])
def test_a_version_that_somebody_answered_keeps_its_manager(
    who: str, same_house: bool, cast: Cast, as_person: ClientFor
) -> None:
    proposal = stages.risky(cast)
    answering = cast.manager if who == "manager" else stages.officers(cast)["data_protection"]
    sign_offs.sign_off(manager=answering, proposal_id=proposal.pk, **YES)
    connection.check_constraints()  # as the commit would, while they decide here
    nora = manager_at(cast.home if same_house else make_organisation("School", kind="education"))
    body = {"manager": str(nora.pk)}

    refused = as_person(cast.coordinator).put(f"/api/dotanks/{proposal.dotank_id}/manager/", body, format="json")

    assert (refused.status_code, refused.json()["code"]) == (409, "wrong_state")
    assert "submit a newer one" in refused.json()["detail"]
    dotank = DoTank.objects.get()
    assert (dotank.manager, dotank.organisation) == (cast.manager, cast.home)

    stages.submit(cast, newer(cast, proposal), risks=["personal_data"])
    name(cast, proposal, nora)
    assert DoTank.objects.get().manager == nora


def test_of_another_organisation_it_goes_back_and_the_next_version_asks_there(cast: Cast, as_person: ClientFor) -> None:
    proposal = stages.risky(cast)
    school = make_organisation("School", kind="education")
    nora = manager_at(school)

    name(cast, proposal, nora)

    back = Proposal.objects.get()
    assert (back.state, back.dotank.organisation) == ("sent_back", school)
    told = heard(cast.member, "proposal_asked_elsewhere")
    assert [(one.needs_you, one.told.data["organisation"]) for one in told] == [(True, "School")]
    assert (len(heard(cast.manager, "proposal_with_another")), heard(nora, "proposal_submitted")) == (1, [])
    line = HistoryLine.objects.get(step="ask_elsewhere")
    assert (line.actor, line.data["organisation"]) == (cast.coordinator, str(school.pk))
    assert "Another organisation" in [str(one.words) for one in trail_of(back.dotank.problem, cast.member).steps][-1]
    for person in (nora, stages.officers(cast)["data_protection"]):
        with pytest.raises((Forbidden, WrongState)):
            sign_offs.sign_off(manager=person, proposal_id=proposal.pk, **YES)
    assert not SignOff.objects.exists()

    stages.submit(cast, newer(cast, proposal))
    asked = RequiredSignOff.objects.filter(submission__version__number=2)
    assert [(one.kind, one.organisation) for one in asked] == [("manager", school)]
    sign_offs.sign_off(manager=nora, proposal_id=proposal.pk, **{**YES, "read_version": 2})
    assert Proposal.objects.get().state == "signed_off"


def test_of_the_same_organisation_the_question_moves_alone(cast: Cast) -> None:
    proposal = stages.risky(cast)
    nora = manager_at(cast.home)

    name(cast, proposal, nora)

    assert Proposal.objects.get().state == "submitted"
    assert len(heard(nora, "proposal_submitted")) == 1
    for person in (nora, stages.officers(cast)["data_protection"]):
        sign_offs.sign_off(manager=person, proposal_id=proposal.pk, **YES)
    assert Proposal.objects.get().state == "signed_off"
