"""Who stands beside a team: until a day, with limited rights, and counted by nothing that counts the team."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from common.refusals import Refusal
from dotanks import rules
from dotanks.actions import beside as actions
from dotanks.actions import proposals
from dotanks.candidates import members
from dotanks.clock import end_what_is_over
from dotanks.live.rooms import RoomAbilities
from dotanks.models import DoTank, Seat, SeatBeside
from dotanks.queries import team_of
from experiments.models import Pilot
from people.models import Notice, Person, Profile
from tests import stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.factories import make_person
from tests.racing import at_once

Do = Callable[..., Any]


@pytest.fixture
def do(as_person: ClientFor) -> Do:
    """A request by this person, answered as expected."""

    def ask(person: Person, method: str, address: str, body: Any = None, status: int = 200) -> Any:
        response = getattr(as_person(person), method)(f"/api/{address}", body, format="json")
        assert response.status_code == status, response.content.decode()
        return response.json() if response.content else None

    return ask


def body(person: Person, **more: Any) -> dict[str, Any]:
    last = str(timezone.localdate() + timedelta(days=30))
    return {"email": person.email, "kind": "coach", "why": "You have done this before.", "until": last, **more}


@pytest.mark.django_db
def test_a_guest_reads_the_room_and_does_nothing_else(cast: Cast, do: Do) -> None:
    guest = stages.guest(cast)
    dotank = DoTank.objects.get(pk=guest.dotank_id)

    assert rules.room_abilities(cast.outsider, dotank.room_id) == RoomAbilities(read=True, write=False)
    read = do(cast.outsider, "get", f"dotanks/{dotank.pk}/")
    may = {name for name, yes in read["abilities"].items() if yes}
    assert may == {"enter_room"}
    for method, address, sent in (
        ("get", "versions/", None),
        ("post", "versions/", None),
        (
            "post",
            "proposals/",
            {"version": 1, "title": "T", "asked": "A", "summary": "S", "risks": [], "evaluation": "E"},
        ),
        ("post", "charter/accept/", {"read_version": 1}),
        ("get", "hours/", None),
        ("post", "beside/", body(cast.third)),
    ):
        do(cast.outsider, method, f"dotanks/{dotank.pk}/{address}", sent, status=403)


@pytest.mark.django_db
def test_nothing_that_counts_the_team_counts_who_stands_beside_it(cast: Cast) -> None:
    dotank = stages.joined(cast)
    before = [one["code"] for one in rules.missing_before_start(dotank, cast.member)]
    free = {one.id: (one.active, one.open, one.acceptance) for one in members()}
    asked = stages.asked_beside(cast, dotank)
    actions.accept_beside(person=cast.outsider, beside_id=asked.pk)
    dotank = DoTank.objects.get(pk=dotank.pk)

    assert [one["code"] for one in rules.missing_before_start(dotank, cast.member)] == before
    assert cast.outsider not in team_of(dotank)
    assert not rules.has_seat(cast.outsider, dotank)
    assert {one.id: (one.active, one.open, one.acceptance) for one in members()} == free


@pytest.mark.django_db
def test_a_borrowed_skill_writes_for_its_weeks_from_the_day_it_is_lent(cast: Cast, do: Do) -> None:
    dotank = stages.working(cast)
    skill = {"kind": "borrowed", "skill": "data-literacy", "weeks": 3, "until": None}
    do(cast.member, "post", f"dotanks/{dotank.pk}/beside/", body(cast.outsider, **skill), status=201)
    lent = SeatBeside.objects.get()
    SeatBeside.objects.filter(pk=lent.pk).update(until=timezone.localdate() + timedelta(days=2))

    answer = do(cast.outsider, "post", f"beside/{lent.pk}/accept/")

    assert answer["until"] == str(timezone.localdate() + timedelta(weeks=3))
    assert (answer["skill_words"], answer["weeks"]) == ("Reading and using data", 3)
    assert rules.room_abilities(cast.outsider, dotank.room_id) == RoomAbilities(read=True, write=True)
    with pytest.raises(Refusal):
        proposals.save_version(person=cast.outsider, dotank_id=dotank.pk)


@pytest.mark.django_db
def test_access_ends_by_itself_on_the_day_before_any_clock(cast: Cast, do: Do) -> None:
    guest = stages.guest(cast)
    today = timezone.localdate()
    SeatBeside.objects.filter(pk=guest.pk).update(until=today)
    assert rules.room_abilities(cast.outsider, guest.dotank.room_id)
    SeatBeside.objects.filter(pk=guest.pk).update(until=today - timedelta(days=1))

    assert rules.room_abilities(cast.outsider, guest.dotank.room_id) is None
    do(cast.outsider, "get", f"dotanks/{guest.dotank_id}/", status=404)
    assert do(cast.member, "get", f"dotanks/{guest.dotank_id}/beside/")["seats"] == []

    end_what_is_over()
    end_what_is_over()
    assert SeatBeside.objects.get().state == "ended"
    assert [one.told.kind for one in Notice.objects.filter(person=cast.outsider)].count("beside_ended") == 1


@pytest.mark.django_db
def test_ended_early_the_room_closes_at_once(cast: Cast, do: Do) -> None:
    guest = stages.guest(cast)
    do(cast.member, "post", f"beside/{guest.pk}/end/", status=204)

    assert rules.room_abilities(cast.outsider, guest.dotank.room_id) is None
    do(cast.outsider, "post", f"beside/{guest.pk}/end/", status=409)
    # Who helped before may be asked again; who said no is left in peace.
    again = body(cast.outsider)
    do(cast.member, "post", f"dotanks/{guest.dotank_id}/beside/", again, status=201)
    do(cast.outsider, "post", f"beside/{SeatBeside.objects.get(state='asked').pk}/decline/")
    refused = do(cast.member, "post", f"dotanks/{guest.dotank_id}/beside/", again, status=422)
    assert list(refused["details"]) == ["email"]


@pytest.mark.django_db
def test_the_poster_is_asked_like_anybody_and_refused_when_they_accept(cast: Cast, do: Do) -> None:
    dotank = stages.working(cast)
    do(cast.member, "post", f"dotanks/{dotank.pk}/beside/", body(cast.poster), status=201)
    beside = SeatBeside.objects.get()

    assert do(cast.poster, "post", f"beside/{beside.pk}/accept/", status=403)["code"] == "own_problem"
    assert do(cast.coordinator, "get", f"dotanks/{dotank.pk}/beside/")["seats"][0]["state"] == "asked"


@pytest.mark.django_db
def test_who_cannot_be_asked_looks_the_same_whatever_the_reason(cast: Cast, do: Do) -> None:
    dotank = stages.working(cast)
    Profile.objects.filter(person=cast.outsider).update(paused=True)
    gone = make_person("Gone Away", cast.home)
    gone.employments.update(until=timezone.localdate() - timedelta(days=1))
    nobody = Person(email="nobody@elsewhere.example")

    told = {
        str(do(cast.coordinator, "post", f"dotanks/{dotank.pk}/beside/", body(one), status=422)["details"])
        for one in (cast.outsider, gone, nobody, cast.challenger, cast.manager, cast.coordinator)
    }
    assert told == {"{'email': ['This colleague cannot be asked here. Choose another.']}"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"until": None}, "until"),
        ({"until": "2020-01-01"}, "until"),
        ({"skill": "evaluation"}, "skill"),
        ({"kind": "borrowed", "weeks": 3}, "skill"),
        ({"kind": "borrowed", "skill": "evaluation"}, "weeks"),
        ({"kind": "borrowed", "skill": "flying", "weeks": 3}, "skill"),
        ({"kind": "borrowed", "skill": "evaluation", "weeks": 53}, "weeks"),
        ({"kind": "driver"}, "kind"),
    ],
)
def test_everybody_beside_a_team_has_an_end(cast: Cast, do: Do, changed: dict[str, Any], field: str) -> None:
    dotank = stages.working(cast)
    told = do(cast.member, "post", f"dotanks/{dotank.pk}/beside/", body(cast.outsider, **changed), status=422)
    assert list(told["details"]) == [field]


@pytest.mark.django_db
def test_who_decides_about_the_proposal_does_not_stand_beside_the_team(cast: Cast, do: Do) -> None:
    other = make_person("Nora New", cast.home, roles=["manager"])
    dotank = stages.working(cast)
    do(cast.coordinator, "post", f"dotanks/{dotank.pk}/beside/", body(other), status=201)

    refused = do(cast.coordinator, "put", f"dotanks/{dotank.pk}/manager/", {"manager": str(other.pk)}, status=422)

    assert list(refused["details"]) == ["manager"]


@pytest.mark.django_db(transaction=True)
def test_asked_twice_at_once_and_answered_twice_at_once(cast: Cast, as_person: ClientFor) -> None:
    dotank = stages.working(cast)

    def call(person: Person, address: str, sent: Any = None) -> Any:
        client = as_person(person)
        return lambda: client.post(f"/api/{address}", sent, format="json")

    ask = f"dotanks/{dotank.pk}/beside/"
    asked = at_once(call(cast.member, ask, body(cast.outsider)), call(cast.coordinator, ask, body(cast.outsider)))
    assert sorted(one.status_code for one in asked) == [201, 409]
    mine = f"beside/{SeatBeside.objects.get().pk}/"
    answers = at_once(call(cast.outsider, f"{mine}accept/"), call(cast.outsider, f"{mine}decline/"))
    assert sorted(one.status_code for one in answers) == [200, 409]


@pytest.mark.django_db
def test_a_guest_sees_nothing_of_a_pilot_that_is_being_prepared(cast: Cast, do: Do) -> None:
    pilot = stages.preparing(cast)
    asked = stages.asked_beside(cast, pilot.dotank)
    actions.accept_beside(person=cast.outsider, beside_id=asked.pk)

    do(cast.outsider, "get", f"pilots/{pilot.pk}/", status=404)
    assert Pilot.objects.count() == 1
    assert Seat.objects.filter(dotank=pilot.dotank).count() == 3
