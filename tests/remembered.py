"""Stages that real actions made once are put back row by row, which costs a tenth of making them.

A stage is remembered only where it began with nothing but the cast, inside a test's own transaction. In every other
case its actions make it anew.
"""

import functools
import pickle
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

import pgtrigger
from django.db import connection
from django.utils import timezone

from people.models import Organisation
from tests.cast import Cast, make_cast
from tests.tables import columns, filled, written

Stage = TypeVar("Stage", bound=Callable[..., Any])


@dataclass(frozen=True)
class Memory:
    """Every row there was, by table, and what the stage gave."""

    day: date
    rows: dict[str, bytes]
    gave: bytes


@dataclass(frozen=True)
class Alone:
    """A cast that nothing was written after, and how many rows had been written by then."""

    cast: Cast
    written: int


_memories: dict[str, Memory] = {}
_alone: list[Alone] = []


def remembered_cast() -> Cast:
    """The cast: the same people in every test of this process."""
    _alone.clear()
    if not connection.in_atomic_block or Organisation.objects.exists():
        return make_cast()
    cast: Cast = _recall("cast", make_cast)
    _alone.append(Alone(cast, written()))
    return cast


def remembered(stage: Stage) -> Stage:
    """The stage by its actions the first time, from memory afterwards."""

    @functools.wraps(stage)
    def made(cast: Cast, *args: Any, **more: Any) -> Any:
        if args or more or not _stands_alone(cast):
            return stage(cast, *args, **more)
        return _recall(f"{stage.__module__}.{stage.__name__}", lambda: stage(cast))

    return made  # type: ignore[return-value]


def forget() -> None:
    """Every stage is made by its actions once more."""
    _memories.clear()


def _stands_alone(cast: Cast) -> bool:
    if _alone and _alone[0].written != written():
        _alone.clear()
    return bool(_alone) and _alone[0].cast is cast


def _recall(name: str, make: Callable[[], Any]) -> Any:
    today, memory = timezone.localdate(), _memories.get(name)
    before = _memories["cast"].rows if name != "cast" and "cast" in _memories else {}
    if memory is not None and memory.day == today:
        _put_back(before, memory.rows)
        return pickle.loads(memory.gave)
    nothing_else = set(filled()) == set(before)
    gave = make()
    if nothing_else:
        _memories[name] = Memory(today, {table: _read(table) for table in filled()}, pickle.dumps(gave))
    return gave


def _read(table: str) -> bytes:
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({columns()[table]}) TO STDOUT") as rows:
        return b"".join(map(bytes, rows))


def _put_back(before: Iterable[str], rows: dict[str, bytes]) -> None:
    """As they were, without what triggers would do: they have done it."""
    with pgtrigger.ignore(), connection.cursor() as cursor:
        cursor.execute(";".join(f"DELETE FROM {table}" for table in before) or "SELECT")
        for table, data in rows.items():
            with cursor.copy(f"COPY {table} ({columns()[table]}) FROM STDIN") as copy:
                copy.write(data)
        # What the database looks at when a transaction commits, it looked at when these were written.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
