"""Asking the index, and waiting for it."""

import threading
import time
from collections.abc import Callable

from django.db import connection

from learning.search.indexer import Indexer
from learning.search.query import search


def ids(query: str = "") -> set[str]:
    found = search(query)
    assert not found.catching_up
    return {hit.id for hit in found.hits}


def until(true: Callable[[], bool], seconds: float = 15.0) -> float:
    """How long it took until this was true."""
    started = time.monotonic()
    while not true():
        assert time.monotonic() - started < seconds, "it never happened"
        time.sleep(0.01)
    return time.monotonic() - started


def follow(stop: threading.Event) -> None:
    """The indexer in a thread of its own, with a connection of its own."""
    Indexer().run(stop)
    connection.close()
