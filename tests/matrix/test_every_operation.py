"""Every operation of the API at its stage: who may do it, and what whatever else is sent to it is answered.

A refusal comes in words with code and details, is never a failure, and leaves no trace.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache as once
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import transaction
from drf_spectacular.generators import SchemaGenerator
from rest_framework.test import APIClient

from tests import deciding
from tests.cast import ROLES, Cast
from tests.conftest import ClientFor
from tests.matrix.operations import MATRIX
from tests.matrix.trace import trace
from tests.matrix.wrong import BODIES, NEVER, NOT_JSON, fault, mutations
from tests.shared import Asked, asked_once, staged_once, taken_back
from tests.tables import written

SESSIONS = "django_session"

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


ID = re.compile(r"[0-9a-f-]{36}")

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.parametrize(("staged", "asked"), EVERY_OPERATION, indirect=True, scope="module"),
]


def test_who_may(asked: Asked, as_person: ClientFor) -> None:
    """Everybody is answered as the matrix says, and whoever is refused leaves no trace."""
    wrong = []
    everybody = {who: asked.cast[who] for who in ROLES} | deciding.to_ask(asked.row.answers)
    for who, person in everybody.items():
        cache.clear()  # limits count for each anew
        with taken_back():
            client = as_person(person)
            before = written(but=SESSIONS)
            response = asked.ask(client)
            wrote = written(but=SESSIONS) != before
        if response.status_code != asked.row.status(who):
            wrong.append(f"{who}: {response.status_code}, not {asked.row.status(who)}: {response.content[:300]!r}")
        elif response.status_code >= 400:
            wrong += [f"{who}: {said}"] if (said := fault(response)) else []
            wrong += [f"{who}: was refused and left a trace"] if wrote and not undone(asked, as_person(person)) else []
    assert not wrong, "\n".join(wrong)


def undone(asked: Asked, client: APIClient) -> bool:
    """Whether all that this request writes is taken back before it is answered."""
    cache.clear()
    with taken_back():
        before = trace()
        asked.ask(client)
        return trace() == before


def test_whatever_is_wrong_is_refused(asked: Asked, as_person: ClientFor) -> None:
    """What cannot be meant is refused in words, never fails and leaves no trace, however it is sent."""
    client = as_person(asked.cast[asked.may])
    before = trace()
    wrong: list[str] = []
    if isinstance(asked.body, dict):
        wrong += wrong_values(asked, client)
        wrong += no_json(asked, client) if asked.method != "get" else []
    if ID.search(asked.address):
        wrong += unknown_ids(asked, client)
    if asked.row.operation in versioned():
        wrong += stale_version(asked, client)
    assert trace() == before, "something refused left a trace"
    assert not wrong, "\n".join(wrong)


def wrong_values(asked: Asked, client: APIClient) -> Iterator[str]:
    """Each field wrong in a dozen ways: an allowed value passes, the rest is refused."""
    for what, body in [*mutations(asked.body), *BODIES.items()]:
        here = transaction.savepoint()
        response = asked.ask(client, body)
        if 200 <= response.status_code < 300:
            transaction.savepoint_rollback(here)
        else:
            transaction.savepoint_commit(here)
        if (response.status_code >= 300 or NEVER.search(what)) and (said := fault(response)):
            yield f"{what} {said}"


def no_json(asked: Asked, client: APIClient) -> Iterator[str]:
    """What is no JSON at all."""
    for what, (sent, content_type) in NOT_JSON.items():
        response = client.generic(asked.method.upper(), f"/api/{asked.address}", sent, content_type=content_type)
        if said := fault(response):
            yield f"{what} {said}"


def unknown_ids(asked: Asked, client: APIClient) -> Iterator[str]:
    """An id that nothing has."""
    for strange in (str(uuid4()), "0" * 8 + "-0000-0000-0000-" + "0" * 12):
        response = replace(asked, address=ID.sub(strange, asked.address)).ask(client)
        if response.status_code != 404 or fault(response):
            yield f"id {strange}: {response.status_code} {fault(response)}"


def stale_version(asked: Asked, client: APIClient) -> Iterator[str]:
    """Another version than the newest: the answer names that one."""
    response = asked.ask(client, {**asked.body, "read_version": 99})
    told = response.json()
    if (response.status_code, told.get("code"), told.get("version")) != (409, "outdated", asked.body["read_version"]):
        yield f"version 99: {response.status_code} {told}"


@once
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
    body = schema["components"]["schemas"][named]
    return body.get("properties", {})  # none where one or a list of it is taken
