"""Two at once: several calls begin in the same moment, each on a connection of its own."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any, TypeVar

from django.db import connection, transaction

from common.refusals import Refusal

T = TypeVar("T")
U = TypeVar("U")
Try = Callable[[], str]


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
        time.sleep(0.02)
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


def trying(action: Callable[..., Any], **arguments: Any) -> Try:
    """The action as one call that says how it ended: done, or the code of its refusal."""

    def run() -> str:
        try:
            action(**arguments)
        except Refusal as refusal:
            return refusal.code
        return "done"

    return run


def before_the_commit(first: Callable[[], T], second: Callable[[], U]) -> tuple[T, U]:
    """What both gave; the second begins when the first has done everything and only its commit is to come.

    The first commits as soon as the second waits for it or is through: of all ways to overlap the one that finds
    whoever looked before waiting.
    """

    with ThreadPoolExecutor(1) as other:
        with transaction.atomic():
            gave = first()
            later = other.submit(beside, second)
            while not later.done() and not _is_waited_for():
                time.sleep(0.01)
        return gave, later.result(timeout=20)


def _is_waited_for() -> bool:
    """Whether somebody waits for a lock that this connection holds."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid)))"
        )
        return bool(cursor.fetchone()[0])
