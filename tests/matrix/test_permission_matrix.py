"""Who may do what: every operation of the API for the whole cast. A refused request leaves no trace."""

from collections.abc import Iterator
from typing import Any

import pytest
from drf_spectacular.generators import SchemaGenerator

from tests.cast import ROLES
from tests.conftest import ClientFor
from tests.matrix.operations import MATRIX
from tests.matrix.trace import trace
from tests.shared import Asked, asked_once


@pytest.fixture(scope="module", params=MATRIX, ids=lambda row: row.operation)
def asked(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> Iterator[Asked]:
    """The case at the stage where this operation belongs, made once for the whole cast."""
    with django_db_blocker.unblock(), asked_once(request.param) as made:
        yield made


@pytest.mark.django_db
@pytest.mark.parametrize("who", ROLES)
def test_who_may(asked: Asked, who: str, as_person: ClientFor) -> None:
    client = as_person(asked.cast[who])
    before = trace()

    response = asked.ask(client)

    assert response.status_code == asked.row.status(who), response.content.decode()
    if response.status_code >= 400:
        assert response.headers["Content-Type"] == "application/problem+json"
        assert {"title", "status", "code", "detail"} <= set(response.json())
        assert trace() == before, "a refused request left a trace"


def test_every_operation_is_in_the_matrix() -> None:
    schema = SchemaGenerator().get_schema(request=None, public=True)
    offered = sorted(
        operation["operationId"]
        for path in schema["paths"].values()
        for method, operation in path.items()
        if method in {"get", "post", "put", "patch", "delete"}
    )
    assert sorted(row.operation for row in MATRIX) == offered


def test_every_address_is_in_the_schema() -> None:
    """An endpoint that hides from the schema would hide from the matrix."""
    from django.urls import get_resolver

    from config.urls import api

    schema = SchemaGenerator().get_schema(request=None, public=True)
    assert len(schema["paths"]) == sum(1 for _ in patterns(api)), "an address under /api/ is not in the schema"
    assert get_resolver().resolve("/api/me/")


def patterns(urls: Any) -> Iterator[Any]:
    for pattern in urls:
        if hasattr(pattern, "url_patterns"):
            yield from patterns(pattern.url_patterns)
        else:
            yield pattern
