"""Another manager is asked to decide, because the first one cannot."""

from typing import Any

import pytest

from dotanks.models import DoTank
from people.models import Notice, Person
from tests import stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.factories import make_person

pytestmark = pytest.mark.django_db


def name(client: Any, dotank_id: Any, manager: Person) -> Any:
    return client.put(f"/api/dotanks/{dotank_id}/manager/", {"manager": str(manager.pk)}, format="json")


def heard(person: Person, kind: str) -> int:
    return sum(notice.told.kind == kind for notice in Notice.objects.filter(person=person))


def test_what_waits_for_an_answer_waits_for_the_new_manager(cast: Cast, as_person: ClientFor) -> None:
    proposal = stages.submitted(cast)
    nora = make_person("Nora New", cast.home, roles=["manager"], hours_a_week=0)
    page = f"/api/proposals/{proposal.pk}/"

    answer = name(as_person(cast.coordinator), proposal.dotank_id, nora)

    assert (answer.status_code, answer.json()["manager"]["name"]) == (200, "Nora New")
    assert (heard(nora, "proposal_submitted"), heard(cast.manager, "proposal_with_another")) == (1, 1)
    assert as_person(cast.manager).get(page).status_code == 404
    body = {"read_version": 1, "help_promised": "A desk.", "reason": "Clear."}
    assert as_person(nora).get(page).status_code == 200
    assert as_person(cast.manager).post(f"{page}sign-off/", body, format="json").status_code == 404
    assert as_person(nora).post(f"{page}sign-off/", body, format="json").status_code == 201


@pytest.mark.parametrize("stage", [stages.signed_off])
def test_an_answer_that_stands_is_not_asked_again(stage: Any, cast: Cast, as_person: ClientFor) -> None:
    proposal = stage(cast)
    nora = make_person("Nora New", cast.home, roles=["manager"], hours_a_week=0)

    refused = name(as_person(cast.coordinator), proposal.dotank_id, nora)

    assert (refused.status_code, refused.json()["code"]) == (409, "wrong_state")


@pytest.mark.parametrize("who", ["manager", "member", "outsider"])
def test_who_cannot_decide_is_refused_beside_the_field(who: str, cast: Cast, as_person: ClientFor) -> None:
    """The same one, one of the team, and somebody without a manager's role."""
    dotank = stages.gathered(cast)

    refused = name(as_person(cast.coordinator), dotank.pk, cast[who])  # type: ignore[arg-type]

    assert (refused.status_code, refused.json()["code"]) == (422, "invalid")
    assert "manager" in refused.json()["details"]
    assert DoTank.objects.get(pk=dotank.pk).manager == cast.manager
