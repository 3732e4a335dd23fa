"""What the organisation's service says of somebody, and an account connected with it."""

import json
import time
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from config.providers import read_providers
from people.models import Employment, Person, Role
from people.rules import current
from tests.cast import Cast
from tests.factories import PASSWORD, make_person
from tests.people.organisation_service import (
    HOME,
    NORA,
    Claims,
    Service,
    Use,
    asked_of,
    let_in_as,
    sign_in,
    signed_in,
)

pytestmark = pytest.mark.django_db

BY_CLAIM = {"claim": "org", "values": {"H": HOME, "W": "water-board"}}


@pytest.mark.parametrize(
    ("said", "works"),
    [("H", True), (["H"], True), ("W", False), (["H", "W"], False), ("X", False), (None, False), ({"H": 1}, False)],
)
def test_the_organisation_is_the_one_that_the_claim_s_value_means(
    cast: Cast, use: Use, client: Client, said: Any, works: bool
) -> None:
    """W means the water board, whose address Nora has not; none or two mean no organisation."""
    with Service({"nora": {**NORA, "org": said}}).running() as service:
        use(service, organisation=BY_CLAIM)

        sign_in(client, "nora")

    assert signed_in(client) is works
    assert Employment.objects.filter(person__name="Nora New", organisation=cast.home).exists() is works


def test_a_claim_gives_the_roles_it_names_and_takes_them_back(cast: Cast, use: Use) -> None:
    claims = {**NORA, "groups": ["chiefs", "admins", "coordinator"]}
    with Service({"nora": claims}).running() as service:
        use(service, roles={"claim": "groups", "values": {"chiefs": "manager"}})
        sign_in(Client(), "nora")
        person = Person.objects.get(email=NORA["email"])
        by_hand = Role.objects.create(person=person, kind="coordinator", organisation=cast.home, since="2020-01-01")
        assert roles(person) == {"manager", "coordinator"}

        claims["groups"] = []
        sign_in(Client(), "nora")

    assert roles(person) == {"coordinator"}, "what a person was given by hand stays"
    by_hand.refresh_from_db()
    assert by_hand.until is None
    assert set(Role.objects.filter(person=person).values_list("organisation_id", flat=True)) == {cast.home.pk}


def roles(person: Person) -> set[str]:
    return set(Role.objects.filter(current(), person=person).values_list("kind", flat=True))


