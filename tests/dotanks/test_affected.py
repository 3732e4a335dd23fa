"""Whom a team's work affects, who speaks for them, and the warning when nobody does."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from dotanks.models import AffectedGroup, DoTank, SeatBeside
from people.models import Person
from tests import stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.racing import at_once

Do = Callable[..., Any]


@pytest.fixture
def do(as_person: ClientFor) -> Do:
    """A request about the map of a Do Tank, answered as expected."""

    def ask(person: Person, dotank: DoTank, groups: Any = None, read: int = 0, status: int = 200) -> Any:
        page, client = f"/api/dotanks/{dotank.pk}/affected/", as_person(person)
        body = {"read_version": read, "groups": groups}
        response = client.get(page) if groups is None else client.put(page, body, format="json")
        assert response.status_code == status, response.content.decode()
        return response.json()

    return ask


def group(name: str, voice: Person | None = None) -> dict[str, Any]:
    return {"name": name, "voice": str(voice.pk) if voice else None}


def codes(answer: Any) -> list[str]:
    return [one["code"] for one in answer["warnings"]]


@pytest.mark.django_db
def test_a_group_without_a_voice_is_a_warning_and_stops_nothing(cast: Cast, do: Do, as_person: ClientFor) -> None:
    dotank = stages.gathered(cast)
    empty = do(cast.member, dotank)
    assert (codes(empty), "Residents" in empty["suggestions"]) == (["no_group_named"], True)

    told = do(cast.challenger, dotank, [group("Residents"), group("Drivers of buses", cast.third)])

    assert codes(told) == ["group_without_voice"]
    assert "Residents" in told["warnings"][0]["words"]
    assert "Drivers" not in told["warnings"][0]["words"]
    assert as_person(cast.member).post(f"/api/dotanks/{dotank.pk}/start/").status_code == 200
    heard = do(cast.coordinator, dotank, [group("Residents", cast.member)], read=1)
    assert (codes(heard), heard["version"]) == ([], 2)


@pytest.mark.django_db
def test_a_voice_lasts_as_long_as_its_person_is_there(cast: Cast, do: Do) -> None:
    guest = stages.guest(cast)
    assert codes(do(cast.member, guest.dotank, [group("Residents", cast.outsider)])) == []

    SeatBeside.objects.filter(pk=guest.pk).update(until=timezone.localdate() - timedelta(days=1))

    told = do(cast.member, guest.dotank)
    assert (codes(told), told["groups"]) == (["group_without_voice"], [{"name": "Residents", "voice": None}])


@pytest.mark.django_db
def test_a_map_that_makes_no_sense_is_refused(cast: Cast, do: Do) -> None:
    dotank = stages.gathered(cast)
    for groups in (
        [group("Residents"), group(" residents ")],
        [group("Residents", cast.outsider)],
        [group("")],
        [group("x" * 81)],
        [group(f"Group {number}") for number in range(21)],
    ):
        assert any("groups" in field for field in do(cast.member, dotank, groups, status=422)["details"])
    assert do(cast.member, dotank, [], read=3, status=409)["code"] == "outdated"
    do(cast.fourth, dotank, [group("Residents")], status=403)
    assert not AffectedGroup.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_who_change_the_map_at_once(cast: Cast, as_person: ClientFor) -> None:
    dotank = stages.gathered(cast)

    def put(person: Person, name: str) -> Any:
        client, body = as_person(person), {"read_version": 0, "groups": [group(name)]}
        return lambda: client.put(f"/api/dotanks/{dotank.pk}/affected/", body, format="json")

    answers = at_once(put(cast.member, "Residents"), put(cast.third, "Businesses"))
    assert sorted(one.status_code for one in answers) == [200, 409]
    assert AffectedGroup.objects.count() == 1
