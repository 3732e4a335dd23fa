"""Where people work: proved by an address or confirmed by a person; moving keeps the account and ends old rights."""

import pytest
from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed
from django.db import IntegrityError, transaction

from common.models import HistoryLine
from common.refusals import Refusal
from people import rules
from people.actions import employment
from people.models import Delegation, EmployerClaim, Employment, Notice, Person, Role
from people.queries import organisation_of
from people.words import ConfirmedBy
from tests import organisations
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.racing import at_once


def fresh(person: Person) -> Person:
    return Person.objects.get(pk=person.pk)


def with_address_at_home(cast: Cast, person: Person, *, verified: bool = True) -> str:
    email = f"new.{person.email.partition('@')[0]}@{cast.home.domain}"
    EmailAddress.objects.create(user=person, email=email, verified=verified)
    return email


@pytest.mark.django_db
def test_a_verified_address_at_the_new_employer_moves_at_once(cast: Cast, as_person: ClientFor) -> None:
    email = with_address_at_home(cast, cast.member)
    client = as_person(cast.member)
    before = client.get("/api/me/employment/").json()
    assert [one["name"] for one in before["proved"]] == ["Municipality of Home"]

    moved = client.post(
        "/api/me/employment/move/", {"organisation": str(cast.home.pk), "job_title": "Clerk"}, format="json"
    ).json()

    job = moved["job"]
    assert (job["organisation"]["name"], job["job_title"], job["confirmed_how"]) == (
        "Municipality of Home",
        "Clerk",
        "domain",
    )
    assert (moved["claim"], moved["proved"]) == (None, [])
    old, new = Employment.objects.filter(person=cast.member).order_by("created_at")
    assert (old.until, new.until) == (organisations.in_days(-1), None)
    # Mail to the old address is read by the old employer: it opens this account no more.
    assert list(EmailAddress.objects.filter(user=cast.member).values_list("email", "primary")) == [(email, True)]
    assert fresh(cast.member).email == email
    steps = HistoryLine.objects.filter(actor=cast.member, subject_kind="employment").order_by("id")
    assert list(steps.values_list("step", flat=True)) == ["end_employment", "start_employment"]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["unverified", "lookalike", "none"])
def test_without_proof_it_is_a_claim_and_nothing_changes(cast: Cast, as_person: ClientFor, address: str) -> None:
    if address == "unverified":
        with_address_at_home(cast, cast.outsider, verified=False)
    if address == "lookalike":
        EmailAddress.objects.create(user=cast.outsider, email=f"otto@not-{cast.home.domain}", verified=True)

    answer = as_person(cast.outsider).post(
        "/api/me/employment/move/", {"organisation": str(cast.home.pk)}, format="json"
    )

    assert answer.status_code == 201
    assert answer.json()["job"]["organisation"]["name"] == "Elsewhere"
    assert answer.json()["claim"]["organisation"]["name"] == "Municipality of Home"
    asked = Notice.objects.get(person=cast.administrator)
    assert asked.needs_you


@pytest.mark.django_db
def test_somebody_who_answers_for_the_organisation_confirms(cast: Cast, as_person: ClientFor) -> None:
    Role.objects.create(
        person=cast.colleague, kind="coordinator", organisation=cast.home, since=organisations.in_days(0)
    )
    claim = organisations.claimed(cast)
    waiting = as_person(cast.colleague).get(f"/api/organisations/{cast.home.pk}/claims/").json()["results"]
    assert [one["person"]["name"] for one in waiting] == ["Otto Outsider"]

    answer = as_person(cast.colleague).post(f"/api/claims/{claim.pk}/confirm/")

    assert (answer.status_code, answer.json()["state"]) == (200, "confirmed")
    job = Employment.objects.get(person=cast.outsider, until=None)
    assert (job.organisation, job.confirmed_how, job.confirmed_by) == (cast.home, "person", cast.colleague)
    assert Notice.objects.filter(person=cast.outsider).count() == 1


@pytest.mark.django_db
def test_nobody_confirms_themselves_and_a_coordinator_of_the_network_does_not_either(
    cast: Cast, as_person: ClientFor
) -> None:
    claim = organisations.claimed(cast)
    Role.objects.create(person=cast.outsider, kind="administrator", since=organisations.in_days(0))

    for who in (cast.outsider, cast.coordinator):
        assert as_person(who).post(f"/api/claims/{claim.pk}/confirm/").status_code == 404
    assert organisation_of(fresh(cast.outsider)).name == "Elsewhere"  # type: ignore[union-attr]


@pytest.mark.django_db
def test_moving_ends_every_right_at_the_old_employer_and_none_of_the_network(cast: Cast) -> None:
    manager = cast.manager
    Role.objects.create(person=manager, kind="coordinator", since=organisations.in_days(0))
    Employment.objects.filter(person=cast.colleague).update(manager=manager)
    given = organisations.handed_over(cast)
    water = cast.member.employments.get().organisation

    employment.employ(person=manager, organisation=water, how=ConfirmedBy.DOMAIN)

    assert not rules.manages(fresh(manager), cast.home.pk)
    assert rules.is_coordinator(fresh(manager))
    assert rules.delegation_state(Delegation.objects.select_related("role").get(pk=given.pk)) == "over"
    assert Employment.objects.get(person=cast.colleague).manager is None
    assert HistoryLine.objects.filter(step="end_role", actor=manager, note="moved").count() == 1


