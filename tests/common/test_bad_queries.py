"""Strange addresses, page links, filters, formats and languages: refused in the reader's words, never a failure."""

import base64
import re
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.utils import translation
from drf_spectacular.generators import SchemaGenerator

from common.refusals import Unknown
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.matrix.trace import trace
from tests.matrix.wrong import SURROGATE, fault

POSITIONS = ["p=rubbish", "p=", "o=-1", "x", "p=0001-01-01", "p=9999-12-31+23:59:59.999999-12:00"]


@pytest.mark.django_db
def test_what_an_address_does_not_do_is_refused(as_person: ClientFor, cast: Cast) -> None:
    client = as_person(cast.outsider)
    schema = SchemaGenerator().get_schema(request=None, public=True)
    before = trace()

    for path, offered in schema["paths"].items():
        for method in {"get", "post", "put", "patch", "delete", "trace"} - set(offered):
            response = client.generic(method.upper(), re.sub(r"\{\w+\}", str(uuid4()), path))
            assert (response.status_code, fault(response)) == (405, ""), f"{method} {path}"
    assert trace() == before


def cursor(position: str) -> str:
    return base64.b64encode(position.encode()).decode()


STRANGE = {
    "cursor": [
        "rubbish",
        "x" * 5_000,
        "\x00",
        SURROGATE,
        *(cursor(position) for position in (*POSITIONS, "p=9999-99-99", "o=99999999999999999999", "r=x&p=", "p=%00")),
    ],
    "page_size": ["0", "-1", "x", "9" * 5_000, "1e3", "\x00"],
}


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["me/notices/", "groups/", "problems/", "dotanks/", "pilots/", "rules/"])
def test_a_damaged_page_link_never_fails(address: str, as_person: ClientFor, cast: Cast) -> None:
    client = as_person(cast.coordinator)

    for name, values in STRANGE.items():
        for value in values:
            response = client.get(f"/api/{address}?{name}={quote(value, errors='surrogatepass')}")
            assert response.status_code == 200 or fault(response) == "", (name, value[:60], response.status_code)


WRONG_FILTERS = [
    ("problems/", "state", "gone"),
    ("problems/", "state", "\x00"),
    ("problems/", "language", "xx"),
    ("problems/", "language", SURROGATE),
    ("problems/", "mine", "perhaps"),
    ("rules/suggestions/", "q", "x" * 301),
    ("rules/suggestions/", "q", "\x00"),
    ("rules/", "kind", "unknown"),
    ("rules/", "fate", "forgotten"),
    ("rules/", "q", "x" * 201),
    ("rules/", "q", "\x00"),
    ("search/", "page", "0"),
    ("search/", "page", "51"),
    ("search/", "page", "9" * 5_000),
    ("search/", "page", "x"),
    ("search/", "q", "x" * 301),
    ("search/", "q", "\x00"),
    ("search/", "kind", "rumour"),
    ("search/", "principle", "p9"),
    ("search/", "outcome", "perhaps"),
    ("search/", "performance", "2"),
    ("search/", "quality_of_work", "wonderful"),
    ("search/", "question", "no question"),
    ("search/", "question", "\x00"),
    ("search/", "country", "LONG"),
    ("search/", "country", "\x00"),
    ("search/", "year", "1"),
    ("search/", "year", "9" * 400),
    ("search/", "language", "tlh"),
    ("search/", "organisation_kind", "x"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "name", "value"), WRONG_FILTERS)
def test_a_wrong_filter_is_refused_by_name(address: str, name: str, value: str, as_person: ClientFor) -> None:
    response = as_person(None).get(f"/api/{address}?{name}={quote(value, errors='surrogatepass')}")

    assert (response.status_code, fault(response)) == (422, "")
    assert name in {field.split(".")[0] for field in response.json()["details"]}


STRANGE_QUERIES = [
    '"',
    "AND",
    "OR NOT",
    "((((",
    "title:",
    "*",
    "~",
    "a^",
    "[a TO",
    "-",
    "+",
    "\\",
    "😀",
    "a" * 300,
    "%",
    "\u202e",
]


@pytest.mark.django_db
@pytest.mark.parametrize("query", STRANGE_QUERIES)
def test_any_words_can_be_searched_for(query: str, as_person: ClientFor) -> None:
    assert as_person(None).get("/api/search/", {"q": query}).status_code == 200


LANGUAGES = [("nl", "en", "nl"), (None, "sv-SE,sv;q=0.9,en;q=0.5", "sv"), (None, "nb", "nb"), (None, "fr", "en")]


@pytest.mark.django_db
@pytest.mark.parametrize(("own", "asks_for", "heard"), LANGUAGES)
def test_a_refusal_speaks_the_readers_language(
    own: str | None, asks_for: str, heard: str, as_person: ClientFor, cast: Cast
) -> None:
    """Their own when signed in, what the browser asks for otherwise."""
    client = as_person(cast.poster if own else None)

    refused = client.get(f"/api/problems/{uuid4()}/", headers={"Accept-Language": asks_for})
    invalid = client.get("/api/search/?page=0&year=x", headers={"Accept-Language": asks_for})

    for response in (refused, invalid):
        assert fault(response, language=heard) == ""
    with translation.override(heard):
        assert refused.json()["title"] == str(Unknown.title)


@pytest.mark.django_db
@pytest.mark.parametrize("accept", ["text/html", "application/xml", "image/*", "nonsense", "*/*;q=0"])
def test_whoever_asks_for_another_format_gets_json(accept: str, as_person: ClientFor, cast: Cast) -> None:
    response = as_person(cast.outsider).get("/api/me/", headers={"Accept": accept})

    assert response.status_code == 200 or fault(response) == ""


@pytest.mark.django_db
def test_a_body_of_many_megabytes_is_refused(as_person: ClientFor, cast: Cast) -> None:
    body: Any = b'{"title": "' + b"x" * 3_000_000 + b'"}'

    response = as_person(cast.poster).generic("POST", "/api/problems/", body, content_type="application/json")

    assert fault(response) == ""
