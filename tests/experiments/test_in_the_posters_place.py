"""Nobody decides in the poster's place, and the refusal tells no more than any other."""

from typing import Any

import pytest

from dotanks.actions import managers
from dotanks.models import Proposal
from experiments.models import SignOff
from people.actions import delegations
from people.models import Person, Role
from tests import organisations, stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.factories import LONG_AGO, make_person

pytestmark = pytest.mark.django_db
YES: dict[str, Any] = {"read_version": 1, "help_promised": "A desk.", "reason": "Clear."}


def away(cast: Cast, person: Person, kind: str) -> None:
    """The person holds this office, and the colleague stands in for them."""
    role = Role.objects.create(person=person, kind=kind, organisation=cast.home, since=LONG_AGO)
    delegations.hand_over(
        person=person,
        role_id=role.pk,
        email=cast.colleague.email,
        since=organisations.in_days(0),
        until=organisations.in_days(5),
    )


def asked_of(cast: Cast, manager: Person) -> Proposal:
    proposal = stages.submitted(cast)
    away(cast, manager, "manager")
    managers.name_manager(coordinator=cast.coordinator, dotank_id=proposal.dotank_id, manager=manager.pk)
    return proposal


@pytest.mark.parametrize("step", ["sign-off", "send-back", "decline"])
def test_the_posters_stand_in_hears_what_anybody_hears_whose_answer_it_is_not(
    step: str, cast: Cast, as_person: ClientFor
) -> None:
    proposal = asked_of(cast, cast.poster)
    body = YES if step == "sign-off" else {"read_version": 1, "reason": "No."}
    url = f"/api/proposals/{proposal.pk}/{step}/"

    refused, ordinary = (as_person(one).post(url, body, format="json") for one in (cast.colleague, cast.coordinator))

    assert (refused.status_code, refused.json()["code"]) == (403, "not_entitled")
    assert refused.json() == ordinary.json()
    assert not SignOff.objects.exists()
    # Until they try, it looks as for everybody who stands in for somebody.
    page = as_person(cast.colleague).get(f"/api/proposals/{proposal.pk}/").json()
    assert page["abilities"]["decide"]


def test_who_stands_in_for_anybody_else_answers(cast: Cast, as_person: ClientFor) -> None:
    proposal = asked_of(cast, make_person("Nora New", cast.home, hours_a_week=0))

    answer = as_person(cast.colleague).post(f"/api/proposals/{proposal.pk}/sign-off/", YES, format="json")

    assert answer.status_code == 201
    assert SignOff.objects.get().on_behalf_of == Person.objects.get(name="Nora New")


def test_an_office_of_their_own_stays_theirs(cast: Cast, as_person: ClientFor) -> None:
    """The poster is a lawyer who is away; the colleague stands in for them and is the finance officer."""
    away(cast, cast.poster, "legal")
    stages.officers(cast)
    Role.objects.create(person=cast.colleague, kind="finance", organisation=cast.home, since=LONG_AGO)
    proposal = stages.submit(cast, stages.version(cast), risks=["vulnerable_people", "money_above_limit"])
    url, legal = f"/api/proposals/{proposal.pk}/sign-off/", proposal.submissions.get().required.get(kind="legal")
    body = {"read_version": 1, "reason": "Clear."}

    refused = as_person(cast.colleague).post(url, {**body, "required": str(legal.pk)}, format="json")
    answer = as_person(cast.colleague).post(url, body, format="json")

    assert (refused.status_code, refused.json()["code"]) == (403, "not_entitled")
    assert answer.status_code == 201
    given = SignOff.objects.get()
    assert (given.required.kind, given.on_behalf_of) == ("finance", None)
