"""Open calls: who sees them, asking to join, and an answer that breaks no rule and tells nobody who posted."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from dotanks.actions import calls as actions
from dotanks.actions import teams
from dotanks.calls.states import JoinState
from dotanks.models import Invitation, JoinRequest, OpenCall, Seat
from ideas.models import Problem
from people.models import Employment, Notice, Person, Profile
from tests import calls, stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.factories import make_organisation, make_person
from tests.matrix.trace import trace
from tests.racing import at_once

pytestmark = pytest.mark.django_db


def seen_by(as_person: ClientFor, person: Person) -> list[str]:
    response = as_person(person).get("/api/open-calls/")
    assert response.status_code == 200
    return [call["id"] for call in response.json()["results"]]


def kinds_for(person: Person) -> list[str]:
    return [notice.told.kind for notice in Notice.objects.filter(person=person)]


def somebody(cast: Cast, name: str = "Sara Somebody", **profile: Any) -> Person:
    return make_person(name, make_organisation(f"House of {name}", kind="education"), **profile)


def test_a_call_is_seen_by_those_it_fits(cast: Cast, as_person: ClientFor) -> None:
    call = calls.opened(cast)
    fits = somebody(cast)
    Profile.objects.filter(person=cast.poster).update(hours_a_week=8)
    not_those = [
        somebody(cast, "Busy", hours_a_week=3),
        somebody(cast, "Swede", languages=["sv"]),
        somebody(cast, "Paused", paused=True),
        cast.member,
        cast.fourth,
        cast.poster,
        cast.manager,
    ]

    assert seen_by(as_person, fits) == [str(call.pk)]
    for person in not_those:
        assert seen_by(as_person, person) == [], person.name


def test_who_works_where_a_named_poster_does_is_not_called(cast: Cast, as_person: ClientFor) -> None:
    call = calls.opened(cast)
    neighbour = make_person("Nils Neighbour", cast.home)
    Problem.objects.filter(pk=call.dotank.problem_id).update(organisation=cast.home)

    assert seen_by(as_person, neighbour) == []


@pytest.mark.parametrize("over", ["until", "closed", "started", "dissolved"])
def test_what_is_over_calls_nobody(cast: Cast, as_person: ClientFor, over: str) -> None:
    call = calls.opened(cast)
    fits = somebody(cast)
    if over == "until":
        OpenCall.objects.update(until=timezone.localdate() - timedelta(days=1))
    elif over == "closed":
        actions.close_call(coordinator=cast.coordinator, call_id=call.pk)
    elif over == "started":
        teams.start(person=cast.coordinator, dotank_id=call.dotank_id)
    else:
        teams.dissolve(coordinator=cast.coordinator, dotank_id=call.dotank_id, reason="Too few")
    before = trace()

    assert seen_by(as_person, fits) == []
    asked = as_person(fits).post(f"/api/open-calls/{call.pk}/requests/", calls.ASK, format="json")
    assert asked.status_code == 404
    assert as_person(cast.coordinator).get(f"/api/open-calls/{call.pk}/").json()["is_open"] is False
    trying = as_person(cast.coordinator).post(f"/api/open-calls/{call.pk}/requests/", calls.ASK, format="json")
    assert trying.status_code == 409
    after = trace()
    assert {name for name in before if before[name] != after[name]} <= {"people_person"}


def test_asking_to_join_leads_to_a_seat_and_moves_nobody(cast: Cast, as_person: ClientFor) -> None:
    request = calls.asked(cast)
    dotank = request.call.dotank
    before = set(Seat.objects.filter(dotank=dotank).values_list("person", "role"))
    assert kinds_for(cast.coordinator).count("join_asked") == 1

    answer = as_person(cast.coordinator).post(f"/api/join-requests/{request.pk}/accept/")

    assert (answer.status_code, answer.json()["state"]) == (200, "accepted")
    invitation = Invitation.objects.get(dotank=dotank, person=request.person)
    assert (invitation.state, invitation.wave, invitation.nonce) == ("accepted", 0, "")
    assert invitation.reasons
    after = set(Seat.objects.filter(dotank=dotank).values_list("person", "role"))
    assert after - before == {(request.person_id, "member")}
    assert before <= after
    assert kinds_for(request.person).count("join_accepted") == 1
    assert "invited" not in kinds_for(request.person)


def test_who_would_break_a_rule_gets_no_seat(cast: Cast, as_person: ClientFor) -> None:
    house = cast.member.employments.get().organisation
    request = calls.asked(cast, make_person("Olaf Own", house))
    before = trace()

    answer = as_person(cast.coordinator).post(f"/api/join-requests/{request.pk}/accept/")

    assert answer.status_code == 422
    after = trace()
    assert {name for name in before if before[name] != after[name]} <= {"people_person"}
    request.refresh_from_db()
    assert request.state == JoinState.ASKED


def test_somebody_with_no_slot_left_gets_no_seat(cast: Cast, as_person: ClientFor) -> None:
    request = calls.asked(cast)
    Profile.objects.filter(person=request.person).update(dotank_cap=0)

    assert as_person(cast.coordinator).post(f"/api/join-requests/{request.pk}/accept/").status_code == 422


def test_a_no_is_said_in_the_coordinators_words(cast: Cast, as_person: ClientFor) -> None:
    request = calls.asked(cast)

    answer = as_person(cast.coordinator).post(f"/api/join-requests/{request.pk}/refuse/", calls.NO, format="json")

    assert answer.status_code == 200
    told = [notice.told for notice in Notice.objects.filter(person=request.person)]
    assert [one.data["reason"] for one in told if one.kind == "join_refused"] == [calls.NO["reason"]]
    mine = as_person(request.person).get(f"/api/open-calls/{request.call_id}/").json()["my_request"]
    assert (mine["state"], mine["answer"]) == ("refused", calls.NO["reason"])
    assert not Seat.objects.filter(person=request.person).exists()


def test_a_poster_is_refused_alone_and_nothing_tells_it(cast: Cast, as_person: ClientFor) -> None:
    call = calls.opened(cast)
    as_person(cast.coordinator).get("/api/me/")
    before = trace()

    refused = as_person(cast.poster).post(f"/api/open-calls/{call.pk}/requests/", calls.ASK, format="json")

    assert (refused.status_code, refused.json()["code"]) == (403, "own_problem")
    after = trace()
    assert {name for name in before if before[name] != after[name]} <= {"people_person"}
    assert as_person(cast.poster).get(f"/api/open-calls/{call.pk}/").status_code == 200
    requests = as_person(cast.coordinator).get(f"/api/dotanks/{call.dotank_id}/join-requests/").json()["results"]
    assert requests == []


def test_who_was_asked_answers_the_invitation_instead(cast: Cast, as_person: ClientFor) -> None:
    call = calls.opened(cast)

    for person in (cast.fourth, cast.member):
        refused = as_person(person).post(f"/api/open-calls/{call.pk}/requests/", calls.ASK, format="json")
        assert refused.status_code == 409


def test_without_a_profile_one_is_told_what_is_missing(cast: Cast, as_person: ClientFor) -> None:
    call = calls.opened(cast)
    Profile.objects.filter(person=cast.outsider).delete()

    refused = as_person(cast.outsider).post(f"/api/open-calls/{call.pk}/requests/", calls.ASK, format="json")

    assert (refused.status_code, refused.json()["missing"][0]["code"]) == (409, "no_profile")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"words": "", "until": "2030-01-01"}, "words"),
        ({"words": "x" * 1001, "until": "2030-01-01"}, "words"),
        ({"words": "x"}, "until"),
        ({"words": "x", "until": str(timezone.localdate() - timedelta(days=1))}, "until"),
        ({"words": "x", "until": "2030-01-01", "size": 3}, "size"),
    ],
)
def test_bad_calls_are_refused_by_field(cast: Cast, as_person: ClientFor, body: dict[str, Any], field: str) -> None:
    dotank = stages.gathered(cast)

    refused = as_person(cast.coordinator).post(f"/api/dotanks/{dotank.pk}/open-calls/", body, format="json")

    assert refused.status_code == 422
    assert field in refused.json()["details"]
    assert not OpenCall.objects.exists()


@pytest.mark.parametrize("reason", ["", None, "x" * 601, {"a": 1}])
def test_asking_needs_a_reason_of_bearable_length(cast: Cast, as_person: ClientFor, reason: Any) -> None:
    call = calls.opened(cast)

    refused = as_person(somebody(cast)).post(f"/api/open-calls/{call.pk}/requests/", {"reason": reason}, format="json")

    assert refused.status_code == 422
    assert not JoinRequest.objects.exists()


def test_a_new_call_may_follow_one_whose_day_is_over(cast: Cast) -> None:
    first = calls.opened(cast)
    OpenCall.objects.update(until=timezone.localdate() - timedelta(days=1))

    second = calls.published(cast, first.dotank)

    assert OpenCall.objects.open().get() == second
    first.refresh_from_db()
    assert first.closed_at is not None


def test_whoever_still_waits_hears_that_the_team_no_longer_gathers(cast: Cast) -> None:
    request = calls.asked(cast)
    actions.look_after_calls()
    request.refresh_from_db()
    assert request.state == JoinState.ASKED
    teams.start(person=cast.coordinator, dotank_id=request.call.dotank_id)

    for _ in range(2):
        actions.look_after_calls()

    request.refresh_from_db()
    assert request.state == JoinState.LAPSED
    assert kinds_for(request.person).count("join_lapsed") == 1


def test_a_request_of_somebody_who_left_their_job_gets_no_seat(cast: Cast, as_person: ClientFor) -> None:
    request = calls.asked(cast)
    Employment.objects.filter(person=request.person).update(until=timezone.localdate() - timedelta(days=1))

    assert as_person(cast.coordinator).post(f"/api/join-requests/{request.pk}/accept/").status_code == 422


Ask = Callable[[], Any]


@pytest.mark.django_db(transaction=True)
def test_asking_and_publishing_twice_at_once_happens_once(cast: Cast, as_person: ClientFor) -> None:
    dotank = stages.gathered(cast)
    coordinator, asks = as_person(cast.coordinator), as_person(stages.spare(cast))
    body = {"words": calls.WORDS, "until": str(stages.in_a_week())}

    def publish() -> Any:
        return coordinator.post(f"/api/dotanks/{dotank.pk}/open-calls/", body, format="json")

    assert sorted(answer.status_code for answer in at_once(publish, publish, publish)) == [201, 409, 409]
    call = OpenCall.objects.get()

    def ask() -> Any:
        return asks.post(f"/api/open-calls/{call.pk}/requests/", calls.ASK, format="json")

    assert sorted(answer.status_code for answer in at_once(ask, ask, ask)) == [201, 409, 409]
    assert JoinRequest.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_for_the_last_place_of_one_house_get_one_seat(cast: Cast, as_person: ClientFor) -> None:
    """Two of one organisation ask; one from an organisation may be in, whoever is answered first."""
    first = calls.asked(cast)
    house = first.person.employments.get().organisation
    twin = make_person("Tim Twin", house)
    second = actions.ask_to_join(person=twin, call_id=first.call_id, reason=calls.REASON)
    client = as_person(cast.coordinator)

    def accept(request: JoinRequest) -> Ask:
        return lambda: client.post(f"/api/join-requests/{request.pk}/accept/")

    answers = at_once(accept(first), accept(second), accept(first))

    assert [answer.status_code for answer in answers].count(200) == 1
    assert Seat.objects.filter(person__in=[first.person, twin]).count() == 1
