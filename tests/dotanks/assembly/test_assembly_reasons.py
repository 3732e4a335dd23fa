"""The reasons of one team, seat by seat."""

from typing import Any

from dotanks.assembly import Member, Team, team_of
from tests.dotanks.assembly.instances import member, need

ASKED: dict[str, Any] = {
    "skills": {"law": 3.0, "data": 2.0, "facilitation": 1.0},
    "topics": frozenset({"housing", "youth"}),
    "size_min": 2,
}


def team(*people: Member) -> Team:
    return team_of(people, need(**ASKED), [one.id for one in people], language="nl")[0]


def codes(chosen: Team) -> list[list[str]]:
    return [[reason.code for reason in seat.reasons] for seat in chosen.seats]


def test_skills_come_first_by_weight_and_three_reasons_are_enough() -> None:
    chosen = team(
        member(1, skills={"law": 3, "data": 2, "facilitation": 4}, kind="court", region="north"),
        member(2, skills={"law": 1, "data": 3}, kind="agency", region="south"),
    )

    assert codes(chosen) == [
        ["strongest_in_skill", "only_in_skill", "second_in_skill", "free_hours"],
        ["strongest_in_skill", "only_kind", "only_region", "free_hours"],
    ]
    assert [dict(reason.data) for reason in chosen.seats[0].reasons] == [
        {"skill": "law", "level": 3, "wanted": True, "next_level": 1},
        {"skill": "facilitation", "level": 4, "wanted": True},
        {"skill": "data", "level": 2, "wanted": True},
        {"hours": 4.0, "asked": 4.0, "team_hours": 8.0},
    ]


def test_a_third_able_person_is_no_reason_and_neither_is_a_kind_shared_or_unknown() -> None:
    chosen = team(*(member(number, skills={"law": 2}, kind="court" if number < 3 else "") for number in range(1, 4)))

    assert codes(chosen) == [["free_hours"]] * 3


def test_two_equal_people_are_each_others_second() -> None:
    chosen = team(*(member(number, skills={"law": 3}) for number in range(2)))

    assert codes(chosen) == [["second_in_skill", "free_hours"]] * 2


def test_two_beginners_are_nobodys_second() -> None:
    assert codes(team(*(member(number, skills={"law": 1}) for number in range(2)))) == [["free_hours"]] * 2


def test_topics_new_voices_and_the_only_member_at_home() -> None:
    chosen = team(
        member(1, topics=frozenset({"housing", "youth"}), first_timer=True, only_at_home=True),
        member(2, topics=frozenset({"housing"}), first_timer=True),
        member(3, topics=frozenset({"permits"})),
    )

    assert codes(chosen) == [
        ["shared_topic", "first_do_tank", "only_member_at_home", "free_hours"],
        ["shared_topic", "first_do_tank", "free_hours"],
        ["free_hours"],
    ]
    assert chosen.seats[0].reasons[0].data == {"topic": "youth", "people": 1}
    assert chosen.seats[1].reasons[0].data == {"topic": "housing", "people": 2}
    assert chosen.seats[0].reasons[1].data == {"people": 2}
    assert chosen.seats[0].reasons[2].data == {"organisation": "org01"}


def test_a_third_first_timer_is_not_there_for_being_new() -> None:
    chosen = team(*(member(number, first_timer=True) for number in range(3)))

    assert codes(chosen) == [["free_hours"]] * 3
