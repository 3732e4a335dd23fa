"""What must hold for every network and every need, written from the formulation and not from the code."""

from collections import Counter
from dataclasses import replace as changed

import pytest

from dotanks.assembly import Assembled, Member, Need, Reason, Shared, Team, team_of
from tests.dotanks.assembly import oracle


def people_of(team: Team, members: list[Member]) -> list[Member]:
    return [one for one in members if one.id in team.member_ids]


def no_rule_is_broken(members: list[Member], asked: Need, answer: Assembled) -> None:
    """Everybody may be asked and may be together, in the team and with every alternate in it."""
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


def no_team_is_better(members: list[Member], asked: Need, answer: Assembled) -> None:
    """In every language the team is the best of all that are possible, and the proof says so."""
    for one in answer.by_language:
        if one.proposal:
            alone = changed(asked, languages=(one.language,))
            best = oracle.best(members, alone, len(one.member_ids))
            assert len(one.member_ids) == best[0]
            assert one.value == pytest.approx(best[1], abs=1e-9)
    if answer.team is not None:
        assert answer.team.proven
        assert answer.team.bound == pytest.approx(answer.by_language[0].value, abs=1e-5)


def every_reason_is_honest(members: list[Member], asked: Need, answer: Assembled) -> None:
    """What is claimed of a seat holds for the team, and no longer when the person is removed."""
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


def no_rule_is_broken_in_a_batch(members: list[Member], asked: list[Need], answers: tuple[Shared, ...]) -> None:
    """No hard rule is broken, and nobody is in two teams."""
    by_id = {str(one.id): one for one in members}
    taken = Counter(name for answer in answers if answer.team for name in answer.team.member_ids)
    assert max(taken.values(), default=1) == 1
    for one, answer in zip(asked, answers, strict=True):
        assert answer.problem_id == str(one.problem_id)
        if answer.team is None:
            assert answer.unmet
            continue
        team = [by_id[name] for name in answer.team.member_ids]
        assert one.size_min <= len(team) <= one.size_wanted
        assert answer.team.language in one.languages
        assert all(oracle.may_be_asked(person, one) and answer.team.language in person.languages for person in team)
        assert oracle.may_be_together(team, one)
        assert len({person.organisation for person in team}) >= 2
        assert answer.team.worth.total == pytest.approx(oracle.value(team, one))
        assert answer.share == pytest.approx(min(1.0, answer.team.worth.total / answer.alone))
