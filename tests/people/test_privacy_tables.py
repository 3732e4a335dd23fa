"""Everything about me, and erase me, table by table: with people whose marks nobody else has."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from dotanks.models import Seat
from experiments.models import SignOff
from ideas import poster
from ideas.models import Comment, Problem, Support
from people import tasks
from people.actions import privacy as actions
from people.models import Employment, Erasure, KeptName, Person, Role
from people.privacy.registry import Fate, stores, tables
from tests import lives
from tests.cast import Cast, make_cast
from tests.conftest import ClientFor
from tests.lives import MARKS
from tests.shared import taken_back

BY_MODEL = {table.model: table for table in tables()}


def points_at_a_person(model: Any) -> list[str]:
    return [
        one.attname
        for one in model._meta.local_fields
        if one.is_relation and one.related_model._meta.label == settings.AUTH_USER_MODEL
    ]


ALL = [
    model
    for model in apps.get_models()
    if getattr(model, "holds_personal_data", False) or points_at_a_person(model) or model is Person
]


@pytest.mark.parametrize("model", ALL, ids=lambda model: model._meta.label)
def test_every_table_with_personal_data_says_what_is_exported_and_what_erasing_does(model: Any) -> None:
    """Put a new table on the list in its app's `privacy.py`; see people/privacy/registry.py."""
    table = BY_MODEL.get(model)

    assert table is not None, (
        f"{model._meta.label} holds personal data and is not in {model._meta.app_label}/privacy.py"
    )
    assert (table.mine is not None) != bool(table.because), "either whose rows are whose, or why that cannot be said"
    assert table.mine is None or table.columns
    if points_at_a_person(model):
        assert table.mine is not None


def test_no_table_is_named_twice() -> None:
    assert len(tables()) == len(BY_MODEL) == len({table.name for table in tables()})
    assert len(stores()) > 8


@pytest.fixture(scope="module")
def whole(django_db_setup: None, django_db_blocker: Any) -> Iterator[Cast]:
    """Four people who have done everything that leaves a trace."""
    with django_db_blocker.unblock(), taken_back():
        cache.clear()
        cast = make_cast()
        lives.lived(cast)
        yield cast


def test_the_lives_leave_a_row_in_every_table(whole: Cast, db: None) -> None:
    silent = {
        "EmailConfirmation", "SocialToken", "KeptName", "Archive", "Erasure", "KeptAnswer", "Report", "RoomUpdate",
        "RoomSnapshot",
    }  # fmt: skip
    people = [whole[who] for who in MARKS]
    empty = {
        table.model.__name__
        for table in tables()
        if (
            not any(table.mine(one) for one in people if one)
            if table.mine
            else not table.model._default_manager.exists()
        )
    }
    assert empty <= silent, empty - silent


@pytest.mark.parametrize("who", MARKS)
def test_the_archive_holds_every_row_about_me(who: str, whole: Cast, db: None) -> None:
    person = whole[who]
    assert person
    told, page = lives.archive(person)
    inside = {name: {row["Reference"] for row in rows} for name, rows in told.items()}
    marks = [str(person.pk), person.email, person.name]

    missing = [
        (table, key)
        for table, key, text in lives.everything(opened=False)
        if any(mark in text for mark in marks) and key not in inside[name_of(table)]
    ]

    assert missing == []
    assert person.name in page
    assert f'lang="{person.language}"' in page


def name_of(db_table: str) -> str:
    return next(table.name for table in tables() if table.model._meta.db_table == db_table)


@pytest.mark.parametrize("who", MARKS)
def test_the_archive_holds_nothing_of_anybody_else(who: str, whole: Cast, db: None) -> None:
    person = whole[who]
    assert person
    told, page = lives.archive(person)
    others = [one for one in Person.objects.all() if one.pk != person.pk]

    said = f"{told}{page}"
    assert not [one.name for one in others if one.name in said or one.email in said or str(one.pk) in said]
    for table in tables():
        if table.mine is None:
            continue
        mine = {row["Reference"] for row in told[table.name]}
        columns = points_at_a_person(table.model)
        for row in table.model._default_manager.filter(pk__in=mine):
            if columns and table.model.__name__ not in {"Problem", "Comment", "ProposedTeam"}:
                assert person.pk in {getattr(row, column) for column in columns}, table.name


def test_what_was_posted_under_a_pseudonym_is_in_the_posters_archive_alone(whole: Cast, db: None) -> None:
    titles = set(Problem.objects.values_list("title", flat=True))

    for who in MARKS:
        person = whole[who]
        assert person
        told, _page = lives.archive(person)
        assert {row["Title"] for row in told["problem"]} == (titles if who == "poster" else set())


def erase(person: Person) -> Erasure:
    """Ask, let the week pass, and let the worker come."""
    erasure = actions.ask_for_erasure(person=person)
    Erasure.objects.filter(pk=erasure.pk).update(due_at=timezone.now() - timedelta(seconds=1))
    tasks.erase(erasure_id=str(erasure.pk))
    erasure.refresh_from_db()
    return erasure


@pytest.fixture
def whole_again(whole: Cast, db: None) -> Cast:
    """The same four people; what a test does to them is taken back."""
    for person in vars(whole).values():
        if isinstance(person, Person):
            person.refresh_from_db()
            for kept in [name for name in vars(person) if name.startswith("_") and name != "_state"]:
                delattr(person, kept)
    return whole


