"""What a team agrees before it starts, who drives and challenges, and what the start waits for."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from dotanks.actions import asking
from dotanks.models import Charter, CharterAcceptance, DoTank, Seat
from people.models import Notice
from tests import stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.racing import at_once

Do = Callable[..., Any]


@pytest.fixture
def do(cast: Cast, as_person: ClientFor) -> Do:
    """A request by one of the cast about the Do Tank, answered as expected."""

    def ask(who: str, method: str, dotank: DoTank, address: str = "", body: Any = None, status: int = 200) -> Any:
        response = getattr(as_person(cast[who]), method)(f"/api/dotanks/{dotank.pk}/{address}", body, format="json")
        assert response.status_code == status, response.content.decode()
        return response.json()

    return ask


def missing(answer: Any) -> list[str]:
    return [one["code"] for one in answer["missing"]]


@pytest.mark.django_db
def test_the_suggested_text_is_taken_and_accepted_by_each_member(cast: Cast, do: Do) -> None:
    dotank = stages.joined(cast)
    suggested = do("coordinator", "get", dotank, "charter/")
    assert (suggested["version"], suggested["abilities"]) == (0, {"write": True, "accept": False})
    assert stages.WORDS["title"] in suggested["aim"]
    assert missing(do("member", "post", dotank, "start/", status=409)) == ["no_charter"]

    lines = {name: suggested[name] for name in ("aim", "brings", "openness", "leaving")}
    written = do("coordinator", "put", dotank, "charter/", {"read_version": 0, **lines})
    assert (written["version"], len(written["waiting"])) == (1, 3)

    for who in ("challenger", "third"):
        do(who, "post", dotank, "charter/accept/", {"read_version": 1})
    refused = do("coordinator", "post", dotank, "start/", status=409)
    assert missing(refused) == ["charter_not_accepted"]
    assert "Mia Member" in refused["missing"][0]["words"]
    assert do("member", "post", dotank, "charter/accept/", {"read_version": 1})["waiting"] == []
    assert do("member", "post", dotank, "start/")["state"] == "working"


@pytest.mark.django_db
def test_a_changed_text_asks_everybody_again_but_the_driver_who_wrote_it(cast: Cast, do: Do) -> None:
    dotank = stages.gathered(cast)
    changed = {**stages.CHARTER, "aim": "No signature at all."}

    assert do("member", "put", dotank, "charter/", {"read_version": 1, **stages.CHARTER})["version"] == 1
    again = do("member", "put", dotank, "charter/", {"read_version": 1, **changed})

    assert (again["version"], [one["name"] for one in again["accepted"]]) == (2, ["Mia Member"])
    assert do("member", "post", dotank, "charter/accept/", {"read_version": 1}, status=409)["code"] == "outdated"
    assert do("coordinator", "put", dotank, "charter/", {"read_version": 1, **changed}, 409)["code"] == "outdated"
    assert missing(do("member", "post", dotank, "start/", status=409)) == ["charter_not_accepted"]
    heard = [one.told.kind for one in Notice.objects.filter(person=cast.third)]
    assert heard.count("charter_written") == 2


@pytest.mark.django_db
def test_who_has_not_accepted_is_told_to_the_team_alone(cast: Cast, do: Do) -> None:
    dotank = stages.joined(cast)
    do("member", "put", dotank, "charter/", {"read_version": 0, **stages.CHARTER})

    read = do("fourth", "get", dotank, "charter/")
    assert (read["aim"], read["accepted"], read["waiting"]) == (stages.CHARTER["aim"], [], [])
    words = [one["words"] for one in do("fourth", "get", dotank)["missing"]]
    assert words == ["2 members still have to accept the charter."]
    do("fourth", "post", dotank, "charter/accept/", {"read_version": 1}, status=403)
    do("challenger", "put", dotank, "charter/", {"read_version": 1, **stages.CHARTER}, status=403)


@pytest.mark.django_db
def test_somebody_who_comes_in_after_the_start_accepts_too(cast: Cast, do: Do) -> None:
    dotank = stages.working(cast)
    asking.accept(person=cast.fourth, invitation_id=stages.invitation(dotank, cast.fourth).pk)

    assert do("fourth", "get", dotank, "charter/")["abilities"] == {"write": False, "accept": True}
    do("fourth", "post", dotank, "charter/accept/", {"read_version": 1})
    do("member", "put", dotank, "charter/", {"read_version": 1, **stages.CHARTER}, status=409)


@pytest.mark.django_db
def test_the_start_waits_for_a_driver_and_a_challenger(cast: Cast, do: Do) -> None:
    dotank = stages.forming(cast)
    for person in (cast.third, cast.fourth):
        asking.accept(person=person, invitation_id=stages.invitation(dotank, person).pk)
    assert {"no_driver", "no_challenger"} <= set(missing(do("coordinator", "get", dotank)))

    roles = {"driver": str(cast.third.pk), "challenger": str(cast.fourth.pk)}
    named = do("coordinator", "put", dotank, "roles/", roles)

    assert {seat["person"]["name"]: seat["role"] for seat in named["seats"]} == {
        "Tess Third": "driver",
        "Finn Fourth": "challenger",
    }
    # Whoever was asked to drive and says yes only now comes in as a member.
    seat = asking.accept(person=cast.member, invitation_id=stages.invitation(dotank, cast.member).pk)
    assert seat.role == "member"
    swapped = {"driver": str(cast.fourth.pk), "challenger": str(cast.third.pk)}
    do("coordinator", "put", dotank, "roles/", swapped)
    assert Seat.objects.get(dotank=dotank, role="driver").person == cast.fourth


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("driver", "challenger", "field"),
    [("member", "member", "challenger"), ("fourth", "member", "driver"), ("member", "outsider", "challenger")],
)
def test_roles_go_to_two_people_who_are_in(cast: Cast, do: Do, driver: str, challenger: str, field: str) -> None:
    dotank = stages.gathered(cast)
    roles = {"driver": str(cast[driver].pk), "challenger": str(cast[challenger].pk)}  # type: ignore[union-attr]

    assert list(do("coordinator", "put", dotank, "roles/", roles, status=422)["details"]) == [field]
    do("member", "put", dotank, "roles/", roles, status=403)


@pytest.mark.django_db
def test_a_coordinator_who_drives_names_somebody_else_first(cast: Cast, do: Do) -> None:
    dotank = stages.gathered(cast)
    DoTank.objects.filter(pk=dotank.pk).update(coordinator=cast.member)

    assert missing(do("third", "post", dotank, "start/", status=409)) == ["coordinator_has_two_roles"]


@pytest.mark.django_db
def test_what_was_accepted_stays_as_it_was(cast: Cast) -> None:
    stages.gathered(cast)
    for change in (lambda: Charter.objects.update(aim="Other"), lambda: CharterAcceptance.objects.all().delete()):
        with pytest.raises(DatabaseError, match="pgtrigger"), transaction.atomic():
            change()


@pytest.mark.django_db(transaction=True)
def test_two_who_write_at_once_and_one_who_accepts_twice(cast: Cast, as_person: ClientFor) -> None:
    dotank = stages.joined(cast)
    page = f"/api/dotanks/{dotank.pk}/charter/"

    def write(who: str) -> Any:
        client, body = as_person(cast[who]), {"read_version": 0, **stages.CHARTER, "aim": f"As {who} says."}
        return lambda: client.put(page, body, format="json")

    def accept() -> Any:
        client = as_person(cast.third)
        return lambda: client.post(f"{page}accept/", {"read_version": 1}, format="json")

    assert sorted(one.status_code for one in at_once(write("member"), write("coordinator"))) == [200, 409]
    assert [one.status_code for one in at_once(accept(), accept())] == [200, 200]
    assert CharterAcceptance.objects.filter(person=cast.third).count() == 1


@pytest.mark.django_db
def test_my_desk_says_that_a_charter_waits(cast: Cast, do: Do, as_person: ClientFor) -> None:
    def waits() -> int:
        desk = as_person(cast.third).get("/api/desk/").json()
        return [one["verb"] for one in desk["waits"]].count("Read the charter and accept it")

    dotank = stages.joined(cast)
    assert waits() == 0
    do("member", "put", dotank, "charter/", {"read_version": 0, **stages.CHARTER})
    assert waits() == 1
    do("third", "post", dotank, "charter/accept/", {"read_version": 1})
    assert waits() == 0
