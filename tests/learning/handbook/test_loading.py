"""The tables say what the content files say, and nothing else."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db.models import Model
from pytest_django import DjangoAssertNumQueries

from common.models import Change
from learning.handbook import content as files
from learning.handbook.content import NOT_STATED, read
from learning.handbook.loading import load
from learning.handbook.models import (
    Case,
    Challenge,
    Dimension,
    HandbookPrinciple,
    Question,
    SuggestedAction,
    Tool,
)
from people.countries import country_name

pytestmark = pytest.mark.django_db

MODELS: tuple[type[Model], ...] = (HandbookPrinciple, Dimension, Challenge, Question, SuggestedAction, Tool, Case)


def everything() -> dict[str, list[dict[str, Any]]]:
    tables: list[type[Model]] = [*MODELS, Case.principles.through, Question.tools.through, Question.cases.through]
    return {model.__name__: list(model._default_manager.order_by("pk").values()) for model in tables}


def test_every_entry_is_loaded_and_tied_as_in_the_file() -> None:
    content = read()

    load()

    assert {model.__name__: model._default_manager.count() for model in MODELS} == {
        "HandbookPrinciple": 5,
        "Dimension": 23,
        "Challenge": 23,
        "Question": 30,
        "SuggestedAction": 131,
        "Tool": 37,
        "Case": 84,
    }
    for principle in content.principles:
        row = HandbookPrinciple.objects.get(slug=principle["slug"])
        assert (row.number, row.name, row.why, row.language) == (
            principle["number"],
            principle["name"],
            principle["why"],
            "en",
        )
        for name in ("dimensions", "challenges"):
            assert [(entry.slug, entry.text) for entry in getattr(row, name).all()] == [
                (entry["slug"], entry["text"]) for entry in principle[name]
            ]
        assert [question.slug for question in row.questions.all()] == [
            question["slug"] for question in principle["questions"]
        ]
    for entry in content.questions:
        question = Question.objects.get(slug=entry["slug"])
        assert (question.ask, question.own_suggestion, question.case_label) == (
            entry["ask"],
            entry["own_suggestion"],
            entry["case_label"],
        )
        assert [(action.slug, action.do) for action in question.actions.all()] == [
            (action["slug"], action["do"]) for action in entry["actions"]
        ]
        assert {tool.slug for tool in question.tools.all()} == set(entry["toolkits"])
        assert {case.slug for case in question.cases.all()} == set(entry["cases"])
    for entry in content.tools:
        tool = Tool.objects.get(slug=entry["slug"])
        assert (tool.name, tool.gist, tool.parts) == (entry["name"], entry["gist"], entry.get("parts", []))


def test_every_case_is_told_as_in_the_file() -> None:
    load()

    for entry in read().cases:
        case = Case.objects.get(slug=entry["slug"])
        told = {name: getattr(case, name) or NOT_STATED for name in ("tried", "outcome", "year")}
        same = {name: getattr(case, name) for name in ("kind", "organisation", "problem", "source_title", "evidence")}
        assert told | same == {name: entry[name] for name in told | same}
        assert {principle.slug for principle in case.principles.all()} == set(entry["principles"])
        shown = country_name(case.country, "en")
        assert shown == entry["country"]


def test_the_33_cases_of_the_handbook_each_belong_to_a_question() -> None:
    load()

    tied = Case.objects.filter(questions__isnull=False).distinct()
    assert {case.slug for case in tied} == {case["slug"] for case in read().handbook_cases}
    assert tied.count() == 33
    assert Tool.objects.filter(questions__isnull=False).distinct().count() == 37


def test_loading_twice_changes_nothing(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    load()
    before, told = everything(), Change.objects.count()

    with django_assert_max_num_queries(20):
        again = load()

    assert (again.created, again.changed, again.tied, again.removed) == (0, 0, 0, 0)
    assert everything() == before
    assert Change.objects.count() == told


def test_search_hears_of_each_case_and_tool_once() -> None:
    load()

    assert Change.objects.filter(kind="case").count() == 84
    assert Change.objects.filter(kind="tool").count() == 37


def test_a_changed_file_changes_only_what_it_must(tmp_path: Path) -> None:
    load()
    told = Change.objects.count()
    shutil.copy(files.FOLDER / "handbook.yaml", tmp_path)
    cases = (files.FOLDER / "real-cases.yaml").read_text(encoding="utf-8").splitlines()
    kept = "\n".join(line for line in cases if "slug: dk-mindlab" not in line)
    (tmp_path / "real-cases.yaml").write_text(kept.replace("One door in", "One door in, and out"), encoding="utf-8")

    loaded = load(tmp_path)

    assert (loaded.created, loaded.changed, loaded.removed) == (0, 1, 1)
    assert Case.objects.get(slug="no-oppegard-one-door").outcome == "One door in, and out"
    assert not Case.objects.filter(slug="dk-mindlab").exists()
    assert set(Change.objects.order_by("pk").values_list("subject_id", flat=True)[told:]) == {
        "no-oppegard-one-door",
        "dk-mindlab",
    }


def test_the_command_says_what_it_did(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_handbook")

    assert "84 Case" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("language", "name"), [("en", "Norway"), ("nl", "Noorwegen"), ("sv", "Norge"), ("nb", "Norge")]
)
def test_countries_are_named_in_the_readers_language(language: str, name: str) -> None:
    assert country_name("NO", language) == name
