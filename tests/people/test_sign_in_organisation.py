"""Signing in with one's organisation: a real OpenID Connect service over HTTP, honest and not."""

import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import jwt
import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from config.providers import read_providers
from people.models import Employment, Person, Role
from people.rules import current
from tests.cast import Cast
from tests.factories import PASSWORD, make_person
from tests.people.organisation_service import Claims, Service, address_on, asked_of, let_in_as, sign_in, signed

pytestmark = pytest.mark.django_db
HOME = "municipality-of-home"
NORA = {"name": "Nora New", "email": "nora.new@municipality-of-home.example", "email_verified": True}
Use = Callable[..., None]


@pytest.fixture
def service() -> Iterator[Service]:
    people: dict[str, Claims] = {
        "nora": NORA,
        "nobody": {},
        "stranger": {"name": "Stig", "email": "stig@elsewhere.example"},
    }
    with Service(people).running() as running:
        yield running


@pytest.fixture
def use(settings: Any) -> Use:
    """Trust these services, as an installation's settings would."""

    def trust(*services: Service, **more: Any) -> None:
        told = [
            {"id": name, "name": f"{name.title()} sign-in", "issuer": one.issuer, "client_id": "dotank"}
            | {"client_secret": "a secret of both sides, long enough", "organisation": HOME, **more}
            for name, one in zip(("home", "other"), services, strict=False)
        ]
        settings.OIDC_PROVIDERS = read_providers(json.dumps(told), https=False)
        known = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {**known, "APPS": settings.OIDC_PROVIDERS}}

    return trust


def signed_in(client: Client) -> bool:
    return client.get("/api/me/").status_code == 200


def test_who_comes_for_the_first_time_works_for_the_organisation_of_the_service(
    cast: Cast, service: Service, use: Use, client: Client
) -> None:
    use(service)

    response = sign_in(client, "nora")

    assert response.headers["Location"] == "/app/"
    me = client.get("/api/me/").json()
    assert (me["name"], me["organisation"]["name"]) == ("Nora New", cast.home.name)
    person = Person.objects.get(email=NORA["email"])
    assert EmailAddress.objects.get(user=person).verified
    assert not person.has_usable_password()
    assert me["roles"] == []
    assert mail.outbox == []


def test_who_comes_again_is_the_same_person_also_with_another_address(cast: Cast, use: Use, client: Client) -> None:
    people = {"nora": dict(NORA)}
    with Service(people).running() as service:
        use(service)
        sign_in(client, "nora")
        people["nora"]["email"] = cast.member.email
        again = Client()

        sign_in(again, "nora")

        assert again.get("/api/me/").json()["name"] == "Nora New"
    assert Person.objects.filter(name="Nora New").count() == 1
    assert not EmailAddress.objects.filter(user__name="Nora New", email=cast.member.email).exists()


VERIFIED: list[Claims] = [{"email_verified": True}, {"email_verified": False}, {}, {"email_verified": "true"}]


@pytest.mark.parametrize("said", VERIFIED, ids=str)
@pytest.mark.parametrize("victim", ["colleague", "manager", "member"])
def test_an_address_never_leads_into_somebody_s_account(
    cast: Cast, use: Use, client: Client, said: Claims, victim: str
) -> None:
    """Whether the service is the victim's own organisation's or another's."""
    person = cast[victim]
    assert person is not None
    claims = {"name": "Mallory", "email": person.email.upper(), **said}
    with Service({"mallory": claims}).running() as service:
        use(service, trust_email=said == {})

        response = sign_in(client, "mallory")

    assert response.status_code == 403
    assert not signed_in(client)
    assert not SocialAccount.objects.exists()
    assert not Person.objects.filter(name="Mallory").exists()
    assert mail.outbox == []


def test_two_services_may_call_two_people_by_the_same_name(cast: Cast, use: Use) -> None:
    with ExitStack() as running:
        one = running.enter_context(Service({"1": NORA}).running())
        two = running.enter_context(
            Service({"1": {**NORA, "name": "Olav Other", "email": f"o@{cast.home.domain}"}}).running()
        )
        use(one, two)
        first, second = Client(), Client()

        sign_in(first, "1", "home")
        sign_in(second, "1", "other")

        assert [who.get("/api/me/").json()["name"] for who in (first, second)] == ["Nora New", "Olav Other"]
        use(two, one)
        again = Client()
        sign_in(again, "1", "home")
        assert not signed_in(again), "under the same name in our settings, another issuer is another person"


def test_an_address_that_nobody_vouches_for_is_confirmed_first(cast: Cast, use: Use, client: Client) -> None:
    with Service({"nora": {**NORA, "email_verified": False}}).running() as service:
        use(service)

        sign_in(client, "nora")
        assert not signed_in(client)
        [letter] = mail.outbox
        link = re.search(r"http://testserver(/\S*confirm-email/\S+)", str(letter.body))
        assert link
        client.post(link[1])
        sign_in(client, "nora")

        assert signed_in(client)


def nothing(claims: Claims) -> str:
    return jwt.encode(claims, "", algorithm="none")


def shared(claims: Claims) -> str:
    return jwt.encode(claims, "a secret of both sides, long enough", algorithm="HS256", headers={"kid": "liar"})


def without(name: str) -> Callable[[Claims], str]:
    return lambda claims: signed({key: value for key, value in claims.items() if key != name})


