"""Columns by binary COPY: what a plain reading gives, after any change, in whichever way they were come by."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

import numpy as np
import pytest
from django.db import connection, transaction
from django.utils import timezone

from dotanks import candidates, held
from dotanks.assembly import Columns, to_columns
from dotanks.assembly.columns import Coded, Skilled
from dotanks.copied import columns_on
from dotanks.models import DoTank, Invitation, Seat
from people.models import Employment, MemberChange, Organisation, Person, PersonSkill, Profile
from people.words import Language, Skill, Topic
from tests import stages
from tests.cast import Cast
from tests.factories import LONG_AGO, make_organisation, make_person
from tests.racing import at_once

STATES = ("sent", "accepted", "declined", "withdrawn")


def told(columns: Columns) -> dict[str, Any]:
    """Everything the columns say, so that two of them can be compared."""
    return {
        name: plain(getattr(columns, name)) for name in columns.__slots__ if name not in {"row_of", "language_names"}
    }


def plain(value: Any) -> Any:
    match value:
        case Coded():
            return value.names, value.codes.tolist()
        case Skilled():
            return value.rows.tolist(), value.levels.tolist(), value.wanted.tolist()
        case np.ndarray():
            return value.tolist()
        case dict():
            return {name: plain(inner) for name, inner in sorted(value.items())}
    return value


def plainly(columns: Columns) -> dict[str, Any]:
    """The same, with languages by name: a plain reading knows only those that somebody speaks."""
    spoken = {name: columns.speaks(name).tolist() for name in sorted(Language.values)}
    return {**told(columns), "language_bits": spoken}


def same_as_read_plainly() -> Columns:
    known = candidates.columns()
    assert plainly(known) == plainly(to_columns(candidates.members()))
    return known


def change_something(chance: Random) -> None:
    """One change of any kind that a team is put together by."""
    people = list(Person.objects.order_by("pk"))
    one, day = chance.choice(people), timezone.localdate()
    match chance.randrange(11):
        case 0:
            Profile.objects.filter(person=one).update(
                languages=chance.sample(Language.values, chance.randint(0, 3)),
                topics=chance.sample(Topic.values, chance.randint(0, 4)),
            )
        case 1:
            Profile.objects.filter(person=one).update(
                hours_a_week=chance.randint(0, 40), dotank_cap=chance.randint(0, 5), paused=chance.random() < 0.3
            )
        case 2:
            PersonSkill.objects.filter(person=one).delete()
            for skill in chance.sample(Skill.values, chance.randint(0, 3)):
                level, wants = chance.randint(1, 4), chance.random() < 0.5
                PersonSkill.objects.create(person=one, skill=skill, level=level, wants_to_use=wants)
        case 3:
            Employment.objects.filter(person=one, until=None).update(until=day - timedelta(days=chance.randint(0, 1)))
            if chance.random() < 0.7:
                since = day + timedelta(days=chance.choice((-1, 1, 1)))
                home = chance.choice(list(Organisation.objects.all()))
                Employment.objects.filter(person=one, until__gte=since).delete()
                Employment.objects.create(person=one, organisation=home, since=since)
        case 4:
            Person.objects.filter(pk=one.pk).update(is_active=chance.random() < 0.5)
        case 5:
            home = make_organisation(f"House {chance.random()}", kind="police", region=f"Region {chance.random()}")
            make_person(f"New {chance.random()}", home, skills={"insurgency": 2})
        case 6:
            Organisation.objects.filter(pk=chance.choice(list(Organisation.objects.all())).pk).update(
                kind="health", region="Elsewhere", time_zone=chance.choice(("Europe/Oslo", "America/New_York"))
            )
        case 7 | 8:
            ask_or_answer(chance, one)
        case 9:
            Profile.objects.filter(person=one).delete()
        case 10:
            state = chance.choice(("forming", "working", "ended"))
            for dotank in DoTank.objects.all()[:1]:
                Seat.objects.get_or_create(dotank=dotank, person=one)
                DoTank.objects.filter(pk=dotank.pk).update(state=state)


def ask_or_answer(chance: Random, one: Person) -> None:
    for dotank in DoTank.objects.all():
        asked, _ = Invitation.objects.get_or_create(
            dotank=dotank, person=one, defaults={"reply_by": stages.in_a_week()}
        )
        age = timedelta(days=chance.choice((0, 89, 90, 91, 364, 365, 366)))
        Invitation.objects.filter(pk=asked.pk).update(state=chance.choice(STATES), created_at=timezone.now() - age)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(4))
def test_columns_say_what_a_plain_reading_says_after_any_change(cast: Cast, seed: int) -> None:
    stages.gathered(cast)
    chance = Random(seed)
    for _ in range(25):
        change_something(chance)

        same_as_read_plainly()


@pytest.fixture
def committed(transactional_db: None) -> Cast:
    """A case whose changes are committed one by one, as in the product."""
    from tests.cast import make_cast

    made = make_cast()
    stages.gathered(made)
    return made


@pytest.mark.parametrize("seed", range(2))
def test_columns_held_in_memory_hear_of_every_change(committed: Cast, seed: int) -> None:
    chance = Random(100 + seed)
    candidates.columns()
    for _ in range(40):
        change_something(chance)

        known = same_as_read_plainly()
        assert told(known) == told(columns_on(timezone.localdate())), "a change gives what reading everybody gives"


def test_what_did_not_change_is_not_read_again(committed: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    known = candidates.columns()

    def noted(day: date, members: list[UUID] | None = None) -> Columns:
        # Whoever changed since the oldest transaction of the whole server, other tests' too, is read once more.
        assert members, "everybody was read again"
        return columns_on(day, members)

    monkeypatch.setattr(held, "columns_on", noted)
    assert told(candidates.columns()) == told(known)


def test_only_who_changed_is_read_again(committed: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    candidates.columns()
    read: list[Any] = []

    def noted(day: date, members: list[UUID] | None = None) -> Columns:
        read.append(members)
        return columns_on(day, members)

    monkeypatch.setattr(held, "columns_on", noted)
    Profile.objects.filter(person=committed.third).update(hours_a_week=1)
    candidates.columns()

    # While anybody's older transaction runs, the database cannot say that what came just before was seen.
    [asked] = read
    assert asked is not None, "everybody was read again"
    assert committed.third.pk in asked


def test_what_a_transaction_takes_back_is_not_held(committed: Cast) -> None:
    first = candidates.columns()

    with transaction.atomic():
        Profile.objects.filter(person=committed.third).update(hours_a_week=1)
        row = first.row_of[str(committed.third.pk)]
        assert candidates.columns().hours[row] == 1
        transaction.set_rollback(True)

    assert candidates.columns().hours[row] == 8


def test_who_was_still_writing_when_everybody_was_read_is_read_later(committed: Cast) -> None:
    """A transaction that is older than the reading and commits after it is not missed."""
    candidates.columns()
    row = candidates.columns().row_of[str(committed.third.pk)]

    def hours() -> float:
        return float(candidates.columns().hours[row])

    def write() -> None:
        with transaction.atomic():
            Profile.objects.filter(person=committed.third).update(hours_a_week=2)
            seen.append(at_once(hours)[0])

    seen: list[float] = []
    write()

    assert seen == [8]
    assert hours() == 2


def test_the_chosen_are_read_anew_and_alone(committed: Cast) -> None:
    with connection.execute_wrapper(_no_reading_of_everybody):
        chosen = candidates.columns_of([committed.third.pk, committed.member.pk])

    everybody = candidates.columns()
    assert chosen.ids == tuple(sorted(str(one.pk) for one in (committed.third, committed.member)))
    for name in ("hours", "cap", "active", "open", "acceptance", "first_timer", "only_at_home", "opted_out"):
        rows = [everybody.row_of[one] for one in chosen.ids]
        assert getattr(chosen, name).tolist() == getattr(everybody, name)[rows].tolist(), name


def _no_reading_of_everybody(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
    assert "people_memberchange" not in sql
    return execute(sql, *rest)


@pytest.mark.django_db
def test_nobody_at_all_is_no_columns(cast: Cast) -> None:
    Profile.objects.all().delete()

    assert len(candidates.columns()) == 0
    assert to_columns([]).ids == candidates.columns().ids


@pytest.mark.django_db
def test_the_newer_employer_counts(cast: Cast) -> None:
    newer = make_organisation("Newer")
    Employment.objects.filter(person=cast.third).update(until=timezone.localdate())
    Employment.objects.create(person=cast.third, organisation=newer, since=LONG_AGO + timedelta(days=9))

    known = same_as_read_plainly()

    assert known.organisation.name(known.row_of[str(cast.third.pk)]) == str(newer.pk)


def test_old_lines_of_changes_go(committed: Cast) -> None:
    from common.retention import rules

    MemberChange.objects.update(day=timezone.now() - timedelta(days=3))
    Profile.objects.filter(person=committed.third).update(hours_a_week=2)

    next(rule for rule in rules() if rule.name == "member-changes").act()

    assert [UUID(str(one.member_id)) for one in MemberChange.objects.all()] == [committed.third.pk]
