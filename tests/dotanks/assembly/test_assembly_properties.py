"""What holds for every network and every need, against the oracle that tries every team."""

from dataclasses import replace as changed
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dotanks.assembly import Member, Need, Reason, Team, assemble, replace, team_of, to_columns
from dotanks.assembly.eligibility import eligible
from dotanks.assembly.gains import gains
from dotanks.assembly.greedy import solve
from dotanks.assembly.pool import to_pool
from dotanks.assembly.types import SMALLEST_WORTH
from tests.dotanks.assembly import oracle
from tests.dotanks.assembly.instances import bounded, crowds, needs, people


def people_of(team: Team, members: list[Member]) -> list[Member]:
    return [one for one in members if one.id in team.member_ids]


@bounded
@given(crowds, needs())
def test_no_team_breaks_a_hard_rule(members: list[Member], asked: Need) -> None:
    answer = assemble(members, asked)

    if answer.team is None:
        assert {gap.code for gap in answer.unmet} & {"below_minimum", "too_few_organisations"}
        return
    chosen = people_of(answer.team, members)
    assert len(chosen) == len(answer.team.seats)
    assert all(oracle.may_be_asked(one, asked) and answer.team.language in one.languages for one in chosen)
    assert answer.team.language in asked.languages
    assert oracle.may_be_together(chosen, asked)
    assert len({one.organisation for one in chosen}) >= 2
    assert asked.size_min <= len(chosen) <= asked.size_wanted
    assert team_of(members, asked, answer.team.member_ids, language=answer.team.language)[1] == ()
    for alternate in answer.alternates:
        for fit in alternate.fits:
            other = [one for one in members if one.id == alternate.member_id]
            with_them = [one for one in chosen if one.id != fit.seat_member_id] + other
            assert oracle.may_be_asked(other[0], asked)
            assert answer.team.language in other[0].languages
            assert oracle.may_be_together(with_them, asked)
    assert len({one.organisation for one in answer.alternates}) == len(answer.alternates)


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

    for one in answer.by_language:
        if one.proposal:
            alone = changed(asked, languages=(one.language,))
            best = oracle.best(members, alone, len(one.member_ids))
            assert len(one.member_ids) == best[0]
            assert one.value == pytest.approx(best[1], abs=1e-9)
    if answer.team is not None:
        assert answer.team.proven
        assert answer.team.bound == pytest.approx(answer.by_language[0].value, abs=1e-5)


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


def claim_is_true(reason: Reason, team: list[Member], asked: Need) -> bool:
    """Whether a reason's claim holds for these people: written from its words in docs/assembly.md."""
    data = reason.data
    levels = sorted((oracle.level(one, str(data.get("skill"))) for one in team), reverse=True)
    match reason.code:
        case "only_in_skill":
            return [one for one in levels if one] == [data["level"]]
        case "strongest_in_skill":
            return levels[:1] == [data["level"]] and levels[1] == data["next_level"] != levels[0]
        case "second_in_skill":
            return sum(one >= 2 for one in levels) == 2
        case "only_kind":
            return sum(one.kind == data["kind"] for one in team) == 1
        case "only_region":
            return sum(one.region == data["region"] for one in team) == 1
        case "shared_topic":
            return data["topic"] in asked.topics and sum(data["topic"] in one.topics for one in team) == data["people"]
        case "first_do_tank":
            return sum(one.first_timer for one in team) == data["people"]
        case "only_member_at_home":
            return sum(one.organisation == data["organisation"] and one.only_at_home for one in team) == 1
        case "free_hours":
            return sum(one.hours for one in team) == data["team_hours"]
    raise AssertionError(f"no words for {reason.code}")


@bounded
@given(crowds, needs())
def test_every_reason_is_false_without_its_member(members: list[Member], asked: Need) -> None:
    answer = assemble(members, asked)
    if answer.team is None:
        return
    chosen = people_of(answer.team, members)
    for seat in answer.team.seats:
        without = [one for one in chosen if one.id != seat.member_id]
        assert seat.worth == pytest.approx(oracle.value(chosen, asked) - oracle.value(without, asked))
        assert 1 <= len(seat.reasons) <= 4
        assert seat.reasons[-1].code == "free_hours"
        for reason in seat.reasons:
            assert claim_is_true(reason, chosen, asked)
            assert not claim_is_true(reason, without, asked)
    for alternate in answer.alternates:
        others = [one for one in chosen if one.id != alternate.fits[0].seat_member_id]
        with_them = others + [one for one in members if one.id == alternate.member_id]
        for reason in alternate.reasons:
            assert claim_is_true(reason, with_them, asked)
            assert not claim_is_true(reason, others, asked)


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
