"""Single networks, each by name: the team, what cannot be met, and what asking for less would give."""

from dataclasses import asdict
from dataclasses import replace as changed
from itertools import product
from json import dumps
from typing import Any
from uuid import UUID

import pytest

from dotanks.assembly import Member, assemble, chance_of_quorum, to_columns
from tests.dotanks.assembly.instances import crowd, member, need

FIVE = [member(number) for number in range(5)]


def unmet(members: list[Member], **facts: Any) -> dict[str, Any]:
    return {gap.code: gap.data for gap in assemble(members, need(**facts)).unmet}


def test_five_people_make_a_team_that_can_be_stored_as_json() -> None:
    answer = assemble(FIVE, need())

    assert answer.team is not None
    assert answer.team.member_ids == ("m00", "m01", "m02", "m03", "m04")
    assert (answer.unmet, answer.widenings, answer.alternates) == ((), (), ())
    assert answer.team.chance_of_quorum == pytest.approx(0.45**5 + 5 * 0.45**4 * 0.55)
    assert dumps(asdict(answer))


def test_ids_may_be_uuids_and_come_out_as_text() -> None:
    names = [UUID(int=number) for number in range(5)]
    members = [changed(one, id=name, organisation=name) for one, name in zip(FIVE, names, strict=True)]

    answer = assemble(
        members, need(declined_ids=frozenset({names[0]}), blocked_pairs=frozenset({(names[1], names[2])}))
    )

    assert answer.team is None
    assert answer.by_language[0].member_ids == tuple(str(names[number]) for number in (1, 3, 4))


def test_nobody_at_all_is_an_answer_and_not_a_crash() -> None:
    assert set(unmet([])) == {"nobody_eligible", "below_minimum", "too_few_organisations"}
    assert unmet([])["nobody_eligible"] == {"members": 0, "reasons": ()}


def test_nobody_eligible_says_why_but_never_what_is_private() -> None:
    gaps = unmet([member(1, opted_out=True), member(2, hours=1.0)])

    assert gaps["nobody_eligible"] == {"members": 2, "reasons": ("too_few_hours",)}


@pytest.mark.parametrize(
    ("people", "facts", "code", "data"),
    [
        (FIVE[:3], {}, "below_minimum", {"found": 3, "smallest": 4}),
        (FIVE[:4], {}, "fewer_than_wanted", {"found": 4, "wanted": 5}),
        (
            [changed(one, organisation="same") for one in FIVE],
            {"max_per_organisation": 5},
            "too_few_organisations",
            {"found": 1, "needed": 2},
        ),
        (
            [*FIVE[:4], member(8, first_timer=True)],
            {},
            "one_first_timer",
            {"member_id": "m08"},
        ),
        (
            [changed(one, languages=frozenset({"en"})) if number > 2 else one for number, one in enumerate(FIVE)],
            {"languages": ("nl", "en")},
            "no_shared_language",
            {"members": {"nl": 3, "en": 2}, "team_language": "nl"},
        ),
        ([changed(one, active=1) for one in FIVE], {}, "everybody_busy", {"busy": 5}),
        ([changed(one, hours=1.0) for one in FIVE], {}, "everybody_busy", {"busy": 5}),
    ],
)
def test_what_could_not_be_met(people: list[Member], facts: dict[str, Any], code: str, data: dict[str, Any]) -> None:
    assert unmet(people, **facts)[code] == data


def test_a_skill_nobody_has_leaves_the_team_standing_and_names_who_could_help() -> None:
    elsewhere = [member(number, languages=frozenset({"en"}), skills={"law": 3}) for number in (7, 8, 9)]
    beginner = changed(FIVE[0], skills={"law": 1})
    answer = assemble([beginner, *FIVE[1:], *elsewhere], need(skills={"law": 2.0, "data": 1.0}))

    assert answer.team is not None
    thin, missing = answer.unmet
    assert (thin.code, missing.code) == ("skill_thin", "skill_missing")
    assert thin.data == {
        "skill": "law",
        "level": 2,
        "team_language": "nl",
        "able_in_team_language": 0,
        "able_in_other_languages": {"en": 3},
        "beginners": 1,
        "beginner_ids": ("m00",),
    }
    assert (missing.data["skill"], missing.data["beginners"]) == ("data", 0)