@pytest.mark.django_db
def test_whoever_moves_stands_in_for_nobody_at_the_old_employer(cast: Cast) -> None:
    organisations.handed_over(cast)
    water = cast.member.employments.get().organisation

    employment.employ(person=cast.colleague, organisation=water, how=ConfirmedBy.DOMAIN)

    assert Delegation.objects.get().ended_at is not None


@pytest.mark.django_db
def test_one_asks_once_and_can_take_it_back(cast: Cast, as_person: ClientFor) -> None:
    claim = organisations.claimed(cast)
    client = as_person(cast.outsider)
    again = client.post("/api/me/employment/move/", {"organisation": str(cast.home.pk)}, format="json")

    assert (again.status_code, again.json()["code"]) == (409, "already_done")
    assert client.post(f"/api/claims/{claim.pk}/take-back/").json()["claim"] is None
    assert (
        client.post("/api/me/employment/move/", {"organisation": str(cast.home.pk)}, format="json").status_code == 201
    )


@pytest.mark.django_db(transaction=True)
def test_confirmed_twice_at_once_is_one_employment(cast: Cast) -> None:
    claim = organisations.claimed(cast)
    second = organisations.second_administrator(cast).person

    def confirm(by: Person) -> str:
        try:
            employment.confirm_claim(by=fresh(by), claim_id=claim.pk)
        except Refusal as refusal:
            return refusal.code
        return "confirmed"

    said = at_once(lambda: confirm(cast.administrator), lambda: confirm(second))

    assert sorted(said) == ["confirmed", "wrong_state"]
    assert Employment.objects.filter(person=cast.outsider).count() == 2


@pytest.mark.django_db(transaction=True)
def test_confirmed_while_it_is_taken_back_is_one_of_both(cast: Cast) -> None:
    claim = organisations.claimed(cast)

    def attempt(call: str) -> str:
        try:
            if call == "confirm":
                employment.confirm_claim(by=fresh(cast.administrator), claim_id=claim.pk)
            else:
                employment.take_claim_back(person=fresh(cast.outsider), claim_id=claim.pk)
        except Refusal as refusal:
            return refusal.code
        return call

    said = at_once(lambda: attempt("confirm"), lambda: attempt("take_back"))

    assert sorted(said) in (["confirm", "wrong_state"], ["take_back", "wrong_state"])
    moved = organisation_of(fresh(cast.outsider)) == cast.home
    assert moved is ("confirm" in said)
    assert EmployerClaim.objects.get().state == ("confirmed" if moved else "withdrawn")


@pytest.mark.django_db
def test_ones_own_manager_is_a_manager_of_the_same_organisation(cast: Cast, as_person: ClientFor) -> None:
    client = as_person(cast.colleague)
    offered = client.get("/api/me/employment/").json()["managers"]
    assert [one["name"] for one in offered] == ["Max Manager"]

    named = client.patch("/api/me/employment/", {"job_title": "Clerk", "manager": str(cast.manager.pk)}, format="json")
    assert named.json()["job"]["manager"]["name"] == "Max Manager"
    for stranger in (cast.poster, cast.coordinator, cast.colleague):
        wrong = client.patch("/api/me/employment/", {"job_title": "", "manager": str(stranger.pk)}, format="json")
        assert (wrong.status_code, set(wrong.json()["details"])) == (422, {"manager"})
    with pytest.raises(IntegrityError), transaction.atomic():
        Employment.objects.filter(person=cast.colleague).update(manager=cast.colleague)


@pytest.mark.django_db
def test_an_address_older_than_leaving_neither_brings_back_nor_opens_the_account_for_long(
    cast: Cast, as_person: ClientFor
) -> None:
    old = cast.outsider.email
    organisations.claim_confirmed(cast)
    client = as_person(cast.outsider)
    here = client.get("/api/me/employment/").json()
    assert (here["old_addresses"], here["proved"]) == ([old], [])
    elsewhere = cast.administrator.employments.get().organisation_id

    back = client.post("/api/me/employment/move/", {"organisation": str(elsewhere)}, format="json")
    assert back.json()["job"]["organisation"]["name"] == "Municipality of Home"
    assert back.json()["claim"]["organisation"]["name"] == "Elsewhere"

    email = with_address_at_home(cast, cast.outsider, verified=False)
    address = EmailAddress.objects.get(email=email)
    address.set_verified()
    email_confirmed.send(EmailAddress, request=None, email_address=address)

    assert list(EmailAddress.objects.filter(user=cast.outsider).values_list("email", flat=True)) == [email]
    assert fresh(cast.outsider).email == email
