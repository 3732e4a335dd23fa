"""Every operation of the API at its stage: who may do it, and what whatever else is sent to it is answered.

A refusal comes in words with code and details, is never a failure, and leaves no trace.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from drf_spectacular.generators import SchemaGenerator

from tests.cast import ROLES, Cast
from tests.conftest import ClientFor
from tests.matrix.operations import MATRIX
from tests.matrix.trace import trace
from tests.matrix.wrong import BODIES, NEVER, NOT_JSON, fault, mutations
from tests.shared import Asked, asked_once, staged_once

# Operations at one stage follow each other, so that the stage is made once for all of them.
STAGES = list(dict.fromkeys(row.stage for row in MATRIX))
EVERY_OPERATION = [
    pytest.param(stage, row, id=row.operation) for stage in STAGES for row in MATRIX if row.stage == stage
]


@pytest.fixture(scope="module")
def staged(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Cast, Any]]:
    with django_db_blocker.unblock(), staged_once(request.param) as made:
        yield made


@pytest.fixture(scope="module")
def asked(
    request: pytest.FixtureRequest, staged: tuple[Cast, Any], django_db_setup: None, django_db_blocker: Any
) -> Iterator[Asked]:
    with django_db_blocker.unblock(), asked_once(request.param, *staged) as made:
        yield made


pytestmark = [
    pytest.mark.django_db,
    pytest.mark.parametrize(("staged", "asked"), EVERY_OPERATION, indirect=True, scope="module"),
]


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


def test_no_wrong_value_passes_or_fails(asked: Asked, as_person: ClientFor) -> None:
    """Each field of each operation, wrong in a dozen ways: an allowed value passes, the rest is refused."""
    if not isinstance(asked.body, dict):
        pytest.skip("asks for no body")
    client = as_person(asked.cast[asked.may])
    before, wrong = trace(), []

    for what, body in [*mutations(asked.body), *BODIES.items()]:
        here = transaction.savepoint()
        response = asked.ask(client, body)
        if 200 <= response.status_code < 300:
            transaction.savepoint_rollback(here)
        else:
            transaction.savepoint_commit(here)
        if response.status_code >= 300 or NEVER.search(what):
            wrong += [f"{what} {said}"] if (said := fault(response)) else []

    assert trace() == before, "something refused left a trace"
    assert not wrong, "\n".join(wrong)


def test_what_is_no_json_is_refused(asked: Asked, as_person: ClientFor) -> None:
    if asked.method == "get" or not isinstance(asked.body, dict):
        pytest.skip("reads no body")
    client = as_person(asked.cast[asked.may])
    before, wrong = trace(), []

    for what, (sent, content_type) in NOT_JSON.items():
        response = client.generic(asked.method.upper(), f"/api/{asked.address}", sent, content_type=content_type)
        if said := fault(response):
            wrong.append(f"{what} {said}")

    assert trace() == before, "something refused left a trace"
    assert not wrong, "\n".join(wrong)


def test_an_unknown_id_is_not_there(asked: Asked, as_person: ClientFor) -> None:
    known = re.compile(r"[0-9a-f-]{36}")
    if not known.search(asked.address):
        pytest.skip("names nothing")
    client = as_person(asked.cast[asked.may])
    before = trace()

    for strange in (str(uuid4()), "0" * 8 + "-0000-0000-0000-" + "0" * 12):
        response = replace(asked, address=known.sub(strange, asked.address)).ask(client)
        assert (response.status_code, fault(response)) == (404, "")
    assert trace() == before


def test_a_stale_version_is_told_the_newer_one(asked: Asked, as_person: ClientFor) -> None:
    if asked.row.operation not in versioned():
        pytest.skip("names no version")
    client = as_person(asked.cast[asked.may])
    before = trace()

    response = asked.ask(client, {**asked.body, "read_version": 99})

    assert (response.status_code, fault(response)) == (409, "")
    assert (response.json()["code"], response.json()["version"]) == ("outdated", asked.body["read_version"])
    assert trace() == before


@cache
def versioned() -> set[str]:
    """The operations that want to know which version was read, by the schema."""
    schema = SchemaGenerator().get_schema(request=None, public=True)
    return {
        operation["operationId"]
        for path in schema["paths"].values()
        for operation in path.values()
        if "requestBody" in operation and "read_version" in _body_of(operation, schema)
    }


def _body_of(operation: dict[str, Any], schema: dict[str, Any]) -> Any:
    json = operation["requestBody"]["content"].get("application/json")
    if json is None:
        return {}  # a file
    named = json["schema"]["$ref"].rpartition("/")[2]
    return schema["components"]["schemas"][named]["properties"]
