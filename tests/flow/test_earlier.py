"""Earlier work on the subject, and what the coordinator used of it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import ProgrammingError, transaction
from django.test import override_settings

from dotanks.models import EarlierWork
from learning.search.indexer import rebuild
from tests import stages
from tests.cast import Cast
from tests.conftest import ClientFor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _search(tmp_path: Path) -> Iterator[None]:
    with override_settings(SEARCH_DIR=tmp_path):
        yield


def ask(cast: Cast, as_person: ClientFor, problem: Any, **body: Any) -> Any:
    sent = {"used": [], "nothing_fitted": "", **body}
    return as_person(cast.coordinator).post(f"/api/problems/{problem.pk}/earlier/", sent, format="json")


def test_what_others_learnt_is_shown_and_what_was_used_is_kept(cast: Cast, as_person: ClientFor) -> None:
    lesson = stages.published(cast)
    problem = stages.posted(cast, poster=cast.colleague, title=lesson.title, topics=[])
    rebuild()
    client = as_person(cast.coordinator)

    shown = client.get(f"/api/problems/{problem.pk}/earlier/").json()

    found = {(one["kind"], one["id"]) for one in shown["found"]}
    assert ("lesson", str(lesson.pk)) in found
    assert ("problem", str(problem.pk)) not in found
    assert shown["answer"] is None

    said = ask(cast, as_person, problem, used=[{"kind": "lesson", "id": str(lesson.pk)}])

    assert said.status_code == 201
    assert [one["title"] for one in said.json()["answer"]["used"]] == [lesson.title]
    kept = EarlierWork.objects.get()
    assert kept.used == [{"kind": "lesson", "id": str(lesson.pk), "title": lesson.title}]

    ask(cast, as_person, problem, nothing_fitted="It was about trains")
    again = client.get(f"/api/problems/{problem.pk}/earlier/").json()["answer"]
    assert again == {"used": [], "nothing_fitted": "It was about trains"}
    assert EarlierWork.objects.count() == 2, "an answer is added, never changed"
    with pytest.raises(ProgrammingError), transaction.atomic():
        EarlierWork.objects.update(nothing_fitted="")


def test_two_words_in_common_are_enough_and_one_is_not(cast: Cast, as_person: ClientFor) -> None:
    near = stages.other(cast)  # "Two signatures for a train ticket"
    far = stages.posted(
        cast, poster=cast.colleague, title="A ticket machine out of order", situation="Broken.", rule=""
    )
    problem = stages.posted(
        cast, title="Signatures again and again, also for the ticket of a ferry", topics=[], rule=""
    )
    rebuild()

    found = as_person(cast.coordinator).get(f"/api/problems/{problem.pk}/earlier/").json()["found"]

    ids = {one["id"] for one in found}
    assert str(near.pk) in ids
    assert str(far.pk) not in ids


def test_the_team_reads_what_was_used(cast: Cast, as_person: ClientFor) -> None:
    dotank = stages.working(cast)
    page = f"/api/dotanks/{dotank.pk}/earlier/"
    assert as_person(cast.member).get(page).json() == {"answer": None}

    EarlierWork.objects.create(problem=dotank.problem, by=cast.coordinator, nothing_fitted="Nothing like it")

    assert as_person(cast.member).get(page).json()["answer"]["nothing_fitted"] == "Nothing like it"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "nothing_fitted"),
        ({"used": [{"kind": "lesson", "id": "00000000-0000-4000-8000-000000000000"}]}, "used"),
        ({"used": [{"kind": "lesson", "id": "no id at all"}]}, "used"),
        ({"used": [{"kind": "rule", "id": "x"}]}, "used.0.kind"),
        ({"nothing_fitted": "x" * 501}, "nothing_fitted"),
    ],
)
def test_an_answer_says_one_thing_and_names_what_is_there(
    cast: Cast, as_person: ClientFor, body: dict[str, Any], field: str
) -> None:
    response = ask(cast, as_person, stages.posted(cast), **body)

    assert response.status_code == 422
    assert set(response.json()["details"]) == {field}
    assert not EarlierWork.objects.exists()


def test_what_was_used_and_nothing_fitted_exclude_each_other(cast: Cast, as_person: ClientFor) -> None:
    problem, other = stages.posted(cast), stages.other(cast)

    response = ask(cast, as_person, problem, used=[{"kind": "problem", "id": str(other.pk)}], nothing_fitted="No")

    assert (response.status_code, set(response.json()["details"])) == (422, {"nothing_fitted"})


def test_once_a_team_is_formed_the_answer_stands(cast: Cast, as_person: ClientFor) -> None:
    dotank = stages.forming(cast)

    response = ask(cast, as_person, dotank.problem, nothing_fitted="Nothing")

    assert (response.status_code, response.json()["code"]) == (409, "wrong_state")