def test_a_skill_somebody_does_not_want_to_use_counts_half_rounded_down() -> None:
    reluctant = changed(FIVE[0], skills={"law": 3, "data": 1}, unwanted_skills=frozenset({"law", "data"}))
    answer = assemble([reluctant, *FIVE[1:]], need(skills={"law": 1.0, "data": 1.0}))

    assert answer.team is not None
    assert answer.team.worth.skills == pytest.approx(40 / 2 * 0.8 * 0.4)
    assert [gap.code for gap in answer.unmet] == ["skill_missing", "skill_thin"]
    assert answer.team.seats[0].reasons[0].data == {"skill": "law", "level": 1, "wanted": False}


def test_each_way_of_widening_shows_what_it_would_give() -> None:
    members = [
        *FIVE[:3],
        changed(FIVE[3], organisation="org00"),
        changed(FIVE[4], hours=2.0),
        *(member(number, languages=frozenset({"en"}), skills={"law": 2}) for number in range(10, 15)),
    ]

    answer = assemble(members, need(skills={"law": 1.0}))

    assert answer.team is None
    assert [
        (way.code, way.data, way.proposal, way.size, way.language, way.skills_gained) for way in answer.widenings
    ] == [
        ("second_language", {"language": "en"}, True, 5, "en", ("law",)),
        ("one_more_per_organisation", {"max_per_organisation": 2}, True, 4, "nl", ()),
        ("fewer_hours", {"hours": 2.0}, True, 4, "nl", ()),
    ]


def test_a_team_has_one_language_and_the_others_stand_beside_it() -> None:
    members = [
        member(
            number,
            languages=frozenset({"nl", "en"} if number < 5 else {"en"}),
            topics=frozenset({"housing"} if number > 7 else ()),
        )
        for number in range(12)
    ]

    answer = assemble(members, need(languages=("nl", "en"), topics=frozenset({"housing"})))

    assert answer.team is not None
    assert answer.team.language == "en"
    assert [(one.language, one.proposal, len(one.member_ids)) for one in answer.by_language] == [
        ("en", True, 5),
        ("nl", True, 5),
    ]
    assert answer.by_language[0].value > answer.by_language[1].value


def test_equal_languages_go_to_the_problems_own() -> None:
    members = [changed(one, languages=frozenset({"en", "nl", "sv"})) for one in FIVE]

    answer = assemble(members, need(languages=("sv", "en", "nl")))

    assert answer.team is not None
    assert answer.team.language == "sv"


def test_a_seat_worth_under_a_point_stays_open() -> None:
    tired = [changed(one, acceptance=0.1, invitations_90=9) for one in FIVE]

    answer = assemble(tired, need())

    assert answer.team is not None
    assert len(answer.team.seats) == 4
    assert {gap.code for gap in answer.unmet} == {"seat_left_open"}


def test_greedy_alone_would_stop_too_early_but_the_largest_team_is_found() -> None:
    """The best person takes the only line and the only organisation the others could have used."""
    members = [
        member(0, organisation="a", line="x", skills={"law": 4}),
        member(1, organisation="a", line="y"),
        member(2, organisation="b", line="x"),
    ]

    answer = assemble(members, need(skills={"law": 1.0}, size_min=2, size_wanted=2))

    assert answer.team is not None
    assert answer.team.member_ids == ("m01", "m02")


