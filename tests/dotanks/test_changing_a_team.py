"""A coordinator changes the proposed team: what it costs, and what asking for less would give."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from dotanks import cost_words, trying
from dotanks.actions import teams
from dotanks.models import Need, ProposedTeam
from people.models import Person
from tests import stages
from tests.cast import Cast
from tests.changing import nothing_was_made, spare, try_team
from tests.conftest import ClientFor
from tests.factories import make_person
from tests.translations.languages import LANGUAGES

pytestmark = pytest.mark.django_db


# --- what it costs ---


def test_the_advised_team_costs_nothing(cast: Cast) -> None:
    tried = try_team(cast, stages.proposed_team(cast), cast.volunteers)

    assert cost_words.cost(tried) == 0
    assert cost_words.sentences(tried) == ["This costs nothing."]
    assert tried.broken == ()
    assert tried.advised == tried.chosen


def test_a_swap_says_what_is_lost_and_who_fits_now(cast: Cast, as_person: ClientFor) -> None:
    new = spare()
    team = stages.proposed_team(cast)
    chosen = [cast.member, cast.third, cast.fourth, new]

    answer = as_person(cast.coordinator).post(
        f"/api/proposed-teams/{team.pk}/try/", {"members": [str(one.pk) for one in chosen]}, format="json"
    )

    told = answer.json()
    assert answer.status_code == 200
    assert told["cost"] == told["points_before"] - told["points_after"] > 0
    assert told["words"][:2] == [f"This costs {told['cost']} points.", "Nobody with “Administrative law” any more."]
    assert {"skill": "administrative-law", "before": 4, "after": 0} in told["skills"]
    assert (told["organisations_before"], told["organisations_after"]) == (4, 4)
    assert {seat["person"]["id"] for seat in told["seats"]} == {str(one.pk) for one in chosen}
    assert all(seat["reasons"] for seat in told["seats"])
    (other,) = told["alternates"]
    assert other["person"]["id"] == str(cast.challenger.pk)
    assert str(new.pk) in other["fits"]
    assert other["joins"] is True
    assert nothing_was_made(team)


def test_somebody_left_out_opens_a_seat_that_others_may_take(cast: Cast) -> None:
    new = spare()
    tried = try_team(cast, stages.proposed_team(cast), [cast.member, cast.challenger, cast.third])

    assert {one.member_id for one in tried.beside if one.joins} == {str(cast.fourth.pk), str(new.pk)}
    assert "Organisations: 3 instead of 4." in cost_words.sentences(tried)


def test_whom_the_advice_does_not_name_is_not_offered(cast: Cast) -> None:
    team = stages.proposed_team(cast)
    late = spare("Lars Late")

    tried = try_team(cast, team, [cast.member, cast.challenger, cast.third])

    assert str(late.pk) not in {one.member_id for one in tried.beside}


def test_trying_takes_as_many_questions_whatever_the_size(cast: Cast, as_person: ClientFor) -> None:
    team, client = stages.proposed_team(cast), as_person(cast.coordinator)

    def questions(people: list[Person]) -> int:
        body = {"members": [str(one.pk) for one in people]}
        with CaptureQueriesContext(connection) as asked:
            assert client.post(f"/api/proposed-teams/{team.pk}/try/", body, format="json").status_code == 200
        return len(asked)

    assert questions(cast.volunteers[:2]) == questions(cast.volunteers) <= 20


def test_broken_rules_are_said_before_anybody_is_asked(cast: Cast) -> None:
    colleague = make_person("Olaf Own", cast.member.employments.get().organisation)
    tried = try_team(cast, stages.proposed_team(cast), [cast.member, colleague])

    assert {rule.code for rule in tried.broken} >= {"per_organisation", "too_few_organisations"}


def test_nobody_at_all_can_be_tried(cast: Cast, as_person: ClientFor) -> None:
    team = stages.proposed_team(cast)

    answer = as_person(cast.coordinator).post(f"/api/proposed-teams/{team.pk}/try/", {"members": []}, format="json")

    assert answer.status_code == 200
    assert {"size"} <= {rule["code"] for rule in answer.json()["broken"]}
    assert answer.json()["chance_after"] == 0


@pytest.mark.parametrize(
    ("members", "field"),
    [(None, "members"), ("x", "members"), (["x"], "members.0"), ([str(uuid4())], "members"), (["same"] * 2, "members")],
)
def test_what_cannot_be_tried_is_refused_by_name(members: Any, field: str, cast: Cast, as_person: ClientFor) -> None:
    team = stages.proposed_team(cast)
    if members == ["same"] * 2:
        members = [str(cast.member.pk)] * 2
    body = {} if members is None else {"members": members}

    refused = as_person(cast.coordinator).post(f"/api/proposed-teams/{team.pk}/try/", body, format="json")

    assert (refused.status_code, list(refused.json()["details"])) == (422, [field])


def test_a_team_is_not_tried_for_a_need_that_changed_nor_after_confirming(cast: Cast, as_person: ClientFor) -> None:
    team = stages.proposed_team(cast)
    body = {"members": [str(one.pk) for one in cast.volunteers]}
    client = as_person(cast.coordinator)
    teams.state_need(coordinator=cast.coordinator, problem_id=team.need.problem_id, **stages.NEED)
    assert client.post(f"/api/proposed-teams/{team.pk}/try/", body, format="json").json()["code"] == "outdated"

    stages.forming(cast)
    confirmed = ProposedTeam.objects.get(confirmed_at__isnull=False)
    refused = client.post(f"/api/proposed-teams/{confirmed.pk}/try/", body, format="json")

    assert (refused.status_code, refused.json()["code"]) == (409, "already_done")


def test_the_cost_is_said_in_each_language(cast: Cast) -> None:
    spare()
    tried = try_team(cast, stages.proposed_team(cast), [cast.third, cast.fourth])
    said = []
    for language in LANGUAGES:
        with translation.override(language):
            said.append(cost_words.sentences(tried))

    assert len({len(one) for one in said}) == 1
    assert len(said[0]) >= 4
    assert all(len(set(words)) == len(LANGUAGES) for words in zip(*said, strict=True))
    assert all(words.endswith(".") and "%" not in words for one in said for words in one)


# --- asking for less ---


def test_asking_for_less_says_beforehand_what_it_gives(cast: Cast, as_person: ClientFor) -> None:
    team = stages.too_much(cast)
    client = as_person(cast.coordinator)
    told = client.get(f"/api/proposed-teams/{team.pk}/").json()
    assert told["seats"] == []
    assert 1 <= len(told["widenings"]) <= 3
    way = next(one for one in told["widenings"] if one["words"].startswith("Ask for 6 hours"))
    assert "a team of 4" in way["words"]

    wider = client.post(f"/api/proposed-teams/{team.pk}/widen/", {"way": way["way"]}, format="json")

    assert wider.status_code == 201
    assert len(wider.json()["seats"]) == 4
    need = Need.objects.get()
    assert (need.hours_a_week, need.version) == (6, 2)
    again = client.post(f"/api/proposed-teams/{team.pk}/widen/", {"way": way["way"]}, format="json")
    assert (again.status_code, again.json()["code"]) == (409, "outdated")


@pytest.mark.parametrize("way", [None, -1, 7, "x"])
def test_only_what_is_offered_widens(way: Any, cast: Cast, as_person: ClientFor) -> None:
    team = stages.too_much(cast)

    refused = as_person(cast.coordinator).post(f"/api/proposed-teams/{team.pk}/widen/", {"way": way}, format="json")

    assert (refused.status_code, list(refused.json()["details"])) == (422, ["way"])
    assert Need.objects.get().version == 1


def test_another_language_and_more_from_one_organisation(cast: Cast) -> None:
    need = stages.needed(cast)
    team = teams.propose_team(coordinator=cast.coordinator, problem_id=need.problem_id)
    ways = [
        {"code": "second_language", "data": {"language": "nl"}},
        {"code": "one_more_per_organisation", "data": {"max_per_organisation": 2}},
        {"code": "one_more_per_organisation", "data": {"max_per_organisation": 4}},
    ]
    offered = {"proposal": True, "size": 4, "value": 50.0, "language": "en", "skills_gained": []}
    team.answer = {**team.answer, "widenings": [{**offered, **way} for way in ways]}

    assert [place for place, _way in trying.ways_to_widen(team)] == [0, 1], "four from one organisation is too many"


# --- what the search could not prove ---


def test_where_the_search_stopped_the_log_says_how_far(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    team = stages.proposed_team(cast)
    assert team.answer["team"]["proven"]
    found = trying.try_team(cast.coordinator, team.pk, [UUID(one) for one in trying.advised_ids(team)]).chosen.team

    with caplog.at_level("INFO", logger="dotanks.actions.teams"):
        teams.note_limit(team, found)

    (line,) = [one for one in caplog.records if one.msg == "assembly.not_proven"]
    assert vars(line)["proposed_team"] == str(team.pk)
    assert vars(line)["incumbent"] == round(found.worth.total, 3)
