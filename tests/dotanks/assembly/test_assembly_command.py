"""`python -m dotanks.assembly`: JSON in, JSON out, as their schemas say, and a code for what cannot be worked on."""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import MISSING, asdict, fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from dotanks.assembly import InvalidNeed, Member, Need, Weights, assemble, assemble_many
from dotanks.assembly.__main__ import answer_to
from tests.dotanks.assembly.instances import bounded, crowds, member, need, needs

SCHEMAS = Path(__file__).parents[3] / "docs" / "assembly"
INSTANCE, ANSWER = (
    Draft202012Validator(json.loads((SCHEMAS / f"{name}.schema.json").read_text())) for name in ("instance", "answer")
)
FIVE = [member(number) for number in range(5)]


def plain(value: Any) -> Any:
    """As JSON has it: lists for sets and tuples."""
    if isinstance(value, Mapping):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, frozenset | tuple | list):
        return [plain(one) for one in (sorted(value, key=str) if isinstance(value, frozenset) else value)]
    return value


def instance(members: list[Member], *asked: Need, **more: Any) -> dict[str, Any]:
    problems = [plain(asdict(one)) for one in asked]
    given = {"problem": problems[0]} if len(problems) == 1 else {"problems": problems}
    return {"members": [plain(asdict(one)) for one in members], **given, **more}


def run(text: str) -> tuple[int, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "dotanks.assembly"],
        input=text.encode(),
        capture_output=True,
        cwd=SCHEMAS.parents[1],
        check=False,
    )
    assert done.stderr == b""
    return done.returncode, json.loads(done.stdout)


def test_the_command_answers_as_the_function_does() -> None:
    members = [member(number, skills={"law": 1 + number % 4}, kind=f"k{number % 3}") for number in range(12)]
    given = instance(members, need(skills={"law": 1.0}), known_skills=["law"])

    code, answer = run(json.dumps(given))

    expected = assemble(members, need(skills={"law": 1.0}))
    assert expected.team is not None
    assert code == 0
    assert [seat["member_id"] for seat in answer["team"]] == list(expected.team.member_ids)
    assert answer["team"] == plain([asdict(seat) for seat in expected.team.seats])
    assert (answer["language"], answer["value"], answer["bound"], answer["proven"]) == (
        "nl",
        expected.team.worth.total,
        expected.team.bound,
        True,
    )
    assert answer["alternates"] == plain([asdict(one) for one in expected.alternates])


def test_many_problems_are_answered_together() -> None:
    asked = [need(problem_id=f"p{number}", size_wanted=4) for number in range(2)]
    members = [member(number) for number in range(9)]

    code, answer = run(json.dumps(instance(members, *asked)))

    assert code == 0
    assert [one["problem_id"] for one in answer["answers"]] == ["p0", "p1"]
    for one, expected in zip(answer["answers"], assemble_many(members, asked), strict=True):
        assert expected.team is not None
        assert [seat["member_id"] for seat in one["team"]] == list(expected.team.member_ids)


def test_the_example_in_the_documentation_makes_a_team() -> None:
    given = (SCHEMAS.parent / "assembly.md").read_text().split("```json\n")[1].split("```")[0]
    INSTANCE.validate(json.loads(given))

    code, answer = run(given)

    assert (code, [seat["member_id"] for seat in answer["team"]], answer["proven"]) == (0, ["ann", "bo"], True)


def test_the_command_needs_no_web_application() -> None:
    asks = "import sys, dotanks.assembly.__main__; sys.exit('django' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", asks], cwd=SCHEMAS.parents[1], check=False).returncode == 0


def test_bytes_that_are_no_text_are_refused() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "dotanks.assembly"], input=b"\xff\xfe{", capture_output=True, check=False
    )

    assert done.returncode == 2
    assert json.loads(done.stdout)["refused"]["code"] == "not_json"


@pytest.mark.parametrize(
    ("code", "details", "facts"),
    [
        ("unknown_skill", {"field": "skills", "names": ["witchcraft"]}, {"skills": {"witchcraft": 1.0}}),
        ("weight_below_zero", {"field": "skills", "names": ["law"]}, {"skills": {"law": -1.0}}),
        ("all_weights_zero", {"field": "skills"}, {"skills": {"law": 0.0}}),
        ("size_out_of_range", {"field": "size_min", "size": 0, "smallest": 1, "largest": 50}, {"size_min": 0}),
        ("size_out_of_range", {"field": "size_max", "size": 51, "smallest": 1, "largest": 50}, {"size_max": 51}),
        ("hours_out_of_range", {"field": "hours", "hours": -1.0, "above": 0}, {"hours": -1.0}),
    ],
)
def test_a_problem_that_cannot_be_worked_on_is_refused(
    code: str, details: dict[str, object], facts: dict[str, Any]
) -> None:
    answer = run(json.dumps(instance(FIVE, need(**facts), known_skills=["law"])))

    assert answer == (2, {"refused": {"code": code, "details": details}})
    ANSWER.validate(answer[1])