def test_pairs_that_block_each_other_cannot_hide_the_largest_team() -> None:
    star = member(0, skills={"law": 4}, topics=frozenset({"housing"}))
    members = [star, *(member(number) for number in range(1, 6))]
    pairs = frozenset((f"m{number:02}", "m00") for number in range(1, 5))

    answer = assemble(members, need(skills={"law": 1.0}, topics=frozenset({"housing"}), blocked_pairs=pairs))

    assert answer.team is not None
    assert answer.team.member_ids == ("m01", "m02", "m03", "m04", "m05")


def test_either_of_two_who_block_each_other_may_have_to_go() -> None:
    """The best of organisation a must give way to a colleague, who in turn is blocked with somebody of c."""
    members = [
        member(0, organisation="a", skills={"law": 4}, topics=frozenset({"housing"})),
        member(1, organisation="a"),
        member(2, organisation="b"),
        member(3, organisation="c"),
        member(4, organisation="c"),
    ]
    asked = need(
        skills={"law": 1.0},
        topics=frozenset({"housing"}),
        size_min=3,
        size_wanted=3,
        blocked_pairs=frozenset({("m00", "m02"), ("m01", "m03")}),
    )

    answer = assemble(members, asked)

    assert answer.team is not None
    assert answer.team.member_ids == ("m01", "m02", "m04")


def test_the_first_alternate_is_for_the_seat_most_likely_to_come_free() -> None:
    members = [
        member(0, acceptance=0.9, skills={"law": 4}),
        member(1, acceptance=0.1, skills={"data": 4}),
        member(2),
        member(3),
        member(4, organisation="org00", skills={"law": 3}),
        member(5, organisation="org01", skills={"data": 2}),
    ]

    answer = assemble(members, need(skills={"law": 1.0, "data": 1.0}, size_wanted=4, conflict_lines=False))

    assert [alternate.member_id for alternate in answer.alternates] == ["m05", "m04"]
    assert [fit.seat_member_id for alternate in answer.alternates for fit in alternate.fits] == ["m01", "m00"]
    assert answer.alternates[0].reasons[0].code == "only_in_skill"


def test_two_organisations_are_kept_even_when_one_could_fill_every_seat() -> None:
    strong = [member(number, organisation="big", skills={f"s{number}": 4}, region=f"r{number}") for number in range(6)]
    weak = member(9, organisation="small", acceptance=0.0, invitations_90=9)

    answer = assemble([*strong, weak], need(skills={f"s{number}": 1.0 for number in range(6)}, max_per_organisation=9))

    assert answer.team is not None
    assert "m09" in answer.team.member_ids


def test_more_than_sixty_four_languages_still_have_a_bit_each() -> None:
    members = [member(number, id=f"m{number:03}", languages=frozenset({f"l{number:03}"})) for number in range(130)]
    columns = to_columns(members)

    for number in (0, 63, 64, 127, 128, 129):
        assert columns.speaks(f"l{number:03}").nonzero()[0].tolist() == [number]


@pytest.mark.parametrize("chances", [(), (0.3,), (0.2, 0.9, 0.45, 1.0), (0.5,) * 7])
def test_the_chance_of_a_quorum_is_the_sum_over_all_ways_it_can_happen(chances: tuple[float, ...]) -> None:
    for quorum in range(len(chances) + 2):
        expected = 0.0
        for answers in product((0, 1), repeat=len(chances)):
            if sum(answers) >= quorum:
                likely = 1.0
                for chance, says_yes in zip(chances, answers, strict=True):
                    likely *= chance if says_yes else 1 - chance
                expected += likely
        assert chance_of_quorum(chances, quorum) == pytest.approx(expected)


def test_a_large_network_gives_a_full_team_with_ten_alternates() -> None:
    members = crowd(3000, seed=5)
    asked = need(languages=("nl", "en"), skills={"skill1": 3.0, "skill2": 2.0, "skill3": 1.0}, size_wanted=7)

    answer = assemble(members, asked)

    assert answer.team is not None
    assert len(answer.team.seats) == 7
    assert len(answer.alternates) == 10
    assert (answer.unmet, answer.widenings) == ((), ())
