"""Whom to ask next and how many at once: the arithmetic, and what holds for every network."""

from itertools import product
from math import prod
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dotanks.assembly import InvalidNeed, Member, Need, assemble, chance_of_quorum, next_wave
from tests.dotanks.assembly import oracle
from tests.dotanks.assembly.instances import bounded, crowds, member, need, needs

TWELVE = [member(number, acceptance=0.6) for number in range(12)]
FOUR = [f"m{number:02}" for number in range(4)]


def chance(yes: list[float], quorum: int) -> float:
    """By adding up every way it can happen."""
    ways = product((True, False), repeat=len(yes))
    return sum(
        prod(p if said else 1 - p for p, said in zip(yes, way, strict=True)) for way in ways if sum(way) >= quorum
    )


def test_as_many_are_asked_at_once_as_it_takes_for_nine_in_ten() -> None:
    wave = next_wave(TWELVE, need(size_max=6), language="nl", waiting=FOUR)

    assert wave.advice == "ask"
    assert wave.chance == pytest.approx(0.6**4)
    assert wave.chance_after == pytest.approx(chance([0.6] * (4 + len(wave.asks)), 4))
    assert wave.chance_after >= 0.9 > chance([0.6] * (3 + len(wave.asks)), 4)
    assert [ask.seat_member_id is None for ask in wave.asks] == [True, *[False] * (len(wave.asks) - 1)]


def test_not_more_are_asked_than_the_largest_size_and_the_expected_refusals() -> None:
    sure = [member(number, acceptance=0.8) for number in range(12)]

    wave = next_wave(sure, need(size_min=5, size_wanted=5, size_max=5), language="nl", waiting=["m00"])

    assert len(wave.asks) == 5
    assert 6 <= 5 + 6 * 0.2 < 7
    assert wave.chance_after < 0.9


def test_the_deadline_counts_half_of_the_answers_come_within_three_days() -> None:
    asked = need()
    at_leisure = next_wave(TWELVE, asked, language="nl", accepted=FOUR[:2], waiting=FOUR[2:])
    in_three_days = next_wave(TWELVE, asked, language="nl", accepted=FOUR[:2], waiting=FOUR[2:], days_left=3)

    assert at_leisure.chance == pytest.approx(0.36)
    assert in_three_days.chance == pytest.approx(0.09)
    assert len(in_three_days.asks) > len(at_leisure.asks)
    assert next_wave(TWELVE, asked, language="nl", waiting=FOUR, days_left=0).advice == "nobody_left"


@pytest.mark.parametrize(
    ("advice", "people", "facts"),
    [
        ("enough", TWELVE, {"accepted": FOUR}),
        ("nobody_left", TWELVE[:5], {"accepted": FOUR[:3], "refused": ["m04", "m03"]}),
        ("stop", TWELVE, {"accepted": FOUR[:1], "refused_waves": 2}),
        ("ask", TWELVE, {"accepted": FOUR[:1], "refused_waves": 1}),
    ],
)
def test_what_to_do_next(advice: str, people: list[Member], facts: dict[str, Any]) -> None:
    wave = next_wave(people, need(), language="nl", **facts)

    assert wave.advice == advice
    assert bool(wave.asks) is (advice == "ask")


def test_the_seat_is_of_the_person_whose_refusal_would_cost_most() -> None:
    members = [
        member(0, skills={"law": 4}, acceptance=0.3),
        member(1, skills={"data": 4}, acceptance=0.9),
        member(2, skills={"law": 3}, acceptance=0.5),
    ]
    asked = need(skills={"law": 1.0, "data": 1.0}, size_min=2, size_wanted=2, size_max=3)

    (ask,) = next_wave(members, asked, language="nl", waiting=["m00", "m01"]).asks

    assert (ask.member_id, ask.seat_member_id) == ("m02", "m00")
    assert ask.reasons[0].code == "only_in_skill"


@pytest.mark.parametrize(
    ("code", "facts"),
    [
        ("language_not_of_problem", {"language": "en"}),
        ("deadline_passed", {"days_left": -1}),
        ("answered_twice", {"accepted": ["m00"], "refused": ["m00"]}),
    ],
)
def test_a_wave_that_makes_no_sense_is_refused(code: str, facts: dict[str, Any]) -> None:
    with pytest.raises(InvalidNeed) as refusal:
        next_wave(TWELVE, need(), **{"language": "nl"} | facts)

    assert refusal.value.code == code


@bounded
@given(crowds, needs(), st.integers(0, 3), st.integers(0, 3), st.sampled_from((None, 0.5, 4.0, 30.0)))
def test_everybody_asked_may_sit_beside_everybody_else(
    members: list[Member], asked: Need, yes: int, no: int, days: float | None
) -> None:
    answer = assemble(members, asked)
    if answer.team is None:
        return
    names = answer.team.member_ids
    accepted, refused, waiting = names[:yes], names[yes : yes + no], names[yes + no :]

    wave = next_wave(
        members,
        asked,
        language=answer.team.language,
        accepted=accepted,
        waiting=waiting,
        refused=refused,
        days_left=days,
    )

    added = [one for one in members if one.id in {ask.member_id for ask in wave.asks}]
    assert len(added) == len(wave.asks)
    together = [one for one in members if one.id in {*accepted, *waiting}] + added
    assert oracle.may_be_together(together, asked)
    for one in added:
        assert one.id not in names
        assert oracle.may_be_asked(one, asked)
        assert answer.team.language in one.languages
    in_time = 1.0 if days is None else 1 - 0.5 ** (days / 3)
    chances = [1.0 if one.id in accepted else one.acceptance * in_time for one in together]
    assert wave.chance_after == pytest.approx(chance_of_quorum(chances, asked.size_min))
    if added:
        assert sum(chances) <= asked.size_max + 1e-9
