"""What holds for every network and every need, against the oracle that tries every team."""

from dataclasses import replace as changed
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dotanks.assembly import Member, Need, assemble, replace, to_columns
from dotanks.assembly.eligibility import eligible
from dotanks.assembly.gains import gains
from dotanks.assembly.greedy import solve
from dotanks.assembly.pool import to_pool
from dotanks.assembly.types import SMALLEST_WORTH
from tests.dotanks.assembly import oracle
from tests.dotanks.assembly.holds import every_reason_is_honest, no_rule_is_broken, no_team_is_better, people_of
from tests.dotanks.assembly.instances import bounded, crowds, needs, people


@bounded
@given(crowds, needs())
def test_no_team_breaks_a_hard_rule(members: list[Member], asked: Need) -> None:
    answer = assemble(members, asked)

    no_rule_is_broken(members, asked, answer)


@bounded
@given(crowds, needs())
def test_the_value_is_the_formula_and_never_above_the_best(members: list[Member], asked: Need) -> None:
    best_size, best_value = oracle.best(members, asked, asked.size_wanted)
    columns = to_columns(members)

    reached = (0, 0.0)
    for language in asked.languages:
        pool = to_pool(columns, asked, eligible(columns, asked) & columns.speaks(language))
        team = [one for one in members if one.id in {pool.id(person) for person in solve(pool, asked.size_wanted)}]
        if len({one.organisation for one in team}) >= 2:
            reached = max(reached, (len(team), oracle.value(team, asked)))

    assert reached[0] == best_size
    assert reached[1] <= best_value + 1e-6
    answer = assemble(members, asked)
    assert (answer.team is not None) == (best_size >= max(2, asked.size_min))
    if answer.team:
        worth = answer.team.worth
        assert worth.total == pytest.approx(oracle.value(people_of(answer.team, members), asked))
        assert worth.total == pytest.approx(worth.people + worth.skills + worth.diversity + worth.new_voices)


@bounded
@given(crowds, needs(most_per_organisation=3))
def test_every_language_gets_the_best_team_there_is_and_it_is_proven(members: list[Member], asked: Need) -> None:
    answer = assemble(members, asked)

    no_team_is_better(members, asked, answer)


@bounded
@given(crowds, needs(), st.integers(1, 4))
def test_seats_filled_again_are_filled_as_well_as_can_be(members: list[Member], asked: Need, free: int) -> None:
    answer = assemble(members, asked)
    if answer.team is None:
        return
    gone, kept = answer.team.member_ids[:free], answer.team.member_ids[free:]
    language = answer.team.language

    repaired = replace(members, asked, kept, gone, language=language)

    staying = [one for one in members if one.id in kept]
    others = [
        one
        for one in members
        if one.id not in answer.team.member_ids and oracle.may_be_asked(one, asked) and language in one.languages
    ]
    teams = ([*staying, *added] for added in combinations(others, len(repaired.added)))
    possible = [
        oracle.value(team, asked)
        for team in teams
        if oracle.may_be_together(team, asked) and len({one.organisation for one in team}) > 1
    ]
    if possible:
        assert repaired.team.worth.total == pytest.approx(max(possible), abs=1e-9)
        assert repaired.team.proven


@bounded
@given(crowds, needs(most_per_organisation=1))
def test_greedy_keeps_its_guarantee_of_one_half(members: list[Member], asked: Need) -> None:
    asked = changed(asked, conflict_lines=False, blocked_pairs=frozenset(), languages=("nl",))
    columns = to_columns(members)
    pool = to_pool(columns, asked, eligible(columns, asked) & columns.speaks("nl"))
    team = [one for one in members if one.id in {pool.id(person) for person in solve(pool, asked.size_wanted)}]

    best_size, best_value = oracle.best(members, asked, asked.size_wanted)

    if best_size:
        assert oracle.value(team, asked) >= best_value / 2


@bounded
@given(crowds, people, needs())
def test_one_more_member_never_lowers_the_optimum(members: list[Member], newcomer: Member, asked: Need) -> None:
    before = oracle.best(members, asked, asked.size_wanted)
    after = oracle.best([*members, newcomer], asked, asked.size_wanted)
    assert after >= before

    one_more = assemble([*members, newcomer], asked)
    assert (one_more.team is not None) == (after[0] >= max(2, asked.size_min))
    if one_more.team is not None and len(one_more.team.seats) == after[0]:
        assert one_more.team.worth.total == pytest.approx(after[1])


