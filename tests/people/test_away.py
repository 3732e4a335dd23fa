"""While a manager is away: one colleague of the same organisation decides, no longer, no wider, never handed on."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from common.models import HistoryLine
from common.refusals import Refusal
from people.actions import delegations, roles
from people.models import Delegation, Notice, Person, Role
from people.roles.queries import stands_in_for
from tests import organisations
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.factories import make_person
from tests.organisations import handed_over, in_days
from tests.racing import at_once

HERE = "/api/me/delegations/"


def asked(cast: Cast, **more: Any) -> dict[str, Any]:
    body = {
        "role": str(organisations.manager_role(cast).pk),
        "email": cast.colleague.email,
        "since": str(in_days(0)),
        "until": str(in_days(7)),
    }
    return {**body, **more}


@pytest.mark.django_db
def test_a_colleague_stands_in_for_the_days_agreed_and_both_see_it(cast: Cast, as_person: ClientFor) -> None:
    made = as_person(cast.manager).post(HERE, asked(cast), format="json").json()

    assert (made["delegate"]["name"], made["state"], made["mine"]) == ("Carl Colleague", "in_force", True)
    received = as_person(cast.colleague).get(HERE).json()["results"]
    assert [(one["person"]["name"], one["mine"], one["may_end"]) for one in received] == [("Max Manager", False, True)]
    assert [one.person for one in stands_in_for(cast.colleague)] == [cast.manager]
    assert Notice.objects.filter(person=cast.colleague).count() == 1
    line = HistoryLine.objects.get(step="hand_over")
    assert (line.actor, line.data["delegate"]) == (cast.manager, str(cast.colleague.pk))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"email": "max.manager@municipality-of-home.example"}, "email"),
        ({"email": "otto.outsider@elsewhere.example"}, "email"),
        ({"email": "nobody@nowhere.example"}, "email"),
        ({"since": "yesterday"}, "since"),
        ({"until": "before"}, "until"),
        ({"until": "too late"}, "until"),
        ({"role": "00000000-0000-4000-8000-000000000000"}, "role"),
    ],
)
def test_what_cannot_be_handed_over_is_said_at_its_field(
    cast: Cast, as_person: ClientFor, wrong: dict[str, str], field: str
) -> None:
    days = {"yesterday": -1, "before": -2, "too late": 400}
    body = asked(cast, **{name: str(in_days(days[value])) if value in days else value for name, value in wrong.items()})

    answer = as_person(cast.manager).post(HERE, body, format="json")

    assert (answer.status_code, set(answer.json()["details"])) == (422, {field})
    assert not Delegation.objects.exists()


@pytest.mark.django_db
def test_no_wider_than_the_role_itself(cast: Cast, as_person: ClientFor) -> None:
    Role.objects.filter(person=cast.manager).update(until=in_days(3))

    longer = as_person(cast.manager).post(HERE, asked(cast), format="json")
    assert set(longer.json()["details"]) == {"until"}

    delegation = handed_over(cast, until=3)
    roles.end_role(by=Person.objects.get(pk=cast.administrator.pk), role_id=delegation.role_id, reason="Changed jobs")
    assert not stands_in_for(cast.colleague).exists()


@pytest.mark.django_db
def test_nothing_is_handed_on(cast: Cast, as_person: ClientFor) -> None:
    other = make_person("Mona Manager", cast.home, roles=["manager"])
    handed_over(cast)
    delegations.end_delegation(person=cast.manager, delegation_id=Delegation.objects.get().pk)
    first = delegations.hand_over(
        person=cast.manager,
        role_id=organisations.manager_role(cast).pk,
        email=other.email,
        since=in_days(0),
        until=in_days(7),
    )
    role = Role.objects.get(person=other)

    # Mona stands in for Max, so she hands over nothing on those days; and nobody names her while she is away.
    on = {"role": str(role.pk), "email": cast.colleague.email, "since": str(in_days(7)), "until": str(in_days(9))}
    assert as_person(other).post(HERE, on, format="json").status_code == 409
    delegations.end_delegation(person=other, delegation_id=first.pk)
    assert as_person(other).post(HERE, on, format="json").status_code == 201
    back = as_person(cast.manager).post(HERE, asked(cast, email=other.email, until=str(in_days(7))), format="json")
    assert set(back.json()["details"]) == {"email"}
    free = as_person(cast.manager).post(HERE, asked(cast, email=other.email, until=str(in_days(6))), format="json")
    assert free.status_code == 201


@pytest.mark.django_db
def test_one_stand_in_at_a_time(cast: Cast, as_person: ClientFor) -> None:
    handed_over(cast)

    overlapping = as_person(cast.manager).post(
        HERE, asked(cast, email=cast.poster.email, since=str(in_days(7))), format="json"
    )
    after = as_person(cast.manager).post(
        HERE, asked(cast, email=cast.poster.email, since=str(in_days(8)), until=str(in_days(9))), format="json"
    )

    assert (overlapping.status_code, after.status_code) == (409, 201)


@pytest.mark.django_db
@pytest.mark.parametrize(("who", "step"), [("manager", "take_back"), ("colleague", "give_back")])
def test_either_may_end_it_at_any_time_and_the_other_hears(
    cast: Cast, as_person: ClientFor, who: str, step: str
) -> None:
    delegation = handed_over(cast)
    person = cast[who]
    assert person is not None
    other = cast.colleague if who == "manager" else cast.manager
    before = Notice.objects.filter(person=other).count()

    ended = as_person(person).post(f"{HERE}{delegation.pk}/end/").json()
    again = as_person(person).post(f"{HERE}{delegation.pk}/end/")

    assert (ended["state"], again.status_code, again.json()["code"]) == ("ended", 409, "wrong_state")
    assert not stands_in_for(cast.colleague).exists()
    assert HistoryLine.objects.get(step=step).actor == person
    assert Notice.objects.filter(person=other).count() == before + 1


@pytest.mark.django_db(transaction=True)
def test_two_managers_who_name_each_other_at_once_do_not_both_leave(cast: Cast) -> None:
    other = make_person("Mona Manager", cast.home, roles=["manager"])

    def leave(person: Person, to: Person) -> str:
        try:
            delegations.hand_over(
                person=Person.objects.get(pk=person.pk),
                role_id=Role.objects.get(person=person).pk,
                email=to.email,
                since=in_days(0),
                until=in_days(7),
            )
        except Refusal as refusal:
            return refusal.code
        return "handed over"

    said = at_once(lambda: leave(cast.manager, other), lambda: leave(other, cast.manager))

    assert sorted(said) == ["handed over", "invalid"]
    assert Delegation.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_ended_by_both_at_once_ends_once(cast: Cast) -> None:
    delegation = handed_over(cast)

    def end(person: Person) -> str:
        try:
            delegations.end_delegation(person=Person.objects.get(pk=person.pk), delegation_id=delegation.pk)
        except Refusal as refusal:
            return refusal.code
        return "ended"

    assert sorted(at_once(lambda: end(cast.manager), lambda: end(cast.colleague))) == ["ended", "wrong_state"]
    assert HistoryLine.objects.filter(subject_id=delegation.pk, step__in=["take_back", "give_back"]).count() == 1


@pytest.mark.django_db
def test_the_database_too_knows_no_delegation_to_oneself_or_backwards(cast: Cast) -> None:
    role = organisations.manager_role(cast)
    for wrong in (
        {"delegate": cast.manager, "since": in_days(0), "until": in_days(1)},
        {"delegate": cast.colleague, "since": in_days(1), "until": in_days(0)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Delegation.objects.create(role=role, person=cast.manager, **wrong)
