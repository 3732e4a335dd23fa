"""Why somebody has a seat: facts about this team that are no longer true when they leave it."""

from collections.abc import Iterator, Sequence

from dotanks.assembly.gains import ABLE, value
from dotanks.assembly.pool import DIVERSITY, Pool
from dotanks.assembly.types import Fact, Reason, Seat

MOST = 3
# A third first-timer adds nothing to the value, so it is no reason for a seat.
VOICES = 2


def seat(pool: Pool, team: Sequence[int], person: int, here: float) -> Seat:
    """The seat of one person in this team, which is worth so much."""
    others = [other for other in team if other != person]
    return Seat(
        member_id=pool.id(person),
        organisation=organisation(pool, person),
        worth=here - value(pool, others),
        reasons=reasons(pool, team, person),
    )


def organisation(pool: Pool, person: int) -> str:
    """The organisation somebody comes from."""
    return pool.columns.organisation.name(int(pool.rows[person]))


def reasons(pool: Pool, team: Sequence[int], person: int) -> tuple[Reason, ...]:
    """At most three reasons, the weightiest first, and the hours."""
    others = [other for other in team if other != person]
    found = [
        *_skills(pool, others, person),
        *_only_of_a_kind(pool, others, person),
        *_topics(pool, team, person),
        *_new_and_alone(pool, others, person),
    ]
    return (*found[:MOST], _hours(pool, team, person))


def _skills(pool: Pool, others: Sequence[int], person: int) -> Iterator[Reason]:
    order = sorted(range(len(pool.skills)), key=lambda number: (-pool.skills[number][1], pool.skills[number][0]))
    held = pool.levels[:, [person, *others]].tolist()
    seconds = []
    for number in order:
        skill, (level, *theirs) = pool.skills[number][0], held[number]
        if not level:
            continue
        next_level = max(theirs, default=0)
        facts: dict[str, Fact] = {
            "skill": skill,
            "level": level,
            "wanted": pool.columns.wants(int(pool.rows[person]), skill),
        }
        if next_level == 0:
            yield Reason("only_in_skill", facts)
        elif level > next_level:
            yield Reason("strongest_in_skill", {**facts, "next_level": next_level})
        elif level >= ABLE and sum(one >= ABLE for one in theirs) == 1:
            seconds.append(Reason("second_in_skill", facts))
    yield from seconds


def _only_of_a_kind(pool: Pool, others: Sequence[int], person: int) -> Iterator[Reason]:
    for codes, name in zip(pool.attributes, DIVERSITY, strict=True):
        if name in ("kind", "region"):
            mine, *theirs = codes[[person, *others]].tolist()
            if mine and mine not in theirs:
                yield Reason(f"only_{name}", {name: pool.columns.attributes[name].names[mine]})


def _topics(pool: Pool, team: Sequence[int], person: int) -> Iterator[Reason]:
    shared = []
    for topic in sorted(pool.need.topics):
        if pool.columns.follows(int(pool.rows[person]), topic):
            shared.append((sum(pool.columns.follows(int(pool.rows[one]), topic) for one in team), topic))
    if shared:
        people, topic = min(shared)
        yield Reason("shared_topic", {"topic": topic, "people": people})


def _new_and_alone(pool: Pool, others: Sequence[int], person: int) -> Iterator[Reason]:
    voices = int(pool.first_timer[list(others)].sum())
    if pool.first_timer[person] and voices < VOICES:
        yield Reason("first_do_tank", {"people": voices + 1})
    alone = pool.organisation[person] not in pool.organisation[list(others)]
    if pool.columns.only_at_home[pool.rows[person]] and alone:
        yield Reason("only_member_at_home", {"organisation": organisation(pool, person)})


def _hours(pool: Pool, team: Sequence[int], person: int) -> Reason:
    hours = pool.columns.hours
    together = float(hours[pool.rows[list(team)]].sum())
    return Reason(
        "free_hours",
        {"hours": float(hours[pool.rows[person]]), "asked": float(pool.need.hours), "team_hours": together},
    )
