"""Waves: whom to ask at once, never more than fit, nobody who accepted moves; and a stop after two refusals."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from dotanks.actions import asking
from dotanks.copied import acceptance
from dotanks.models import DoTank, Invitation, Seat
from dotanks.states import InvitationState
from people.models import Notice, Person, Profile
from tests import stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.factories import make_organisation, make_person
from tests.matrix.trace import trace
from tests.racing import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def more(cast: Cast) -> list[Person]:
    """Six more who could be asked, each from another organisation."""
    return [
        make_person(
            f"Nora New {number}",
            make_organisation(f"School {number}", kind="education", region=f"Region {number}"),
            skills={"plain-language": 2},
        )
        for number in range(6)
    ]


@pytest.fixture
def api(cast: Cast, as_person: ClientFor) -> Any:
    return as_person(cast.coordinator)


def next_wave(api: Any, dotank: DoTank, **query: Any) -> Any:
    response = api.get(f"/api/dotanks/{dotank.pk}/next-wave/", query)
    assert response.status_code == 200, response.content
    return response.json()


def send(api: Any, dotank: DoTank, asked: list[str], **more: Any) -> Any:
    body = {"people": asked, "reply_by": str(stages.in_a_week()), **more}
    return api.post(f"/api/dotanks/{dotank.pk}/waves/", body, format="json")


def named(wave: Any) -> list[str]:
    return [ask["person"]["id"] for ask in wave["asks"]]


def refuse_all(dotank: DoTank) -> None:
    for invitation in Invitation.objects.filter(dotank=dotank, state=InvitationState.SENT):
        asking.decline(person=invitation.person, invitation_id=invitation.pk)


def kinds_for(person: Person) -> list[str]:
    return [notice.told.kind for notice in Notice.objects.filter(person=person)]


def test_a_refusal_is_repaired_by_a_wave_that_moves_nobody(cast: Cast, more: list[Person], api: Any) -> None:
    dotank = stages.forming(cast)
    asking.accept(person=cast.member, invitation_id=stages.invitation(dotank, cast.member).pk)
    asking.decline(person=cast.fourth, invitation_id=stages.invitation(dotank, cast.fourth).pk)
    seats = list(Seat.objects.filter(dotank=dotank).values_list("person", "role"))
    wave = next_wave(api, dotank)

    answer = send(api, dotank, named(wave))

    assert answer.status_code == 201, answer.content
    asked = Invitation.objects.filter(dotank=dotank, wave=2)
    assert {str(one.person_id) for one in asked} == set(named(wave))
    assert all(one.reasons for one in asked)
    assert list(Seat.objects.filter(dotank=dotank).values_list("person", "role")) == seats
    assert str(cast.fourth.pk) not in named(wave)


def test_the_advice_says_how_the_team_stands_and_gives_no_ones_chance_away(
    cast: Cast, more: list[Person], api: Any
) -> None:
    dotank = stages.forming(cast)

    wave = next_wave(api, dotank)

    assert (wave["advice"], wave["wave"], wave["accepted"], wave["waiting"]) == ("ask", 2, 0, 4)
    assert wave["chance"] < wave["chance_after"]
    for chance in (wave["chance"], wave["chance_after"]):
        assert chance == round(chance, 1)
    for ask in wave["asks"]:
        assert ask["reasons"]
        assert str(acceptance(0, 0)) not in str(ask)
    taken = {str(person.pk) for person in (*cast.volunteers, cast.poster, cast.manager, cast.coordinator)}
    assert not taken & set(named(wave))


def test_never_more_are_asked_than_are_expected_to_fit(cast: Cast, more: list[Person], api: Any) -> None:
    dotank = stages.forming(cast)
    waves = 0
    while (wave := next_wave(api, dotank))["advice"] == "ask":
        assert send(api, dotank, named(wave)).status_code == 201
        waves += 1
        assert waves < 10

    asked = Invitation.objects.filter(dotank=dotank).count()
    assert stages.NEED["size_max"] == 5
    assert asked * acceptance(0, 0) <= 5
    before = trace()
    refused = send(api, dotank, [str(more[-1].pk)])
    assert refused.status_code == 409
    assert refused.json()["code"] == wave["advice"]
    assert trace() == before


def test_who_is_not_advised_any_more_is_not_asked(cast: Cast, more: list[Person], api: Any) -> None:
    dotank = stages.forming(cast)
    advised = named(next_wave(api, dotank))
    before = trace()

    for people in ([str(cast.manager.pk)], [*advised, str(cast.colleague.pk)], [advised[0], str(cast.member.pk)]):
        refused = send(api, dotank, people)
        assert (refused.status_code, refused.json()["code"]) == (409, "outdated"), people
    assert trace() == before
    Profile.objects.filter(person_id=UUID(advised[0])).update(paused=True)
    before = trace()
    assert send(api, dotank, [advised[0]]).status_code == 409
    assert trace() == before
    Profile.objects.filter(person_id=UUID(advised[0])).update(paused=False)
    assert send(api, dotank, [advised[0], advised[0]]).status_code == 201


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"people": []}, "people"),
        ({"people": ["x"]}, "people.0"),
        ({"people": None}, "people"),
        ({"reply_by": str(timezone.localdate() - timedelta(days=1))}, "reply_by"),
        ({"reply_by": "soon"}, "reply_by"),
        ({"also": 1}, "also"),
    ],
)
def test_bad_waves_are_refused_by_field(
    cast: Cast, more: list[Person], api: Any, sent: dict[str, Any], field: str
) -> None:
    dotank = stages.forming(cast)

    refused = send(api, dotank, [str(more[0].pk)], **sent)

    assert refused.status_code == 422
    assert field in refused.json()["details"]
    late = {"reply_by": str(timezone.localdate() - timedelta(days=1))}
    assert api.get(f"/api/dotanks/{dotank.pk}/next-wave/", late).status_code == 422


def test_two_refused_waves_stop_and_the_poster_hears_it_once(cast: Cast, more: list[Person], api: Any) -> None:
    dotank = stages.forming(cast)
    refuse_all(dotank)
    assert "waves_stopped" not in kinds_for(cast.coordinator)
    first = next_wave(api, dotank)
    assert (first["advice"], first["refused_waves"]) == ("ask", 1)
    send(api, dotank, named(first))
    refuse_all(dotank)

    stopped = next_wave(api, dotank)

    assert (stopped["advice"], stopped["refused_waves"], stopped["asks"]) == ("stop", 2, [])
    refused = send(api, dotank, [str(more[-1].pk)])
    assert (refused.status_code, refused.json()["code"]) == (409, "stop")
    assert kinds_for(cast.poster).count("poster_waves_stopped") == 1
    assert kinds_for(cast.coordinator).count("waves_stopped") == 1
    assert not [kind for kind in kinds_for(cast.member) if "stopped" in kind]


def test_waves_that_nobody_answered_count_as_refused(cast: Cast, more: list[Person], api: Any) -> None:
    dotank = stages.forming(cast)
    send(api, dotank, named(next_wave(api, dotank)))
    yesterday = timezone.localdate() - timedelta(days=1)
    Invitation.objects.filter(dotank=dotank).update(reply_by=yesterday)
    assert next_wave(api, dotank)["advice"] == "stop"

    asking.look_after_invitations()

    assert kinds_for(cast.poster).count("poster_waves_stopped") == 1


def test_a_wave_in_which_somebody_said_yes_was_not_refused(cast: Cast, more: list[Person], api: Any) -> None:
    dotank = stages.forming(cast)
    asking.accept(person=cast.member, invitation_id=stages.invitation(dotank, cast.member).pk)
    refuse_all(dotank)

    assert next_wave(api, dotank)["refused_waves"] == 0


def test_with_nobody_left_it_says_so(cast: Cast, api: Any) -> None:
    dotank = stages.forming(cast)
    refuse_all(dotank)

    wave = next_wave(api, dotank)

    assert (wave["advice"], wave["asks"]) == ("nobody_left", [])
    assert wave["words"]


def test_a_team_that_works_has_no_next_wave(cast: Cast, api: Any) -> None:
    dotank = stages.working(cast)

    assert api.get(f"/api/dotanks/{dotank.pk}/next-wave/").status_code == 409
    assert send(api, dotank, [str(cast.fourth.pk)]).status_code == 409


@pytest.mark.django_db(transaction=True)
def test_two_coordinators_ask_one_wave(cast: Cast, more: list[Person], as_person: ClientFor) -> None:
    dotank = stages.forming(cast)
    second = make_person("Carla Second", cast.home, roles=["coordinator"], hours_a_week=0)
    people = named(next_wave(as_person(cast.coordinator), dotank))

    def asks(who: Person) -> Callable[[], Any]:
        client = as_person(who)
        return lambda: send(client, dotank, people)

    answers = at_once(asks(cast.coordinator), asks(second), asks(cast.coordinator))

    assert sorted(answer.status_code for answer in answers) == [201, 409, 409]
    assert Invitation.objects.filter(dotank=dotank, wave=2).count() == len(people)


@pytest.mark.django_db(transaction=True)
def test_the_same_wave_sent_twice_is_asked_once(cast: Cast, more: list[Person], as_person: ClientFor) -> None:
    dotank = stages.forming(cast)
    api = as_person(cast.coordinator)
    body = {"people": named(next_wave(api, dotank)), "reply_by": str(stages.in_a_week())}

    def ask() -> Any:
        headers = {"Idempotency-Key": "once"}
        return api.post(f"/api/dotanks/{dotank.pk}/waves/", body, format="json", headers=headers)

    assert [answer.status_code for answer in (ask(), ask())] == [201, 201]
    assert Invitation.objects.filter(dotank=dotank, wave=2).count() == len(body["people"])