LIES: dict[str, Callable[[Claims], str]] = {
    "another nonce": lambda claims: signed({**claims, "nonce": "another"}),
    "no nonce": without("nonce"),
    "for another": lambda claims: signed({**claims, "aud": "another"}),
    "for others too": lambda claims: signed({**claims, "aud": ["dotank", "another"]}),
    "for another party": lambda claims: signed({**claims, "azp": "another"}),
    "for nobody": without("aud"),
    "another issuer": lambda claims: signed({**claims, "iss": "http://127.0.0.1:1"}),
    "no issuer": without("iss"),
    "not signed": nothing,
    "signed with the shared secret": shared,
    "signed with a key it does not show": lambda claims: signed(claims, kid="another"),
    "a broken signature": lambda claims: signed(claims)[:-8] + "AAAAAAAA",
    "past its time": lambda claims: signed({**claims, "exp": int(time.time()) - 3600}),
    "without end": without("exp"),
    "before its time": lambda claims: signed({**claims, "nbf": int(time.time()) + 3600}),
    "nobody named": without("sub"),
    "somebody who is no text": lambda claims: signed({**claims, "sub": ""}),
    "no token at all": lambda claims: "nonsense",
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES.keys())
def test_an_answer_that_is_not_true_signs_nobody_in(
    cast: Cast, service: Service, use: Use, client: Client, lie: Callable[[Claims], str]
) -> None:
    use(service)
    service.token = lie

    response = sign_in(client, "nora")

    assert response.status_code == 403
    assert "Nobody was signed in" in response.content.decode()
    assert not signed_in(client)
    assert not Person.objects.filter(email=NORA["email"]).exists()


def test_what_the_liar_signs_truly_is_believed(cast: Cast, service: Service, use: Use, client: Client) -> None:
    """The lies above are refused for what they say, not for how they are made."""
    use(service)
    service.token = lambda claims: signed({**claims, "aud": ["dotank"], "azp": "dotank"})

    sign_in(client, "nora")

    assert signed_in(client)


def test_an_answer_counts_once_and_only_where_it_was_asked_for(cast: Cast, service: Service, use: Use) -> None:
    use(service)
    mine, other = Client(), Client()
    back = let_in_as("nora", asked_of(mine))

    assert other.get(back).status_code == 403, "another browser did not ask"
    assert not signed_in(other)
    assert mine.get(back).status_code == 302
    mine.post("/accounts/logout/")
    assert mine.get(back).status_code == 403, "the same answer again"
    used = re.search(r"code=([^&]+)", back)
    fresh = let_in_as("nora", asked_of(mine))
    assert used
    replayed = mine.get(re.sub(r"code=[^&]+", f"code={used[1]}", fresh))
    assert replayed.status_code == 403, "an old code with a new question"
    assert not signed_in(mine)


def test_an_answer_in_the_name_of_another_service_is_refused(cast: Cast, service: Service, use: Use) -> None:
    use(service)
    client = Client()
    back = let_in_as("nora", asked_of(client))

    assert client.get(f"{back}&iss=http://127.0.0.1:1").status_code == 403
    assert not signed_in(client)


def test_whoever_stops_there_is_told_that_nothing_happened(
    cast: Cast, service: Service, use: Use, client: Client
) -> None:
    use(service)
    state = re.search(r"state=([^&]+)", asked_of(client))
    assert state

    page = client.get(f"/accounts/organisation/home/back/?error=access_denied&state={state[1]}", follow=True)

    assert "Nothing has happened" in page.content.decode()
    assert not signed_in(client)


def slow(_path: str) -> None:
    time.sleep(9)


def broken(_path: str) -> None:
    raise RuntimeError("the service is broken")


TROUBLE: dict[str, tuple[int, Callable[[Service], None]]] = {
    "down": (503, lambda service: service.stop()),
    "slow": (503, lambda service: setattr(service, "before", slow)),
    "broken": (503, lambda service: setattr(service, "before", broken)),
    "another issuer": (
        403,
        lambda service: setattr(service, "discovery", lambda said: {**said, "issuer": "http://127.0.0.1:1"}),
    ),
    "no document": (403, lambda service: setattr(service, "discovery", lambda said: [])),
    "no addresses": (403, lambda service: setattr(service, "discovery", lambda said: {"issuer": said["issuer"]})),
    "an address of another kind": (
        403,
        lambda service: setattr(service, "discovery", lambda said: {**said, "token_endpoint": "file:///etc/passwd"}),
    ),
    "too long": (503, lambda service: setattr(service, "discovery", lambda said: {**said, "x": "x" * 300_000})),
}


@pytest.mark.parametrize("when", ["on the way there", "on the way back"])
@pytest.mark.parametrize(("status", "happens"), TROUBLE.values(), ids=TROUBLE.keys())
def test_trouble_there_is_told_in_the_reader_s_language_and_in_time(
    cast: Cast,
    service: Service,
    use: Use,
    client: Client,
    when: str,
    status: int,
    happens: Callable[[Service], None],
) -> None:
    use(service)
    back = let_in_as("nora", address_in_swedish(client)) if when == "on the way back" else ""
    happens(service)
    began = time.monotonic()

    response = client.get(back) if back else client.post("/sv/accounts/organisation/home/")

    page = response.content.decode()
    assert response.status_code == status
    assert time.monotonic() - began < 7
    assert 'lang="sv"' in page
    assert "Nobody" not in page
    assert "Home sign-in" in page
    assert (response.headers.get("Retry-After") is not None) == (status == 503)
    assert not signed_in(client)


def address_in_swedish(client: Client) -> str:
    return address_on(client.post("/sv/accounts/organisation/home/").content.decode())


def test_a_service_that_nobody_named_has_no_page(cast: Cast, service: Service, use: Use, client: Client) -> None:
    use(service)

    for how in ("", "connect/", "confirm/", "back/"):
        client.force_login(cast.member)
        assert client.get(f"/accounts/organisation/nobody/{how}", follow=True).status_code == 404


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
