"""Somebody left, or somebody chose by hand: who comes in, who stays, and which rules are broken."""

from dataclasses import replace as changed
from typing import Any

import pytest

from dotanks.assembly import InvalidNeed, replace, team_of
from tests.dotanks.assembly.instances import member, need

FIVE = [member(number) for number in range(5)]


def test_a_kept_person_is_not_asked_again_whether_they_are_free() -> None:
    members = [changed(one, open=1) if number else one for number, one in enumerate(FIVE)]

    repaired = replace(members, need(size_wanted=4), ["m01", "m02", "m03"], ["m04"], language="nl")

    assert repaired.added == ("m00",)
    assert repaired.team.member_ids == ("m00", "m01", "m02", "m03")
    assert repaired.unmet == ()


def test_a_kept_person_who_was_deleted_is_named_and_their_seat_filled() -> None:
    members = [*FIVE[1:], member(8), member(9)]

    repaired = replace(members, need(), ["m00", "m01", "m02", "m03"], ["m04"], language="nl")

    assert repaired.vanished == ("m00",)
    assert repaired.added == ("m08", "m09")


def test_nobody_left_for_the_seat_keeps_the_team_and_says_so() -> None:
    repaired = replace(FIVE, need(), ["m00", "m01", "m02"], ["m03", "m04"], language="nl", accepted=["m00", "m01"])

    assert repaired.team.member_ids == ("m00", "m01", "m02")
    assert [gap.code for gap in repaired.unmet] == ["below_minimum"]
    assert repaired.team.chance_of_quorum == 0.0


def test_who_accepted_is_certain_and_their_seat_has_no_alternates() -> None:
    members = [*FIVE, member(8, topics=frozenset({"housing"}))]

    repaired = replace(
        members,
        need(topics=frozenset({"housing"})),
        [one.id for one in FIVE],
        [],
        language="nl",
        accepted=["m00", "m01"],
    )

    assert repaired.team.chance_of_quorum == pytest.approx(0.45**3 + 3 * 0.45**2 * 0.55)
    assert [fit.seat_member_id for fit in repaired.alternates[0].fits] == ["m02", "m03", "m04"]


@pytest.mark.parametrize(
    ("code", "kept", "gone", "language"),
    [
        ("kept_and_gone", ["m00"], ["m00"], "nl"),
        ("language_not_of_problem", ["m00"], ["m01"], "en"),
    ],
)
def test_a_repair_that_makes_no_sense_is_refused(code: str, kept: list[str], gone: list[str], language: str) -> None:
    with pytest.raises(InvalidNeed) as refusal:
        replace(FIVE, need(), kept, gone, language=language)

    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("code", "chosen", "language", "facts"),
    [
        ("too_few_hours", "01234", "nl", {"hours": 6.0}),
        ("may_not_be_asked", "01234", "nl", {"declined_ids": frozenset({"m01"})}),
        ("may_not_be_asked", "01234", "nl", {"poster_id": "m01"}),
        ("poster_organisation", "01234", "nl", {"poster_id": "m01", "poster_organisation": "org01"}),
        ("not_the_team_language", "01234", "en", {"languages": ("nl", "en")}),
        ("language_not_of_problem", "01234", "sv", {}),
        ("per_organisation", "012345", "nl", {}),
        ("conflict_line", "012346", "nl", {}),
        ("may_not_be_asked", "01234", "nl", {"blocked_pairs": frozenset({("m02", "m01")})}),
        ("size", "012", "nl", {}),
        ("too_few_organisations", "05", "nl", {"size_min": 2, "max_per_organisation": 2}),
    ],
)
def test_a_team_chosen_by_hand_hears_which_rule_it_breaks(
    code: str, chosen: str, language: str, facts: dict[str, Any]
) -> None:
    members = [
        *(changed(one, line="x") if not number else one for number, one in enumerate(FIVE)),
        member(5, organisation="org00"),
        member(6, line="x"),
    ]

    team, broken = team_of(members, need(**facts), [f"m0{number}" for number in chosen], language=language)

    assert code in {one.code for one in broken}
    assert len(team.seats) == len(chosen)


def test_a_team_chosen_by_hand_of_somebody_unknown_is_refused() -> None:
    with pytest.raises(InvalidNeed) as refusal:
        team_of(FIVE, need(), ["m00", "m77"], language="nl")

    assert refusal.value.details["member_ids"] == ["m77"]
