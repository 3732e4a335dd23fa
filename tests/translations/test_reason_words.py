"""The assembler's sentences: each code has one of its own in each language."""

import ast
import inspect
from typing import Any

import pytest
from django.utils import translation

from dotanks import reason_words
from dotanks.assembly.eligibility import CODES, PRIVATE_CODES
from tests.translations.languages import LANGUAGES

REASONS: list[tuple[str, dict[str, Any]]] = [
    ("only_in_skill", {"skill": "plain-language", "level": 3, "wanted": True}),
    ("strongest_in_skill", {"skill": "evaluation", "level": 3, "wanted": True, "next_level": 2}),
    ("second_in_skill", {"skill": "procurement", "level": 2, "wanted": True}),
    ("only_kind", {"kind": "ministry"}),
    ("only_region", {"region": "Drenthe"}),
    ("shared_topic", {"topic": "benefits", "people": 1}),
    ("first_do_tank", {"people": 1}),
    ("only_member_at_home", {"organisation": "x"}),
    ("free_hours", {"hours": 2.5, "asked": 4.0, "team_hours": 12.0}),
]


UNMET: list[tuple[str, dict[str, Any]]] = [
    ("nobody_eligible", {"members": 3, "reasons": []}),
    ("hours_nobody_has", {"asked": 12.0, "most": 7.5}),
    ("needed_elsewhere", {"smallest": 4}),
    ("no_shared_language", {"members": {"nl": 1}, "team_language": "nl"}),
    ("below_minimum", {"found": 1, "smallest": 4}),
    ("fewer_than_wanted", {"found": 4, "wanted": 5}),
    ("seat_left_open", {"found": 4, "wanted": 5, "under_points": 1}),
    ("too_few_organisations", {"found": 1, "needed": 2}),
    ("everybody_busy", {"busy": 1}),
    ("everybody_busy", {"busy": 3}),
    ("skill_missing", {"skill": "curiosity"}),
    ("skill_thin", {"skill": "data-protection"}),
    ("one_first_timer", {"member_id": "x"}),
]


WIDENINGS: list[tuple[str, dict[str, Any]]] = [
    ("second_language", {"language": "sv"}),
    ("one_more_per_organisation", {"max_per_organisation": 2}),
    ("fewer_hours", {"hours": 1.5}),
]


BROKEN = [
    *(code for code in CODES if code not in PRIVATE_CODES),
    *("not_the_team_language", "language_not_of_problem", "per_organisation", "conflict_line", "size"),
    *("too_few_organisations", "may_not_be_asked"),
]


def told_apart(say: Any) -> set[str]:
    """The same thing said in each language: four sentences, and nothing that was not filled in."""
    said = set()
    for language in LANGUAGES:
        with translation.override(language):
            words = str(say())
        assert words.endswith((".", "…")), words
        assert "%" not in words, words
        said.add(words)
    assert len(said) == len(LANGUAGES), said
    return said


@pytest.mark.parametrize(("code", "data"), REASONS)
def test_a_seat_is_explained_in_each_language(code: str, data: dict[str, Any]) -> None:
    told_apart(lambda: reason_words.reason(code, data))
    told_apart(lambda: reason_words.reason_to_you(code, data))


@pytest.mark.parametrize(("code", "data"), UNMET)
def test_what_nobody_could_give_is_said_in_each_language(code: str, data: dict[str, Any]) -> None:
    told_apart(lambda: reason_words.unmet(code, data))


@pytest.mark.parametrize(("code", "data"), WIDENINGS)
@pytest.mark.parametrize("gained", [[], ["evaluation", "plain-language"]])
def test_asking_for_less_is_offered_in_each_language(code: str, data: dict[str, Any], gained: list[str]) -> None:
    told_apart(lambda: reason_words.widening(code, data, size=4, skills_gained=gained))


def test_each_rule_that_may_be_shown_has_a_sentence_of_its_own() -> None:
    said = {code: frozenset(told_apart(lambda code=code: reason_words.broken(code))) for code in BROKEN}

    assert len(set(said.values())) == len(BROKEN)
    # What must not be told sounds like the general no.
    assert {reason_words.broken(code) for code in PRIVATE_CODES} == {reason_words.broken("may_not_be_asked")}


def test_the_lists_above_know_every_code_that_has_words() -> None:
    listed = {"reason": REASONS, "reason_to_you": REASONS, "unmet": UNMET, "widening": WIDENINGS}
    for function in ast.parse(inspect.getsource(reason_words)).body:
        if isinstance(function, ast.FunctionDef) and function.name in listed:
            codes = {
                str(pattern.value.value)
                for pattern in ast.walk(function)
                if isinstance(pattern, ast.MatchValue) and isinstance(pattern.value, ast.Constant)
            }
            assert codes == {code for code, _data in listed[function.name]}, function.name


def test_numbers_are_written_as_the_reader_writes_them() -> None:
    data = {"hours": 2.5, "asked": 4.0}
    with translation.override("nl"):
        assert reason_words.reason("free_hours", data) == "Heeft 2,5 uur per week; gevraagd wordt 4."
    with translation.override("en"):
        assert reason_words.reason("free_hours", data) == "Has 2.5 hours a week; 4 are asked."
