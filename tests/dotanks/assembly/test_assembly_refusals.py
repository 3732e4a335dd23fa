"""Who may be asked, and which needs and records are refused, each with its code."""

from dataclasses import asdict
from math import nan
from typing import Any

import pytest

from dotanks.assembly import InvalidNeed, Member, Weights, assemble, to_columns
from dotanks.assembly.eligibility import CODES, refusals
from tests.dotanks.assembly import oracle
from tests.dotanks.assembly.instances import member, need

FIVE = [member(number) for number in range(5)]


@pytest.mark.parametrize(
    ("code", "about_member", "about_need"),
    [
        ("is_poster", {}, {"poster_id": "m01"}),
        ("poster_organisation", {"organisation": "home"}, {}),
        ("opted_out", {"opted_out": True}, {}),
        ("declined", {}, {"declined_ids": frozenset({"m01"})}),
        ("blocked", {}, {"blocked_pairs": frozenset({("m01", "poster")})}),
        ("blocked", {}, {"blocked_pairs": frozenset({("poster", "m01")})}),
        ("no_free_slot", {"cap": 2, "active": 1, "open": 1}, {}),
        ("no_free_slot", {"cap": 0}, {}),
        ("too_few_hours", {"hours": 3.9}, {}),
        ("time_zone", {"utc_offset": 3.25}, {}),
        ("time_zone", {"utc_offset": -3.25}, {}),
        ("no_shared_language", {"languages": frozenset({"sv"})}, {}),
        ("no_shared_language", {"languages": frozenset()}, {}),
        (None, {}, {}),
        (None, {"utc_offset": 3.0, "hours": 4.0, "cap": 3, "active": 1, "open": 1}, {}),
        (None, {"languages": frozenset({"sv", "en"})}, {"languages": ("nl", "en")}),
    ],
)
def test_who_may_be_asked_and_why_not(
    code: str | None, about_member: dict[str, Any], about_need: dict[str, Any]
) -> None:
    person = member(1, **about_member)

    refused = int(refusals(to_columns([person]), need(**about_need))[0])

    assert (CODES[refused] if refused >= 0 else None) == code
    assert oracle.may_be_asked(person, need(**about_need)) is (code is None)


def test_who_was_left_out_is_counted_by_code_and_private_ones_are_marked() -> None:
    members = [*FIVE, member(5, opted_out=True), member(6, hours=1.0), member(7, hours=2.0), member(8, utc_offset=9.0)]

    answer = assemble(members, need(declined_ids=frozenset({"m04"}), size_wanted=4))

    assert [(group.code, group.count, group.private) for group in answer.left_out] == [
        ("opted_out", 1, True),
        ("declined", 1, True),
        ("too_few_hours", 2, False),
        ("time_zone", 1, False),
    ]
    assert answer.eligible == 4


@pytest.mark.parametrize(
    ("code", "field", "facts"),
    [
        ("size_out_of_range", "size_min", {"size_min": 0}),
        ("size_out_of_range", "size_max", {"size_max": 51}),
        ("size_out_of_range", "size_wanted", {"size_wanted": -3}),
        ("sizes_out_of_order", "size_wanted", {"size_wanted": 3}),
        ("sizes_out_of_order", "size_wanted", {"size_wanted": 8}),
        ("weight_below_zero", "skills", {"skills": {"data": -0.1, "law": 1.0}}),
        ("weight_below_zero", "skills", {"skills": {"data": nan}}),
        ("weight_below_zero", "weights", {"weights": Weights(topics=-1)}),
        ("all_weights_zero", "skills", {"skills": {"data": 0.0, "law": 0.0}}),
        ("all_weights_zero", "weights", {"weights": Weights(**dict.fromkeys(asdict(Weights()), 0.0))}),
        ("unknown_skill", "skills", {"skills": {"witchcraft": 1.0}}),
        ("no_language_given", "languages", {"languages": ()}),
        ("hours_out_of_range", "hours", {"hours": 0.0}),
        ("hours_out_of_range", "hours", {"hours": nan}),
        ("per_organisation_out_of_range", "max_per_organisation", {"max_per_organisation": 0}),
        ("time_zone_unknown", "poster_utc_offset", {"poster_utc_offset": nan}),
    ],
)
def test_a_need_that_makes_no_sense_is_refused_with_code_and_field(
    code: str, field: str, facts: dict[str, Any]
) -> None:
    with pytest.raises(InvalidNeed) as refusal:
        assemble(FIVE, need(**facts), known_skills={"data", "law"})

    assert (refusal.value.code, refusal.value.details["field"]) == (code, field)


@pytest.mark.parametrize(
    ("code", "members"),
    [
        ("member_twice", [member(1), member(1)]),
        ("invalid_member", [member(1, acceptance=1.2)]),
        ("invalid_member", [member(1, hours=nan)]),
        ("invalid_member", [member(1, skills={"data": 5})]),
        ("invalid_member", [member(1, open=-1)]),
    ],
)
def test_a_member_record_that_cannot_be_is_refused(code: str, members: list[Member]) -> None:
    with pytest.raises(InvalidNeed) as refusal:
        assemble(members, need())

    assert refusal.value.code == code
