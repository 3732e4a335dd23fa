"""Looking behind a pseudonym takes two coordinators of two organisations, and the database itself insists on it."""

from datetime import timedelta

import psycopg.errors
import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from common.models import HistoryLine
from common.refusals import Forbidden, WrongState
from ideas import identity
from ideas.actions import looks
from ideas.models import Look
from ideas.poster import forget, person_looked_at
from people.models import Notice, Person
from tests import stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.factories import make_person

pytestmark = pytest.mark.django_db


def second(cast: Cast) -> Person:
    """A coordinator of another organisation."""
    return make_person("Sven Second", cast.member.employments.get().organisation, roles=["coordinator"])


def asked(cast: Cast) -> Look:
    return looks.ask_for_look(
        coordinator=cast.coordinator, problem_id=stages.posted(cast).pk, reason="A threat against a resident"
    )


def test_two_coordinators_of_two_organisations_learn_who_posted_and_the_poster_is_told(
    cast: Cast, as_person: ClientFor
) -> None:
    other = second(cast)
    look = asked(cast)
    told_before = Notice.objects.filter(person=cast.poster).count()

    agreed = as_person(other).post(f"/api/looks/{look.pk}/agree/")
    seen = as_person(cast.coordinator).post(f"/api/looks/{look.pk}/look/")

    assert agreed.status_code == 200
    assert seen.json() == {"name": cast.poster.name, "email": cast.poster.email, "organisation": cast.home.name}
    assert Notice.objects.filter(person=cast.poster).count() == told_before + 1
    lines = HistoryLine.objects.filter(subject_id=look.pk).order_by("id").values_list("step", "actor")
    assert list(lines) == [("ask", cast.coordinator.pk), ("agree", other.pk), ("look", cast.coordinator.pk)]
    assert cast.poster.name not in as_person(other).get(f"/api/looks/{look.pk}/").content.decode()


def test_nobody_agrees_with_themselves_or_with_a_colleague(cast: Cast) -> None:
    colleague = make_person("Cleo Close", cast.coordinator.employments.get().organisation, roles=["coordinator"])
    look = asked(cast)
    for one in (cast.coordinator, colleague):
        with pytest.raises(Forbidden):
            looks.agree_to_look(coordinator=one, look_id=look.pk)
    with pytest.raises(WrongState):
        looks.look(coordinator=cast.coordinator, look_id=look.pk)


def test_without_an_agreed_look_the_database_opens_nothing(cast: Cast) -> None:
    look = asked(cast)
    assert person_looked_at(look.problem) is None

    agreed = looks.agree_to_look(coordinator=second(cast), look_id=look.pk)
    assert person_looked_at(look.problem) == cast.poster

    Look.objects.filter(pk=agreed.pk).update(until=timezone.now() - timedelta(seconds=1))
    assert person_looked_at(look.problem) is None
    with pytest.raises(WrongState):
        looks.look(coordinator=cast.coordinator, look_id=look.pk)


def kept() -> set[str]:
    """What the owner of the database reads of who is behind personas; emptying the tables leaves other tests' rows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT b::text FROM identity.behind_persona b")
        return {row for (row,) in cursor.fetchall()}


def test_the_web_role_reads_no_table_of_who_is_behind(cast: Cast) -> None:
    before = kept()
    stages.posted(cast)
    assert len(kept()) == len(before) + 1
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE dotank_web")
        with pytest.raises(ProgrammingError) as refused, transaction.atomic():
            cursor.execute("SELECT * FROM identity.behind_persona")
        cursor.execute("RESET ROLE")
    assert isinstance(refused.value.__cause__, psycopg.errors.InsufficientPrivilege)


def test_what_is_kept_names_no_person(cast: Cast) -> None:
    before = kept()
    stages.posted(cast)
    (row,) = kept() - before
    assert cast.poster.pk.hex not in row
    assert str(cast.poster.pk) not in row


def test_many_personas_of_one_person_are_all_found_again(cast: Cast) -> None:
    mine = {stages.draft(cast).persona_id for _ in range(60)}
    stages.draft(cast, poster=cast.colleague)

    assert set(identity.personas_of(cast.poster.pk)) == mine


def test_who_is_forgotten_stays_unknown_and_the_problem_stays(cast: Cast) -> None:
    look = asked(cast)
    looks.agree_to_look(coordinator=second(cast), look_id=look.pk)

    forget(cast.poster)

    assert looks.look(coordinator=cast.coordinator, look_id=look.pk).person is None
    assert identity.person_to_tell(look.problem.persona_id) is None
    look.problem.refresh_from_db()
