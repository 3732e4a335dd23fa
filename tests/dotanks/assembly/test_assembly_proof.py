"""The proof: where greedy is not the best, where a limit stops the search, and who is taken among equals."""

from dataclasses import replace as changed

import pytest

from dotanks.assembly import assemble, programme, to_columns
from dotanks.assembly.eligibility import eligible
from dotanks.assembly.greedy import fill, solve
from dotanks.assembly.pool import to_pool
from tests.dotanks.assembly.instances import crowd, member, need

NETWORK = to_columns(crowd(2_000, seed=1))
ASKED = [
    need(
        languages=(("nl", "en", "sv", "nb")[number % 4],),
        skills={f"skill{(7 * number + skill) % 60}": float(1 + skill % 3) for skill in range(5)},
        topics=frozenset({f"topic{number % 20}"}),
        size_wanted=5 + number % 3,
    )
    for number in range(12)
]


def test_a_team_that_no_single_exchange_makes_better_may_still_not_be_the_best() -> None:
    """The proof is worth having: it finds the teams that exchanges of one person cannot reach."""
    better = 0
    for asked in ASKED:
        pool = to_pool(NETWORK, asked, eligible(NETWORK, asked) & NETWORK.speaks(asked.languages[0]))
        good = {pool.id(person) for person in solve(pool, asked.size_wanted)}
        team = assemble(NETWORK, asked).team
        assert team is not None
        assert team.proven
        better += set(team.member_ids) != good
    assert better >= 3


def test_where_a_limit_stops_the_search_the_team_is_good_and_not_called_proven(monkeypatch: pytest.MonkeyPatch) -> None:
    best = [assemble(NETWORK, asked).team for asked in ASKED]
    monkeypatch.setattr(programme, "WHOLE", {**programme.WHOLE, "mip_max_nodes": 0})

    stopped = [assemble(NETWORK, asked).team for asked in ASKED]

    for team, other in zip(best, stopped, strict=True):
        assert team is not None
        assert other is not None
        assert other.bound is not None
        assert other.bound >= team.worth.total - 1e-6
        assert other.worth.total >= 0.95 * team.worth.total
        assert other.proven is (other.bound <= other.worth.total + 1e-5)
    assert not all(team.proven for team in stopped if team)


def test_a_solver_that_gives_no_answer_proves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programme, "RELAXED", {**programme.RELAXED, "simplex_iteration_limit": 0})
    monkeypatch.setattr(programme, "WHOLE", {**programme.WHOLE, "mip_max_nodes": 0, "time_limit": 0.0})

    team = assemble(NETWORK, ASKED[0]).team

    assert team is not None
    assert team.bound is not None
    assert team.worth.total <= team.bound <= 100
    assert not team.proven


def test_among_equals_the_lower_id_is_taken_and_more_personal_points_come_first() -> None:
    equals = [member(number, skills={"law": 2}) for number in range(12)]
    asked = need(skills={"law": 1.0})

    team = assemble(equals, asked).team
    assert team is not None
    assert team.member_ids == ("m00", "m01", "m02", "m03", "m04")

    keener = [changed(one, topics=frozenset({"housing"})) if number == 9 else one for number, one in enumerate(equals)]
    team = assemble(keener, changed(asked, topics=frozenset({"housing"}))).team
    assert team is not None
    assert team.member_ids == ("m00", "m01", "m02", "m03", "m09")


def test_greedy_is_only_where_the_search_begins() -> None:
    """The best person alone may keep out two who are better together."""
    members = [
        member(0, organisation="a", line="x", skills={"law": 4, "data": 1}),
        member(1, organisation="a", skills={"law": 3}),
        member(2, organisation="b", line="x", skills={"data": 4}),
        member(3, organisation="c"),
    ]
    asked = need(skills={"law": 1.0, "data": 1.0}, size_min=2, size_wanted=2)
    columns = to_columns(members)
    pool = to_pool(columns, asked, eligible(columns, asked))

    team = assemble(members, asked).team

    assert team is not None
    assert {pool.id(person) for person in fill(pool, 2)} == {"m00", "m03"}
    assert team.member_ids == ("m01", "m02")
