"""The story's set-up: a named cast on real PostgreSQL and Valkey."""

import os
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from rest_framework.test import APIClient

from people.models import Person
from tests.cast import Cast, make_cast

if not os.environ.get("DATABASE_URL"):
    pytest.exit("The tests need real servers: run `make test`, or set DATABASE_URL and VALKEY_URL.", returncode=3)

ClientFor = Callable[[Person | None], APIClient]


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """Sign-in limits and throttles begin anew for each test."""
    cache.clear()


@pytest.fixture
def cast(db: None) -> Cast:
    """Who plays: see tests/cast.py."""
    return make_cast()


@pytest.fixture
def as_person() -> ClientFor:
    """A client signed in as this person, or as nobody."""

    def sign_in(person: Person | None, **more: Any) -> APIClient:
        client = APIClient(**more)
        if person is not None:
            client.force_login(person)
        return client

    return sign_in
