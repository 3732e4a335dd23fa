"""What a coordinator asks of a team: what the problem suggests, what cannot be asked, lines and houses."""

from typing import Any

import pytest

from dotanks.actions import teams
from dotanks.models import Need
from dotanks.suggestions import FROM_TOPIC, suggested_by
from ideas.models import Problem
from people.models import Organisation
from people.words import Topic
from tests import stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.factories import make_person

pytestmark = pytest.mark.django_db
NEED: dict[str, Any] = {**stages.NEED, "skills": [{"skill": "plain-language", "weight": 3}]}


def state(cast: Cast, as_person: ClientFor, problem: Problem, **more: Any) -> Any:
    return as_person(cast.coordinator).put(f"/api/problems/{problem.pk}/need/", {**NEED, **more}, format="json")


def test_the_form_starts_from_what_the_problem_says(cast: Cast, as_person: ClientFor) -> None:
    problem = stages.posted(cast, topics=["forms", "internal-rules"], rule_kind="habit", language="nl")
    client = as_person(cast.coordinator)

    fresh = client.get(f"/api/problems/{problem.pk}/need/").json()

    assert not fresh["stated"]
    assert fresh["suggested"] == {name: fresh[name] for name in ("skills", "topics", "languages")}
    assert fresh["topics"] == ["forms", "internal-rules"]
    assert fresh["languages"] == ["nl"], "where the poster works is not told by the languages either"
    assert {one["skill"]: one["weight"] for one in fresh["skills"]} == {
        "insurgency": 7, "plain-language": 5, "user-focus": 5, "process-design": 5,
    }  # fmt: skip
    assert not Need.objects.exists(), "reading states nothing"

    state(cast, as_person, problem)

    stated = client.get(f"/api/problems/{problem.pk}/need/").json()
    assert stated["stated"]
    assert stated["skills"] == NEED["skills"]
    assert stated["suggested"] == fresh["suggested"]


def test_every_topic_points_at_a_skill_and_a_problem_without_any_at_none(cast: Cast) -> None:
    assert set(FROM_TOPIC) == set(Topic)
    assert suggested_by(Problem(language="en")).skills == {}


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"skills": [{"skill": "juggling", "weight": 3}]}, "skills.0.skill"),
        ({"skills": [{"skill": "archives", "weight": -1}]}, "skills.0.weight"),
        ({"skills": [{"skill": "archives", "weight": 0}]}, "skills"),
        ({"skills": []}, "skills"),
        ({"size_min": 0}, "size_min"),
        ({"size_max": 51}, "size_max"),
        ({"size_min": 5, "size_wanted": 4}, "size_wanted"),
        ({"hours_a_week": 41}, "hours_a_week"),
        ({"hours_a_week": 0}, "hours_a_week"),
        ({"weeks": 0}, "weeks"),
        ({"languages": []}, "languages"),
        ({"max_per_organisation": 0}, "max_per_organisation"),
        ({"max_per_organisation": 4}, "max_per_organisation"),
        ({"conflict_lines": "perhaps"}, "conflict_lines"),
    ],
)
def test_what_cannot_be_asked_is_said_at_its_field(
    cast: Cast, as_person: ClientFor, asked: dict[str, Any], field: str
) -> None:
    problem = stages.posted(cast)

    response = state(cast, as_person, problem, **asked)

    assert response.status_code == 422
    said = response.json()
    assert (said["code"], set(said["details"])) == ("invalid", {field})
    assert all(words for words in said["details"][field])
    assert not Need.objects.exists()


def test_hours_nobody_has_give_no_team_and_say_what_there_is(cast: Cast, as_person: ClientFor) -> None:
    problem = stages.posted(cast)
    state(cast, as_person, problem, hours_a_week=40)

    answer = as_person(cast.coordinator).post(f"/api/problems/{problem.pk}/proposed-teams/")

    assert answer.status_code == 201
    assert answer.json()["seats"] == []
    assert "Asked are 40 hours a week; the most anybody can give is 8." in answer.json()["unmet"]


def seats(cast: Cast, problem: Problem) -> set[str]:
    advised = teams.propose_team(coordinator=cast.coordinator, problem_id=problem.pk)
    return {seat["member_id"] for seat in (advised.answer["team"] or {"seats": []})["seats"]}


def test_of_one_line_one_person_unless_the_need_allows_more(cast: Cast, as_person: ClientFor) -> None:
    lines = {cast.third: "Ministry of  Works", cast.fourth: " ministry of works"}
    for person, line in lines.items():
        Organisation.objects.filter(employments__person=person).update(line=line)
    problem = stages.posted(cast)
    both = {str(cast.third.pk), str(cast.fourth.pk)}

    assert state(cast, as_person, problem).json()["conflict_lines"] is True
    assert len(seats(cast, problem) & both) == 1

    state(cast, as_person, problem, conflict_lines=False)
    assert seats(cast, problem) >= both


def test_how_many_from_one_organisation_is_for_the_need_to_say(cast: Cast, as_person: ClientFor) -> None:
    own = make_person(
        "Olaf Own", cast.member.employments.get().organisation, skills={"administrative-law": 4, "archives": 4}
    )
    problem = stages.posted(cast)
    both = {str(cast.member.pk), str(own.pk)}

    state(cast, as_person, problem, size_wanted=5)
    assert len(seats(cast, problem) & both) == 1

    state(cast, as_person, problem, size_wanted=5, max_per_organisation=2)
    assert seats(cast, problem) >= both


def test_the_line_is_kept_on_the_organisations_page_by_who_keeps_it(cast: Cast, as_person: ClientFor) -> None:
    page = f"/api/organisations/{cast.home.pk}/"
    change = {"line": "Ministry of Works", "read_version": 1}

    assert as_person(cast.coordinator).patch(page, change, format="json").status_code == 403
    assert as_person(cast.administrator).patch(page, change, format="json").json()["line"] == "Ministry of Works"
    assert as_person(cast.member).get(page).json()["line"] == "Ministry of Works"
