"""Somebody is asked in by an address in another organisation: refused where only colleagues may be named.

Nothing is left behind, and nobody learns from the words whether somebody has that address.
"""

from typing import Any

import pytest
from allauth.account.models import EmailAddress

from people.models import Employment, GroupMembership, Notice, Organisation, Role
from tests import groups, organisations
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.matrix.trace import trace
from tests.organisations import in_days

pytestmark = pytest.mark.django_db
NOBODY = "nobody@elsewhere.example"


def at_once() -> dict[str, Any]:
    """From today, for a week."""
    return {"since": str(in_days(0)), "until": str(in_days(7))}


def role_at_home(cast: Cast, email: str) -> tuple[str, dict[str, Any]]:
    """Where the administrator of an organisation gives one of its roles."""
    return "/api/roles/", {**at_once(), "email": email, "kind": "coordinator", "organisation": str(cast.home.pk)}


def stand_in(cast: Cast, email: str) -> tuple[str, dict[str, Any]]:
    """Where a manager names who decides while they are away."""
    role = organisations.manager_role(cast)
    return "/api/me/delegations/", {**at_once(), "email": email, "role": str(role.pk)}


PLACES = pytest.mark.parametrize(
    ("place", "who"), [(role_at_home, "administrator"), (stand_in, "manager")], ids=["a role", "a stand-in"]
)


@PLACES
def test_an_address_in_another_organisation_is_refused_like_one_that_nobody_has(
    place: Any, who: str, cast: Cast, as_person: ClientFor
) -> None:
    client = as_person(getattr(cast, who))
    requests = [place(cast, email) for email in (cast.outsider.email, cast.outsider.email.upper(), NOBODY)]
    before = trace()

    answers = [client.post(address, body, format="json") for address, body in requests]

    assert [one.status_code for one in answers] == [422, 422, 422]
    assert {tuple(one.json()["details"]) for one in answers} == {("email",)}
    assert len({str(one.json()["details"]) for one in answers}) == 1
    assert trace() == before


@PLACES
def test_an_address_of_ours_opens_nothing_for_whoever_works_elsewhere(
    place: Any, who: str, cast: Cast, as_person: ClientFor
) -> None:
    """Whoever left keeps an old address for a while; only where they work today counts."""
    ours = f"olga@{cast.home.domain}"
    EmailAddress.objects.create(user=cast.outsider, email=ours, verified=True)
    address, body = place(cast, ours)

    answer = as_person(getattr(cast, who)).post(address, body, format="json")

    assert (answer.status_code, list(answer.json()["details"])) == (422, ["email"])
    assert not Employment.objects.filter(person=cast.outsider, organisation=cast.home).exists()


def test_an_address_there_gives_a_colleague_of_ours_no_role_there(cast: Cast, as_person: ClientFor) -> None:
    elsewhere = Organisation.objects.get(employments__person=cast.outsider)
    EmailAddress.objects.create(user=cast.colleague, email=f"carl@{elsewhere.domain}", verified=True)
    _, body = role_at_home(cast, cast.colleague.email)

    answer = as_person(cast.administrator).post(
        "/api/roles/", {**body, "organisation": str(elsewhere.pk)}, format="json"
    )

    assert answer.status_code == 422
    assert not Role.objects.filter(person=cast.colleague).exists()


def test_a_formal_group_is_across_organisations_and_takes_whoever_works_somewhere(
    cast: Cast, as_person: ClientFor
) -> None:
    group = groups.formal(cast)
    client, address = as_person(cast.coordinator), f"/api/groups/{group.pk}/members/"
    told_before = Notice.objects.filter(person=cast.outsider).count()

    named = client.post(address, {"email": cast.outsider.email, "endorsement": "The director"}, format="json")
    unknown = client.post(address, {"email": NOBODY, "endorsement": "The director"}, format="json")

    assert (named.status_code, unknown.status_code) == (201, 422)
    assert GroupMembership.objects.filter(group=group, person=cast.outsider, state="member").count() == 1
    assert Notice.objects.filter(person=cast.outsider).count() == told_before + 1
