"""What may happen once in a group happens once, also when two do it in the same moment."""

from collections.abc import Callable
from typing import Any

import pytest

from people.actions import group_members
from people.models import Group, GroupMembership, Notice
from tests import groups
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.groups import membership
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)

Ask = Callable[[], Any]


@pytest.fixture
def asks(cast: Cast, as_person: ClientFor) -> Callable[..., Ask]:
    """A request by one of the cast, ready to be sent."""

    def prepare(who: str, address: str, body: Any = None, *, key: str = "") -> Ask:
        client = as_person(cast[who])
        headers = {"Idempotency-Key": key} if key else {}
        return lambda: client.post(f"/api/{address}", body, format="json", headers=headers)

    return prepare


def statuses(answers: list[Any]) -> list[int]:
    return sorted(answer.status_code for answer in answers)


def test_joining_twice_makes_one_member(cast: Cast, asks: Callable[..., Ask]) -> None:
    join = f"groups/{groups.founded(cast).pk}/join/"

    answers = at_once(*(asks("outsider", join) for _ in range(3)))

    assert statuses(answers) == [201, 409, 409]
    assert GroupMembership.objects.filter(person=cast.outsider).count() == 1


def test_joining_twice_under_one_key_gives_one_answer(cast: Cast, asks: Callable[..., Ask]) -> None:
    join = f"groups/{groups.founded(cast).pk}/join/"

    answers = at_once(*(asks("outsider", join, key="one") for _ in range(2)))

    assert statuses(answers) == [201, 201]
    assert GroupMembership.objects.filter(person=cast.outsider).count() == 1


def test_two_conveners_answer_one_request(cast: Cast, asks: Callable[..., Ask]) -> None:
    request = groups.asked(cast)
    group_members.name_convener(person=cast.member, membership_id=membership(request.group, cast.challenger).pk)

    answers = at_once(
        asks("member", f"memberships/{request.pk}/let-in/"),
        asks("challenger", f"memberships/{request.pk}/turn-down/", groups.REASON),
    )

    assert statuses(answers) == [200, 409]
    assert Notice.objects.filter(person=cast.colleague).count() == 1


def test_taking_a_request_back_while_it_is_answered(cast: Cast, asks: Callable[..., Ask]) -> None:
    request = groups.asked(cast)

    answers = at_once(
        asks("member", f"memberships/{request.pk}/let-in/"),
        asks("colleague", f"groups/{request.group_id}/requests/take-back/"),
    )

    assert statuses(answers) == [200, 409]


def test_the_last_two_conveners_cannot_both_leave(cast: Cast, asks: Callable[..., Ask]) -> None:
    group = groups.gathered(cast)
    group_members.name_convener(person=cast.member, membership_id=membership(group, cast.challenger).pk)

    leave = f"groups/{group.pk}/leave/"
    answers = at_once(asks("member", leave), asks("challenger", leave), asks("member", leave))

    assert statuses(answers) == [200, 409, 409]
    assert GroupMembership.objects.filter(convenes=True).count() == 1


def test_two_conveners_cannot_remove_each_other(cast: Cast, asks: Callable[..., Ask]) -> None:
    group = groups.gathered(cast)
    chris, mia = membership(group, cast.challenger), membership(group, cast.member)
    group_members.name_convener(person=cast.member, membership_id=chris.pk)

    answers = at_once(
        asks("member", f"memberships/{chris.pk}/remove/", groups.REASON),
        asks("challenger", f"memberships/{mia.pk}/remove/", groups.REASON),
    )

    assert statuses(answers) == [200, 404]
    assert GroupMembership.objects.filter(convenes=True).count() == 1


def test_joining_while_it_closes(cast: Cast, asks: Callable[..., Ask]) -> None:
    group = groups.founded(cast)

    answers = at_once(
        asks("outsider", f"groups/{group.pk}/join/"), asks("member", f"groups/{group.pk}/close/", groups.REASON)
    )

    assert answers[1].status_code == 200
    assert answers[0].status_code in {201, 409}
    joined = GroupMembership.objects.filter(person=cast.outsider).exists()
    assert joined is (answers[0].status_code == 201)
    assert Notice.objects.filter(person=cast.outsider).exists() is joined


def test_one_name_is_founded_once(cast: Cast, asks: Callable[..., Ask]) -> None:
    answers = at_once(*(asks(who, "groups/", groups.WORDS) for who in ("member", "outsider")))

    assert statuses(answers) == [201, 422]
    assert Group.objects.count() == 1


def test_two_coordinators_name_one_colleague(cast: Cast, asks: Callable[..., Ask]) -> None:
    group = groups.formal(cast)
    body = {"email": cast.third.email, "endorsement": "The director"}

    answers = at_once(*(asks("coordinator", f"groups/{group.pk}/members/", body) for _ in range(2)))

    assert statuses(answers) == [201, 409]


def test_two_conveners_edit_what_they_read(cast: Cast, as_person: ClientFor) -> None:
    group = groups.gathered(cast)
    group_members.name_convener(person=cast.member, membership_id=membership(group, cast.challenger).pk)
    address = f"/api/groups/{group.pk}/"

    def edit(who: str) -> Ask:
        client = as_person(cast[who])
        return lambda: client.patch(address, {"read_version": 1, "purpose": who}, format="json")

    answers = at_once(edit("member"), edit("challenger"))

    assert statuses(answers) == [200, 409]
    assert Group.objects.get().version == 2
