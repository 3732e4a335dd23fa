"""What a lesson carries so that others find it: the questions it answers and both scores."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from flow import steps
from learning.handbook.loading import load
from learning.models import Lesson, Question
from learning.search.indexer import rebuild
from people.models import Profile
from tests import stages
from tests.cast import Cast
from tests.conftest import ClientFor

pytestmark = pytest.mark.django_db

BACKING = "q1-1-leadership-backing"


def edit(client: APIClient, lesson: Lesson, questions: Any) -> Any:
    lesson.refresh_from_db()
    body = {"read_version": lesson.version, "questions": questions}
    return client.patch(f"/api/lessons/{lesson.pk}/", body, format="json")


def named(answer: dict[str, Any]) -> list[str]:
    return [question["slug"] for question in answer["questions"]]


def test_a_team_names_the_questions_its_lesson_answers(cast: Cast, as_person: ClientFor) -> None:
    load()
    lesson = stages.told(cast)
    client = as_person(cast.member)

    answer = edit(client, lesson, [BACKING, "q5-7-evaluation"]).json()
    assert sorted(named(answer)) == [BACKING, "q5-7-evaluation"]
    assert answer["questions"][0]["ask"]
    # Other parts change without touching them; an empty list takes them away.
    version = answer["version"]
    body = {"read_version": version, "why": "Somebody asked."}
    assert len(named(client.patch(f"/api/lessons/{lesson.pk}/", body, format="json").json())) == 2
    assert named(edit(client, lesson, []).json()) == []


@pytest.mark.parametrize(
    "questions",
    [["q9-9-nothing"], [BACKING, "q9-9-nothing"], ["no question"], [BACKING] * 4, "q1", [None], [{"slug": BACKING}]],
)
def test_what_is_no_question_is_refused_and_nothing_is_saved(cast: Cast, as_person: ClientFor, questions: Any) -> None:
    load()
    lesson = stages.told(cast)
    client = as_person(cast.member)
    edit(client, lesson, [BACKING])

    response = edit(client, lesson, questions)

    assert response.status_code == 422
    assert {field.split(".")[0] for field in response.json()["details"]} == {"questions"}
    lesson.refresh_from_db()
    assert lesson.version == 3
    assert list(lesson.questions.values_list("slug", flat=True)) == [BACKING]


def test_a_published_lesson_keeps_its_questions(cast: Cast, as_person: ClientFor) -> None:
    load()
    lesson = stages.published(cast)

    assert edit(as_person(cast.member), lesson, [BACKING]).status_code == 409
    assert not lesson.questions.exists()


@pytest.fixture
def searchable(cast: Cast, settings: Any, tmp_path: Any) -> Lesson:
    """A published lesson that answers a question, from a pilot much better (results) and better (work) than before."""
    settings.SEARCH_DIR = tmp_path / "search"
    load()
    lesson = stages.told(cast)
    lesson.questions.set(Question.objects.filter(slug=BACKING))
    steps.publish_lesson(person=cast.member, lesson_id=lesson.pk)
    rebuild()
    return lesson


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ("performance=much_better", True),
        ("quality_of_work=better", True),
        ("performance=much_better&quality_of_work=better", True),
        ("performance=much_better&quality_of_work=much_better", False),
        ("performance=worse&performance=much_better", True),
        ("performance=same", False),
        (f"question={BACKING}", True),
        ("question=q5-7-evaluation", False),
    ],
)
def test_search_narrows_by_scores_and_question(
    searchable: Lesson, as_person: ClientFor, filters: str, found: bool
) -> None:
    answer = as_person(None).get(f"/api/search/?kind=lesson&{filters}").json()

    assert [one["id"] for one in answer["results"]] == ([str(searchable.pk)] if found else [])


def test_members_narrow_pilots_by_both_scores(searchable: Lesson, cast: Cast, as_person: ClientFor) -> None:
    asked = "/api/search/?kind=pilot&performance=much_better&quality_of_work=better"

    assert [one["id"] for one in as_person(cast.outsider).get(asked).json()["results"]] == [str(searchable.pilot_id)]
    assert as_person(None).get(asked).json()["results"] == []


def test_choices_are_words_with_the_best_first(searchable: Lesson, cast: Cast, as_person: ClientFor) -> None:
    Profile.objects.filter(person__in=cast.volunteers).update(dotank_cap=5, hours_a_week=40)
    second = stages.running(cast)
    scores = {"performance": -1, "quality_of_work": 0}
    steps.conclude_pilot(person=cast.member, pilot_id=second.pk, **{**stages.VERDICT, **scores})
    rebuild()

    answer = as_person(cast.outsider).get("/api/search/").json()

    facets = {facet["facet"]: facet for facet in answer["facets"]}
    assert [(one["words"], one["count"]) for one in facets["performance"]["values"]] == [
        ("Much better than before", 2),
        ("Somewhat worse", 1),
    ]
    assert facets["quality_of_work"]["words"] == "Quality of work"
    asks = {one["value"]: one["words"] for one in facets["question"]["values"]}
    assert asks[BACKING] == "Do politicians and leaders openly back innovation?"
    assert len(asks) == 30


def test_scores_and_questions_narrow_titles_while_search_catches_up(
    searchable: Lesson, as_person: ClientFor, settings: Any, tmp_path: Any
) -> None:
    settings.SEARCH_DIR = tmp_path / "nothing-here"
    client = as_person(None)

    for filters, expected in ((f"question={BACKING}&performance=much_better", 1), ("performance=worse", 0)):
        answer = client.get(f"/api/search/?kind=lesson&{filters}").json()
        assert (answer["catching_up"], answer["total"]) == (True, expected)