def Client_for(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def sign_in_by_password(client: Client, person: Person) -> None:
    client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    assert signed_in(client)


def confirm_by_password(client: Client) -> None:
    assert client.post("/en/accounts/reauthenticate/", {"password": PASSWORD}).status_code == 302


def test_an_account_is_connected_only_from_inside_and_after_a_second_look(
    cast: Cast, service: Service, use: Use, client: Client
) -> None:
    use(service)
    assert client.post("/accounts/organisation/home/connect/").status_code == 302, "to sign-in"
    sign_in_by_password(client, cast.colleague)
    first = client.post("/accounts/organisation/home/connect/")
    assert "/reauthenticate/" in first.headers["Location"]
    assert not SocialAccount.objects.exists()

    confirm_by_password(client)
    client.get(let_in_as("nora", asked_of(client, how="connect/")))

    assert SocialAccount.objects.get().user == cast.colleague
    assert not Person.objects.filter(email=NORA["email"]).exists()
    again = Client()
    sign_in(again, "nora")
    assert again.get("/api/me/").json()["name"] == cast.colleague.name


def test_what_is_connected_elsewhere_stays_there(cast: Cast, service: Service, use: Use, client: Client) -> None:
    use(service)
    sign_in(Client(), "nora")
    sign_in_by_password(client, cast.colleague)
    confirm_by_password(client)

    page = client.get(let_in_as("nora", asked_of(client, how="connect/")), follow=True)

    assert "another account" in page.content.decode()
    assert SocialAccount.objects.get().user.name == "Nora New"


def test_a_service_speaks_only_for_those_who_work_there_today(
    cast: Cast, service: Service, use: Use, client: Client
) -> None:
    use(service)
    sign_in_by_password(client, cast.member)  # of the water board
    confirm_by_password(client)
    assert client.get(let_in_as("nora", asked_of(client, how="connect/"))).status_code == 403
    assert not SocialAccount.objects.exists()

    sign_in(Client(), "nora")
    person = Person.objects.get(email=NORA["email"])
    Employment.objects.filter(person=person).update(organisation=cast.outsider.employments.get().organisation)
    moved = Client()
    assert sign_in(moved, "nora").status_code == 403
    assert not signed_in(moved)


def test_whoever_is_closed_out_stays_out(cast: Cast, service: Service, use: Use, client: Client) -> None:
    use(service)
    sign_in(Client(), "nora")
    Person.objects.filter(email=NORA["email"]).update(is_active=False)

    sign_in(client, "nora")

    assert not signed_in(client)


def test_who_has_no_password_confirms_at_the_organisation(cast: Cast, use: Use, client: Client) -> None:
    claims: Claims = {**NORA, "auth_time": int(time.time())}
    people = {"nora": claims, "olav": {**NORA, "email": f"olav@{cast.home.domain}", "auth_time": int(time.time())}}
    with Service(people).running() as service:
        use(service)
        sign_in(client, "nora")
        sign_in(Client(), "olav")
        offered = client.get("/en/accounts/reauthenticate/")
        assert offered.headers["Location"] == "/en/accounts/organisation/home/confirm/"
        asked = asked_of(client, how="confirm/", next="/app/notices")
        assert "prompt=login" in asked
        assert "max_age=0" in asked

        assert client.get(let_in_as("olav", asked)).status_code == 403, "somebody else"
        claims["auth_time"] = int(time.time()) - 3600
        assert sign_in(client, "nora", how="confirm/").status_code == 403, "not asked anew"
        claims["auth_time"] = int(time.time())
        confirmed = sign_in(client, "nora", how="confirm/", next="/app/notices")

    assert confirmed.headers["Location"] == "/app/notices"
    assert client.session["account_authentication_methods"][-1]["reauthenticated"]


WRONG = [
    "{",
    "{}",
    '[{"id": "a"}]',
    '[{"id": "A b", "name": "x", "issuer": "https://x.example", "client_id": "x", "organisation": "x"}]',
    '[{"id": "a", "name": "x", "issuer": "http://x.example", "client_id": "x", "organisation": "x"}]',
    '[{"id": "a", "name": "x", "issuer": "https://x.example", "client_id": "x", "organisation": {"claim": 1}}]',
    '[{"id": "a", "name": "x", "issuer": "https://x.example", "client_id": "x", "organisation": "x", "secret": 1}]',
    '[{"id": "a", "name": "x", "issuer": "https://x.example", "client_id": "x", "organisation": "x",'
    ' "roles": {"claim": "g", "values": {"x": "emperor"}}}]',
]


@pytest.mark.parametrize("told", WRONG)
def test_a_mistake_in_the_settings_stops_the_start(told: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="OIDC_PROVIDERS"):
        read_providers(told, https=True)


def test_one_service_is_named_once() -> None:
    one = {"id": "a", "name": "x", "issuer": "https://x.example", "client_id": "x", "organisation": "x"}
    for twin in ({**one, "id": "b"}, {**one, "issuer": "https://y.example"}):
        with pytest.raises(ImproperlyConfigured, match="the same"):
            read_providers(json.dumps([one, twin]), https=True)


def test_nobody_is_made_twice(cast: Cast, service: Service, use: Use) -> None:
    """A person with this address came in another way while the first sign-in was on its way."""
    use(service)
    client = Client()
    back = let_in_as("nora", asked_of(client))
    make_person("Nora New", cast.home)

    assert client.get(back).status_code == 403
    assert Person.objects.filter(email=NORA["email"]).count() == 1
