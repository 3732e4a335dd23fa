"""Two at once: several calls begin in the same moment, each on a connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep
from typing import TypeVar

from django.db import connection

T = TypeVar("T")


def beside(call: Callable[[], T]) -> T:
    """What the call gave, on a connection of its own that is closed behind it."""
    try:
        return call()
    finally:
        connection.close()


def until_somebody_waits() -> None:
    """Come back once another connection waits for a lock."""
    waiting = (
        "SELECT EXISTS (SELECT FROM pg_stat_activity"
        " WHERE datname = current_database() AND wait_event_type = 'Lock') FROM pg_stat_clear_snapshot()"
    )
    for _ in range(1000):
        with connection.cursor() as cursor:
            cursor.execute(waiting)
            if cursor.fetchone() == (True,):
                return
        sleep(0.02)
    raise AssertionError("nobody waited")


def at_once(*calls: Callable[[], T]) -> list[T]:
    """What each call gave, in the order of the calls; all begin together."""
    ready = Barrier(len(calls))

    def run(call: Callable[[], T]) -> T:
        try:
            connection.ensure_connection()
            ready.wait(timeout=20)
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as together:
        return list(together.map(run, calls))
