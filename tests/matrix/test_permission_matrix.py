"""The matrix knows every operation of the API."""

from collections.abc import Iterator
from typing import Any

from drf_spectacular.generators import SchemaGenerator

from tests.matrix.operations import MATRIX


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
