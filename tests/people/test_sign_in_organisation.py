"""Signing in with one's organisation: a real OpenID Connect service over HTTP, honest and not."""

import re
import time
from collections.abc import Callable
from contextlib import ExitStack

import jwt
import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.test import Client

from people.models import Person
from tests.cast import Cast
from tests.people.organisation_service import (
    NORA,
    Claims,
    Service,
    Use,
    address_on,
    asked_of,
    let_in_as,
    sign_in,
    signed,
    signed_in,
)

pytestmark = pytest.mark.django_db


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