@bounded
@given(crowds, needs(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(members: list[Member], asked: Need, chance: object) -> None:
    shuffled = list(members)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis types its Random as object

    assert assemble(shuffled, asked) == assemble(members, asked)


@bounded
@given(crowds, needs())
def test_new_names_change_nothing_where_nobody_is_tied(members: list[Member], asked: Need) -> None:
    def renamed(one: str) -> str:
        return f"z{99 - int(one[1:]):02}" if one != "poster" else one

    answer = assemble(members, asked)
    other = assemble(
        [changed(one, id=renamed(str(one.id))) for one in members],
        changed(
            asked,
            declined_ids=frozenset(renamed(str(one)) for one in asked.declined_ids),
            good_past_ids=frozenset(renamed(str(one)) for one in asked.good_past_ids),
            blocked_pairs=frozenset((renamed(str(one)), renamed(str(two))) for one, two in asked.blocked_pairs),
        ),
    )

    if answer.team is None:
        assert other.team is None
    else:
        assert other.team is not None
        assert {renamed(one) for one in answer.team.member_ids} == set(other.team.member_ids)


@bounded
@given(crowds, needs())
def test_every_reason_is_false_without_its_member(members: list[Member], asked: Need) -> None:
    answer = assemble(members, asked)
    every_reason_is_honest(members, asked, answer)


@bounded
@given(crowds, needs(), st.integers(0, 4))
def test_a_seat_is_refilled_by_the_best_person_and_nobody_kept_moves(
    members: list[Member], asked: Need, place: int
) -> None:
    answer = assemble(members, asked)
    if answer.team is None:
        return
    names = answer.team.member_ids
    gone = names[place % len(names)]
    kept = [one for one in names if one != gone]
    language = answer.team.language

    repaired = replace(members, asked, kept, [gone], language=language, accepted=kept[:1])

    assert set(kept) <= set(repaired.team.member_ids)
    assert gone not in repaired.team.member_ids
    staying = [one for one in members if one.id in kept]
    organisations = {one.organisation for one in staying}
    possible = [
        one
        for one in members
        if one.id not in names
        and oracle.may_be_asked(one, asked)
        and language in one.languages
        and oracle.may_be_together([*staying, one], asked)
        and len(organisations | {one.organisation}) >= 2
    ]
    best = max((oracle.value([*staying, one], asked) for one in possible), default=None)
    if best is None:
        assert repaired.added == ()
    elif len(kept) >= asked.size_min and best - oracle.value(staying, asked) < SMALLEST_WORTH:
        assert repaired.added == () or len(organisations) < 2
    else:
        assert len(repaired.added) == 1
        assert repaired.team.worth.total == pytest.approx(best)


@bounded
@given(crowds, needs(), st.integers(0, 4))
def test_gains_are_differences_of_value_and_shrink_as_the_team_grows(
    members: list[Member], asked: Need, size: int
) -> None:
    """Diminishing returns are what the guarantee of the greedy rests on."""
    if not members:
        return
    columns = to_columns(members)
    pool = to_pool(columns, asked, np.ones(len(members), dtype=np.bool_))
    large, small = list(range(min(size + 2, len(members)))), list(range(min(size, len(members))))
    in_large, in_small = gains(pool, large), gains(pool, small)

    for person in range(len(large), len(members)):
        for team, gain in ((large, in_large), (small, in_small)):
            before, after = ([members[one] for one in rows] for rows in (team, [*team, person]))
            assert gain[person] == pytest.approx(oracle.value(after, asked) - oracle.value(before, asked))
        assert 0 <= in_large[person] <= in_small[person] + 1e-9


@bounded
@given(crowds, needs())
def test_alternates_are_ranked_by_what_they_bring_to_the_seats_that_may_come_free(
    members: list[Member], asked: Need
) -> None:
    answer = assemble(members, asked)
    if answer.team is None:
        return
    chosen = people_of(answer.team, members)
    scores: dict[str, float] = {}
    for one in members:
        if one in chosen or not oracle.may_be_asked(one, asked) or answer.team.language not in one.languages:
            continue
        brings = []
        for seat in chosen:
            others = [other for other in chosen if other != seat]
            mixed = len({other.organisation for other in [*others, one]}) > 1
            if mixed and oracle.may_be_together([*others, one], asked):
                gain = oracle.value([*others, one], asked) - oracle.value(others, asked)
                brings.append((gain, 1 - seat.acceptance))
        if any(gain >= SMALLEST_WORTH for gain, _ in brings):
            scores[str(one.id)] = sum(gain * free for gain, free in brings)

    named = [alternate.member_id for alternate in answer.alternates]
    assert set(named) <= set(scores)
    assert [scores[one] for one in named] == sorted((scores[one] for one in named), reverse=True)
    home = {str(one.id): one.organisation for one in members}
    for name, score in scores.items():
        assert name in named or any(home[name] == home[other] and scores[other] >= score - 1e-6 for other in named)
