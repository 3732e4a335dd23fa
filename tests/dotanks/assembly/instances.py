"""Members and needs for tests: by hand, from hypothesis, and a seeded crowd."""

import os
from random import Random
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from dotanks.assembly import Member, Need

# A few instances of everything in the ordinary run; ASSEMBLY_INSTANCES=1000 takes more.
bounded = settings(
    max_examples=int(os.environ.get("ASSEMBLY_INSTANCES", "40")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
SKILLS = ("archives-law", "facilitation", "data", "service-design")
TOPICS = ("permits", "housing", "youth")
KINDS = ("ministry", "municipality", "agency", "court", "university")
REGIONS = ("north", "south", "east", "west", "centre")


def member(number: int, **facts: Any) -> Member:
    """Somebody who may be asked, from an organisation of their own."""
    plain: dict[str, Any] = {
        "id": f"m{number:02}",
        "organisation": f"org{number:02}",
        "languages": frozenset({"nl"}),
        "hours": 4.0,
    }
    return Member(**plain | facts)


def need(**facts: Any) -> Need:
    """A problem posted in Dutch from an organisation nobody else is of."""
    plain: dict[str, Any] = {
        "problem_id": "p1",
        "poster_id": "poster",
        "poster_organisation": "home",
        "languages": ("nl",),
    }
    return Need(**plain | facts)


def any_member(chance: Random, number: int) -> Member:
    """Somebody from a small network: mostly free to be asked, now and then not, and never for one reason only."""
    return Member(
        id=f"m{number:02}",
        organisation=chance.choice("aabbccdefghi") if chance.random() < 0.95 else "home",
        kind=chance.choice(("", *KINDS)),
        level=chance.choice(("", "local", "regional", "national")),
        region=chance.choice(REGIONS),
        seniority=chance.choice(("", "junior", "senior")),
        line=chance.choice(("", "", "", "x", "y", "z")),
        utc_offset=chance.choice((0.0, 0.0, 0.0, 1.0, 1.0, -3.0, 3.0, 3.5)),
        languages=frozenset(chance.sample(("nl", "nl", "nl", "en", "sv"), chance.randint(1, 3))),
        skills={skill: chance.randint(1, 4) for skill in chance.sample(SKILLS, chance.randint(0, 3))},
        unwanted_skills=frozenset(chance.sample(SKILLS, chance.choice((0, 0, 1)))),
        topics=frozenset(chance.sample(TOPICS, chance.randint(0, 2))),
        hours=chance.choice((2.0, 4.0, 4.0, 6.0, 9.0)),
        cap=chance.choice((1, 2, 2, 3)),
        active=chance.choice((0, 0, 0, 1)),
        open=chance.choice((0, 0, 0, 1)),
        invitations_90=chance.choice((0, 0, 1, 2, 5)),
        acceptance=0.2 + 0.6 * chance.random(),
        first_timer=chance.random() < 0.3,
        only_at_home=chance.random() < 0.2,
        opted_out=chance.random() < 0.05,
    )


def any_members(size: int, seed: int) -> list[Member]:
    """A small network; chances of accepting differ for everybody, so hardly ever are two people tied."""
    chance = Random(seed)
    return [any_member(chance, number) for number in range(size)]


def any_need(chance: Random) -> Need:
    """A problem that such a network can often, but not always, give a team."""
    smallest = chance.randint(1, 4)
    wanted = min(smallest + chance.randint(0, 3), 5)
    names = [*(f"m{number:02}" for number in range(14)), "poster"]
    return need(
        languages=tuple(chance.sample(("nl", "en", "sv"), chance.randint(1, 3))),
        skills={skill: float(chance.randint(1, 5)) for skill in chance.sample(SKILLS, chance.randint(1, 4))},
        topics=frozenset(chance.sample(TOPICS, chance.randint(0, 3))),
        size_min=smallest,
        size_wanted=wanted,
        size_max=wanted + chance.randint(0, 2),
        hours=chance.choice((2.0, 4.0)),
        declined_ids=frozenset(chance.sample(names, chance.randint(0, 2))),
        blocked_pairs=frozenset((chance.choice(names), chance.choice(names)) for _ in range(chance.randint(0, 4))),
        good_past_ids=frozenset(chance.sample(names, chance.randint(0, 1))),
        conflict_lines=chance.random() < 0.5,
        max_per_organisation=chance.randint(1, 3),
    )


# A seed and a size instead of one strategy per field: ten times quicker, and the people are mixed evenly.
seeds = st.integers(0, 2**40)
crowds = st.builds(any_members, st.integers(0, 13), seeds)
people = st.builds(lambda seed: any_member(Random(seed), 99), seeds)
ids = st.integers(0, 12).map(lambda number: f"m{number:02}")
someone = st.one_of(ids, st.just("poster"))
skill_weights = st.dictionaries(st.sampled_from(SKILLS), st.integers(1, 5).map(float), min_size=1)
sizes = st.tuples(st.integers(1, 4), st.integers(0, 3), st.integers(0, 2))


@st.composite
def needs(draw: st.DrawFn, most_per_organisation: int = 2) -> Need:
    smallest, more, most = draw(sizes)
    wanted = min(smallest + more, 5)
    return need(
        languages=tuple(draw(st.lists(st.sampled_from(("nl", "en", "sv")), min_size=1, unique=True))),
        skills=draw(skill_weights),
        topics=frozenset(draw(st.sets(st.sampled_from(TOPICS)))),
        size_min=smallest,
        size_wanted=wanted,
        size_max=wanted + most,
        hours=draw(st.sampled_from((2.0, 4.0))),
        declined_ids=frozenset(draw(st.sets(ids, max_size=2))),
        blocked_pairs=frozenset(draw(st.sets(st.tuples(someone, someone), max_size=4))),
        good_past_ids=frozenset(draw(st.sets(ids, max_size=1))),
        conflict_lines=draw(st.booleans()),
        max_per_organisation=draw(st.integers(1, most_per_organisation)),
    )


def crowd(size: int, seed: int) -> list[Member]:
    """A network like a real one: many small organisations, most people with two or three skills."""
    chance = Random(seed)
    organisations = max(8, size // 12)
    return [
        member(
            number,
            id=f"m{number:06}",
            organisation=f"org{int(organisations * chance.random() ** 1.5)}",
            kind=chance.choice(KINDS),
            level=chance.choice(("local", "regional", "national")),
            region=f"region{chance.randrange(16)}",
            line=chance.choice(("", "", "", f"line{chance.randrange(40)}")),
            languages=frozenset(chance.sample(("nl", "en", "sv", "nb"), chance.choice((1, 1, 2)))),
            skills={f"skill{chance.randrange(60)}": chance.randint(1, 4) for _ in range(chance.randint(1, 4))},
            topics=frozenset(f"topic{chance.randrange(20)}" for _ in range(chance.randint(0, 3))),
            hours=chance.choice((2.0, 4.0, 4.0, 8.0)),
            cap=chance.randint(1, 2),
            open=chance.choice((0, 0, 1)),
            invitations_90=chance.choice((0, 0, 0, 1, 3)),
            acceptance=0.3 + 0.5 * chance.random(),
            first_timer=chance.random() < 0.4,
            only_at_home=chance.random() < 0.05,
        )
        for number in range(size)
    ]
