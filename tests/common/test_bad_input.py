"""Whatever is sent to any operation: a refusal in words with code and details, never a failure, nothing half saved."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from drf_spectacular.generators import SchemaGenerator

from tests.conftest import ClientFor
from tests.matrix.operations import MATRIX
from tests.matrix.trace import trace
from tests.shared import Asked, asked_once

SURROGATE = "\ud800"
VALUES: dict[str, Any] = {
    "null": None,
    "a list": [1, "a", None],
    "an object": {"a": 1},
    "too long": "x" * 10_000,
    "NUL": "a\x00b",
    "a lone surrogate": f"a{SURROGATE}b",
    "a huge number": 10**30,
    "the last day": "9999-12-31",
    "true": True,
    "an empty string": "",
    "a list of surrogates": [SURROGATE],
    "many": ["x"] * 500,
}
BODIES: dict[str, Any] = {
    "a list": [],
    "a word": "word",
    "a number": 7,
    "null": None,
    "an unknown field of surrogates": {SURROGATE: 1},
}
NOT_JSON: dict[str, tuple[Any, str]] = {
    "half": (b'{"title": "a', "application/json"),
    "not UTF-8": (b'{"title": "\xff\xfe"}', "application/json"),
    "not a number": (b'{"read_version": NaN}', "application/json"),
    "infinite": (b'{"read_version": 1e999}', "application/json"),
    "ten thousand digits": (b'{"read_version": ' + b"9" * 10_000 + b"}", "application/json"),
    "nested without end": (b"[" * 200_000, "application/json"),
    "a form": (b"title=a&situation=b", "application/x-www-form-urlencoded"),
    "XML": (b"<title/>", "application/xml"),
    "plain text": (b"title", "text/plain"),
    "another alphabet": (b'{"title": "a"}', "application/json; charset=utf-9000"),
}


@pytest.fixture(scope="module", params=MATRIX, ids=lambda row: row.operation)
def asked(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> Iterator[Asked]:
    with django_db_blocker.unblock(), asked_once(request.param) as made:
        yield made


def fault(response: Any, *, language: str | None = None) -> str:
    """What is wrong with this answer as a refusal; empty where nothing is."""
    if not 400 <= response.status_code < 500:
        return f"answered {response.status_code}: {response.content[:200]!r}"
    if response.headers["Content-Type"] != "application/problem+json":
        return f"is {response.headers['Content-Type']}"
    said = response.json()
    if not {"type", "title", "status", "code", "detail"} <= set(said) or said["status"] != response.status_code:
        return f"lacks a part: {said}"
    if response.status_code == 422 and not (
        said["details"] and all(words and all(words) for words in said["details"].values())
    ):
        return f"has no details: {said}"
    if language and response.headers["Content-Language"] != language:
        return f"speaks {response.headers['Content-Language']}"
    return ""


def mutations(body: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The body with one thing wrong at a time, down into its lists and objects."""
    yield "an unknown field", {**body, "is_admin": True}
    for name, value in body.items():
        yield f"{name}: missing", {other: kept for other, kept in body.items() if other != name}
        for what, wrong in VALUES.items():
            yield f"{name}: {what}", {**body, name: wrong}
        if isinstance(value, dict):
            yield from ((f"{name}.{what}", {**body, name: inner}) for what, inner in mutations(value))
        if isinstance(value, list) and value and isinstance(value[0], dict):
            yield from ((f"{name}.0.{what}", {**body, name: [inner]}) for what, inner in mutations(value[0]))


@pytest.mark.django_db
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


# What no field of the product takes; a missing, empty or strange number may be fine where it stands.
NEVER = re.compile(r"unknown field|: (a list|an object|too long|NUL|a lone surrogate|many|an? \w+ of \w+( words)?)$")


@pytest.mark.django_db
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


@pytest.mark.django_db
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


@pytest.mark.django_db
def test_a_stale_version_is_told_the_newer_one(asked: Asked, as_person: ClientFor) -> None:
    if asked.row.operation not in versioned():
        pytest.skip("names no version")
    client = as_person(asked.cast[asked.may])
    before = trace()

    response = asked.ask(client, {**asked.body, "read_version": 99})

    assert (response.status_code, fault(response)) == (409, "")
    assert (response.json()["code"], response.json()["version"]) == ("outdated", 1)
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
