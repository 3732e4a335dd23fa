"""Many problems at once: nobody twice, no rule broken, no team left far behind, and the order changes nothing."""

from dataclasses import replace as changed
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dotanks.assembly import InvalidNeed, Member, Need, assemble_many
from tests.dotanks.assembly import oracle
from tests.dotanks.assembly.holds import no_rule_is_broken_in_a_batch
from tests.dotanks.assembly.instances import any_members, bounded, crowd, member, need, needs, seeds

crowds = st.builds(any_members, st.integers(5, 40), seeds)
several = st.lists(needs(), min_size=1, max_size=5).map(
    lambda found: [changed(one, problem_id=f"p{number}") for number, one in enumerate(found)]
)


@bounded
@given(crowds, several)
def test_no_team_of_a_batch_breaks_a_hard_rule(members: list[Member], asked: list[Need]) -> None:
    no_rule_is_broken_in_a_batch(members, asked, assemble_many(members, asked))


@bounded
@given(crowds, several, st.randoms(use_true_random=False))
def test_the_order_of_people_and_problems_changes_nothing(
    members: list[Member], asked: list[Need], chance: Random
) -> None:
    answers = {answer.problem_id: answer for answer in assemble_many(members, asked)}
    chance.shuffle(members)
    chance.shuffle(asked)

    assert {answer.problem_id: answer for answer in assemble_many(members, asked)} == answers


@bounded
@given(st.builds(any_members, st.integers(5, 12), seeds), needs())
def test_a_problem_by_itself_gets_nearly_what_it_could_have_alone(members: list[Member], asked: Need) -> None:
    (answer,) = assemble_many(members, [asked])

    size, _ = oracle.best(members, asked, asked.size_wanted)
    assert (answer.team is not None) == (size >= max(2, asked.size_min))
    if answer.team is not None:
        alone = changed(asked, languages=(answer.team.language,))
        _, best = oracle.best(members, alone, len(answer.team.seats))
        assert best <= answer.alone + 1e-6
        assert answer.team.worth.total >= 0.8 * best


def test_two_problems_and_one_expert_who_goes_where_they_are_missed_most() -> None:
    people = [
        member(0, skills={"law": 4}),
        member(1, skills={"law": 3}, languages=frozenset({"nl"})),
        *(member(number, languages=frozenset({"nl", "en"})) for number in range(2, 10)),
    ]
    people[0] = changed(people[0], languages=frozenset({"nl", "en"}))
    asked = [
        need(problem_id="p1", skills={"law": 1.0}, size_wanted=4),
        need(problem_id="p2", skills={"law": 1.0}, size_wanted=4, languages=("en",)),
    ]

    first, second = assemble_many(people, asked)

    assert first.team is not None
    assert second.team is not None
    assert "m00" in second.team.member_ids
    assert "m01" in first.team.member_ids


def test_a_problem_whose_people_are_needed_elsewhere_says_so() -> None:
    people = [member(number) for number in range(5)]
    asked = [need(problem_id=f"p{number}", size_wanted=4) for number in range(2)]

    answers = assemble_many(people, asked)

    assert sorted(answer.team is None for answer in answers) == [False, True]
    (left,) = (answer for answer in answers if answer.team is None)
    assert next(gap.code for gap in left.unmet) == "needed_elsewhere"


def test_nobody_is_left_far_behind_when_half_of_the_network_is_needed() -> None:
    chance = Random(1)
    people = crowd(1_000, seed=1)
    asked = [
        need(
            problem_id=f"p{number}",
            languages=tuple(chance.sample(("nl", "en", "sv", "nb"), 2)),
            skills={f"skill{skill}": 1.0 for skill in chance.sample(range(60), 4)},
        )
        for number in range(50)
    ]

    answers = assemble_many(people, asked)

    no_rule_is_broken_in_a_batch(people, asked, answers)
    assert min(answer.share for answer in answers) >= 0.88


def test_the_same_problem_twice_is_refused() -> None:
    with pytest.raises(InvalidNeed) as refusal:
        assemble_many([], [need(), need()])

    assert (refusal.value.code, refusal.value.details) == ("problem_twice", {"problem_ids": ["p1"]})


def test_no_problems_make_no_teams() -> None:
    assert assemble_many([], []) == ()