@pytest.mark.parametrize("who", MARKS)
def test_after_erasing_no_mark_is_in_any_table_but_beside_decisions(who: str, whole_again: Cast) -> None:
    person = whole_again[who]
    assert person
    name, email = person.name, person.email
    kept = {"manager", "coordinator"}

    erase(person)

    marks = [name, *name.split(), email, email.split("@")[0], f"uid-{who}"]
    found = {table for table, _, text in lives.everything() if any(mark in text for mark in marks)}
    assert found == ({"people_keptname"} if who in kept else set())
    assert KeptName.objects.filter(person=person, name=name).exists() is (who in kept)


@pytest.mark.parametrize("who", MARKS)
def test_each_table_does_what_the_list_says(who: str, whole_again: Cast) -> None:
    person = whole_again[who]
    assert person
    before = {table: set(table.mine(person).values_list("pk", flat=True)) for table in tables() if table.mine}
    drafts = set(poster.problems_posted_by(person).filter(state="draft").values_list("pk", flat=True))
    unanswered = {"Invitation": set(), "Problem": drafts}

    erase(person)

    for table, ids in before.items():
        left = set(table.model._default_manager.filter(pk__in=ids).values_list("pk", flat=True))
        expected = set() if table.fate == Fate.REMOVED else ids - unanswered.get(table.model.__name__, set())
        assert left == expected, table.name


def test_erasing_leaves_the_others_as_they_were(whole_again: Cast) -> None:
    others = [one for one in Person.objects.all() if one.pk != whole_again.poster.pk]
    before = {one.pk: counts(one) for one in others}

    erase(whole_again.poster)

    assert {one.pk: counts(one) for one in others} == before


def counts(person: Person) -> dict[str, int]:
    return {table.name: table.mine(person).count() for table in tables() if table.mine}


def test_the_account_is_gone_and_its_address_is_free(whole_again: Cast) -> None:
    person = whole_again.member
    browser = Client()
    browser.force_login(person)
    assert browser.get("/api/me/").status_code == 200
    email = person.email

    erase(person)

    assert browser.get("/api/me/").status_code == 401
    assert Client().post("/en/accounts/login/", {"login": email, "password": "x" * 12}).status_code == 200
    Person.objects.create_user(email, "another-long-password", name="Somebody new")


def test_contributions_stay_without_identity_and_decisions_keep_the_name(
    whole_again: Cast, as_person: ClientFor
) -> None:
    seat = Seat.objects.filter(person=whole_again.member).first()
    proposal = SignOff.objects.filter(manager=whole_again.manager).first()
    assert seat
    assert proposal
    erase(whole_again.member)
    erase(whole_again.manager)
    client = as_person(whole_again.third)

    team = client.get(f"/api/dotanks/{seat.dotank_id}/").content.decode()
    assert "A former colleague" in team
    assert str(whole_again.member.pk) not in team
    assert str(whole_again.manager.pk) not in team
    assert MARKS["manager"] not in team, "the name stands with the decision alone"
    decided = client.get(f"/api/proposals/{proposal.proposal_id}/").json()
    assert MARKS["manager"] in str(decided)
    assert str(whole_again.manager.pk) not in str(decided)


def test_support_is_counted_and_comments_stay(whole_again: Cast) -> None:
    erase(whole_again.member)

    assert set(Support.objects.filter(person=whole_again.member).values_list("by_name", flat=True)) == {False}
    assert Comment.objects.get(text="Said by member").person_id == whole_again.member.pk
    assert not Employment.objects.filter(person=whole_again.member).exists()
    assert not Role.objects.filter(person=whole_again.member, until__isnull=True).exists()


def test_the_link_to_a_pseudonym_is_cut_on_another_day(whole_again: Cast) -> None:
    person = whole_again.poster
    problems = set(poster.problems_posted_by(person).exclude(state="draft").values_list("pk", flat=True))
    assert problems

    erasure = erase(person)

    assert erasure.done_at
    assert erasure.later_at
    assert erasure.later_at - erasure.done_at >= timedelta(minutes=59)
    again = Person.objects.get(pk=person.pk)
    assert poster.problems_posted_by(again).exists()
    tasks.erase(erasure_id=str(erasure.pk))
    assert poster.problems_posted_by(Person.objects.get(pk=person.pk)).exists(), "not before its moment"

    Erasure.objects.update(later_at=timezone.now() - timedelta(seconds=1))
    tasks.erase(erasure_id=str(erasure.pk))

    assert not poster.problems_posted_by(Person.objects.get(pk=person.pk)).exists()
    assert set(Problem.objects.filter(pk__in=problems).values_list("pk", flat=True)) == problems
    erasure.refresh_from_db()
    assert erasure.later_done
    assert erasure.later_at is None


def test_the_dialog_names_what_happens(whole_again: Cast, as_person: ClientFor) -> None:
    told = as_person(whole_again.manager).get("/api/me/data/").json()["erasing"]

    assert told["keeps_name"]
    assert "Your decisions" in told["named"]
    assert "Your skills" in told["removed"]
    mine = [table for table in tables() if table.mine]
    assert sum(len(told[fate]) for fate in ("removed", "unnamed", "named")) == len(mine) - 1, "all but the account"
    assert not as_person(whole_again.third).get("/api/me/data/").json()["erasing"]["keeps_name"]
