"""The role with which the product uses its database: it does all the work and cannot rewrite what happened."""

from collections.abc import Iterator
from io import StringIO
from typing import Any
from urllib.parse import urlsplit

import pgtrigger
import pytest
from django.core.management import call_command
from django.db import ProgrammingError, connection, transaction

from common.audit import add_only_tables
from learning.models import Lesson
from people.models import Person
from tests import stages
from tests.cast import make_cast
from tools.postgres import WEB


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def web_role(db: None, settings: Any) -> Iterator[None]:
    """Everything below is asked as the web's role, with the rights that `make run` and an installation give it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_roles WHERE rolname = %s AND pg_has_role(oid, 'MEMBER')", [WEB])
        if cursor.fetchone() is None:
            pytest.skip(f"the servers that the environment names have no role {WEB} to step into")
    owner = urlsplit(settings.DATABASE_OWNER_URL)._replace(path=f"/{connection.settings_dict['NAME']}")
    settings.DATABASE_OWNER_URL = owner.geturl()
    settings.DATABASE_URL = owner._replace(netloc=f"{WEB}@{owner.hostname}:{owner.port}").geturl()
    call_command("grant_web_role", stdout=StringIO())
    run(f"SET ROLE {WEB}")
    yield
    run("RESET ROLE")


def test_a_case_goes_its_whole_way(web_role: None) -> None:
    lesson = stages.published(make_cast())

    assert Lesson.objects.public().get() == lesson


def test_what_happened_can_be_added_to_but_not_changed_or_taken_away(web_role: None) -> None:
    stages.published(make_cast())
    tables = add_only_tables()
    assert "common_historyline" in tables

    for table in tables:
        for statement in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}", f"TRUNCATE {table} CASCADE"):
            # Also where the trigger looks away: the right itself is missing.
            with pgtrigger.ignore(), pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                run(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM experiments_requiredsignoff",
        "UPDATE experiments_requiredsignoff SET kind = 'manager'",
    ],
)
def test_a_sign_off_that_is_needed_cannot_be_made_unneeded(statement: str, web_role: None) -> None:
    stages.submitted(make_cast())

    with pgtrigger.ignore(), pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        run(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE people_notice",
        "ALTER TABLE common_historyline DISABLE TRIGGER ALL",
        "DROP TRIGGER pgtrigger_append_only_e68da ON common_historyline",
        "ALTER TABLE people_person ADD COLUMN extra text",
        "DROP TABLE people_notice",
        "CREATE TABLE mine (id int)",
        "INSERT INTO django_migrations (app, name, applied) VALUES ('x', 'y', now())",
        "SELECT * FROM identity.behind_persona",
    ],
)
def test_tables_and_rules_are_out_of_its_reach(statement: str, web_role: None) -> None:
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"), transaction.atomic():
        run(statement)


def test_ordinary_rows_are_its_own(web_role: None) -> None:
    cast = make_cast()
    Person.objects.filter(pk=cast.outsider.pk).update(language="sv")
    cast.outsider.refresh_from_db()

    assert cast.outsider.language == "sv"
    assert cast.outsider.notices.all().delete() == (0, {})
