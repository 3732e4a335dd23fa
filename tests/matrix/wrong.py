"""What nobody should send, and what is wrong with an answer to it."""

import re
from collections.abc import Iterator
from typing import Any

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
    "nested deeply": (b'{"title": ' + b"[" * 881 + b"]" * 881 + b"}", "application/json"),
    "a form": (b"title=a&situation=b", "application/x-www-form-urlencoded"),
    "XML": (b"<title/>", "application/xml"),
    "plain text": (b"title", "text/plain"),
    "another alphabet": (b'{"title": ""}', "application/json; charset=utf-9000"),
}
# What no field of the product takes; a missing, empty or strange number may be fine where it stands.
NEVER = re.compile(r"unknown field|: (a list|an object|too long|NUL|a lone surrogate|many|an? \w+ of \w+( words)?)$")


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
