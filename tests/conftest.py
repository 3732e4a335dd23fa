"""The story's set-up: a named cast on real PostgreSQL and Valkey."""

import os
from collections.abc import Callable
from typing import Any

import pgtrigger
import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import TransactionTestCase
from django.utils import translation
from rest_framework.test import APIClient

from dotanks import held
from people.models import Person
from tests.cast import Cast
from tests.remembered import remembered_cast
from tests.tables import filled

if not os.environ.get("DATABASE_URL"):
    pytest.exit("The tests need real servers: run `make test`, or set DATABASE_URL and VALKEY_URL.", returncode=3)

ClientFor = Callable[[Person | None], APIClient]


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """Sign-in limits and throttles begin anew for each test."""
    cache.clear()


@pytest.fixture(autouse=True)
def _in_the_networks_language() -> None:
    """The language of the last request stays with the thread; no test begins in another test's."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def _nobody_held() -> None:
    """No columns of members whom another test made."""
    held.forget()


@pytest.fixture(autouse=True, scope="session")
def _emptied_quickly() -> None:
    """TRUNCATE makes the files of every table anew, which takes twenty times as long as deleting a case."""
    TransactionTestCase._fixture_teardown = delete_all_rows  # type: ignore[attr-defined]


def delete_all_rows(_: TransactionTestCase) -> None:
    """Delete every row but those that Django itself writes when it migrates."""
    with transaction.atomic(), pgtrigger.ignore(), connection.cursor() as cursor:
        cursor.execute(";".join(f"DELETE FROM {table}" for table in filled()) or "SELECT")


@pytest.fixture
def cast(db: None) -> Cast:
    """Who plays: see tests/cast.py."""
    return remembered_cast()


@pytest.fixture
def as_person() -> ClientFor:
    """A client signed in as this person, or as nobody."""

    def sign_in(person: Person | None, **more: Any) -> APIClient:
        client = APIClient(**more)
        if person is not None:
            client.force_login(person)
        return client

    return sign_in