@pytest.mark.parametrize(
    ("code", "where", "change"),
    [
        ("unknown_field", "members[0]", {"members": [{"id": "a", "organisation": "b", "gender": "f"}]}),
        ("missing_field", "members[0]", {"members": [{"id": "a"}]}),
        ("missing_field", "instance", {"members": ...}),
        ("wrong_type", "members", {"members": {}}),
        ("wrong_type", "members[0]", {"members": [7]}),
        ("wrong_type", "members[0].id", {"members": [{"id": 7, "organisation": "b"}]}),
        ("wrong_type", "members[0].hours", {"members": [{"id": "a", "organisation": "b", "hours": 10**400}]}),
        ("wrong_type", "members[0].cap", {"members": [{"id": "a", "organisation": "b", "cap": 1.5}]}),
        ("wrong_type", "members[0].skills", {"members": [{"id": "a", "organisation": "b", "skills": {"law": True}}]}),
        ("wrong_type", "problem.weights", {"problem": {**plain(asdict(need())), "weights": []}}),
        ("wrong_type", "problem.weights.skills", {"problem": {**plain(asdict(need())), "weights": {"skills": "40"}}}),
        ("wrong_type", "problem.blocked_pairs", {"problem": {**plain(asdict(need())), "blocked_pairs": [["a"]]}}),
        ("one_of", "instance", {"problems": []}),
        ("unknown_field", "instance", {"people": []}),
    ],
)
def test_an_instance_that_does_not_fit_says_where(code: str, where: str, change: dict[str, Any]) -> None:
    given = {name: value for name, value in {**instance(FIVE, need()), **change}.items() if value is not ...}

    with pytest.raises(InvalidNeed) as refusal:
        answer_to(json.dumps(given))

    assert (refusal.value.code, refusal.value.details["where"]) == (code, where)
    assert not INSTANCE.is_valid(given)


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, '{"members": [NaN]}', '{"members": [Infinity]}'])
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(InvalidNeed) as refusal:
        answer_to(text)

    assert refusal.value.code == "not_json"


def test_nobody_eligible_and_hours_nobody_has_are_an_answer_with_their_codes() -> None:
    answer = answer_to(json.dumps(instance(FIVE, need(hours=40.0))))

    assert answer["team"] is None
    assert [(gap["code"], gap["data"]) for gap in answer["unmet"][:2]] == [
        ("nobody_eligible", {"members": 5, "reasons": ("too_few_hours",)}),
        ("hours_nobody_has", {"asked": 40.0, "most": 4.0}),
    ]


@bounded
@given(crowds, st.lists(needs(), min_size=1, max_size=3))
def test_instances_and_answers_are_as_their_schemas_say(members: list[Member], asked: list[Need]) -> None:
    numbered = [Need(**{**asdict_of(one), "problem_id": f"p{number}"}) for number, one in enumerate(asked)]
    given = instance(members, *numbered)
    INSTANCE.validate(given)

    ANSWER.validate(json.loads(json.dumps(answer_to(json.dumps(given)))))


def asdict_of(one: Need) -> dict[str, Any]:
    return {field.name: getattr(one, field.name) for field in fields(one)}


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


@bounded
@given(st.sampled_from([*(field.name for field in fields(Member)), *(field.name for field in fields(Need))]), anything)
def test_whatever_stands_in_a_field_is_answered_or_refused(name: str, value: object) -> None:
    given = instance(FIVE, need())
    record = given["problem"] if name in given["problem"] else given["members"][0]
    record[name] = value

    try:
        answer = answer_to(json.dumps(given))
    except InvalidNeed as refused:
        answer = {"refused": {"code": refused.code, "details": refused.details}}
    ANSWER.validate(json.loads(json.dumps(answer)))


@pytest.mark.parametrize(("name", "kind"), [("member", Member), ("problem", Need), ("weights", Weights)])
def test_the_schema_has_every_field_with_its_default(name: str, kind: type[Any]) -> None:
    described = INSTANCE.schema["$defs"][name]

    assert list(described["properties"]) == [field.name for field in fields(kind)]
    assert described.get("required", []) == [
        field.name for field in fields(kind) if field.default is MISSING and field.default_factory is MISSING
    ]
    for field in fields(kind):
        if "default" in described["properties"][field.name]:
            assert described["properties"][field.name]["default"] == field.default
