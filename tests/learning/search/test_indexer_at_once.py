"""The feed while many write at once: nothing is passed over, nothing comes twice."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import psycopg
import pytest
from django.db import connection, transaction

from learning.search import index
from learning.search.following import end_of_feed, unfollowed
from learning.search.indexer import Indexer, rebuild
from learning.search.query import search
from tests.learning.search.asking import follow, ids, until
from tests.learning.search.conftest import Notes


def _address() -> str:
    parameters = connection.get_connection_params()
    names = ("host", "port", "user", "password", "dbname")
    return psycopg.conninfo.make_conninfo(**{name: parameters[name] for name in names if name in parameters})


class Writer:
    """Another connection that writes a line to the feed and ends its transaction when told. It waits for nobody."""

    def __init__(self, subject: str) -> None:
        self.own = psycopg.connect(_address())
        self.own.execute("SELECT pg_current_xact_id()")
        self.own.execute("INSERT INTO common_change (kind, subject_id) VALUES ('note', %s)", [subject])

    def commit(self) -> None:
        self.own.commit()
        self.own.close()

    def roll_back(self) -> None:
        self.own.rollback()
        self.own.close()


@pytest.fixture
def write() -> Iterator[Callable[[str], Writer]]:
    """Opens writers, and ends what a failing test left open: emptying the tables would wait for it."""
    opened: list[Writer] = []

    def write(subject: str) -> Writer:
        opened.append(Writer(subject))
        return opened[-1]

    yield write
    for writer in opened:
        writer.own.close()


def within_a_minute(holds: Callable[[], bool]) -> None:
    """A gap is forgotten once every older transaction is over, also one that another test holds open beside us."""
    until = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.1)


@pytest.mark.django_db(transaction=True)
def test_a_line_that_commits_late_is_not_passed_over(notes: Notes, write: Callable[[str], Writer]) -> None:
    """The trap of numbered feeds: a lower number may become visible after a higher one."""
    rebuild()
    indexer = Indexer()
    for subject in ("first", "late", "later", "quick", "never", "last"):
        notes.keep(subject, "a drawbridge")
    write("first").commit()
    late, later, never = write("late"), write("later"), write("never")
    write("quick").commit()
    indexer.catch_up()
    assert ids("drawbridge") == {"first", "quick"}

    later.commit()
    never.roll_back()
    indexer.catch_up()
    assert ids("drawbridge") == {"first", "quick", "later"}

    # Built anew, or started again, in between: what may still come is not forgotten.
    indexer.close()
    indexer = Indexer()
    write("last").commit()
    indexer.catch_up()
    late.commit()
    assert indexer.catch_up() == 1
    indexer.close()

    assert ids("drawbridge") == {"first", "quick", "later", "late", "last"}
    assert indexer.catch_up() == 0
    within_a_minute(lambda: indexer.catch_up() == 0 and index.followed(index.current()).gaps == {})
    indexer.close()


@pytest.mark.django_db(transaction=True)
def test_building_anew_beside_an_open_transaction_forgets_nothing(notes: Notes, write: Callable[[str], Writer]) -> None:
    late = write("late")  # nothing before it, so that only its absence can tell
    write("quick").commit()
    rebuild()
    notes.keep("late", "a drawbridge")
    indexer = Indexer()
    assert indexer.catch_up() == 0

    late.commit()
    assert indexer.catch_up() == 1

    assert ids("drawbridge") == {"late"}
    indexer.close()


@pytest.mark.django_db(transaction=True)
def test_lines_come_in_batches_and_each_once(write: Callable[[str], Writer]) -> None:
    start = end_of_feed()
    open_ones = [write(f"open {number}") for number in range(3)]
    for number in range(20):
        write(f"done {number}").commit()
    open_ones[0].roll_back()
    done, came = start, []
    for _ in range(10):
        lines, done = unfollowed(done, 7)
        came += [line.subject_id for line in lines]
    assert sorted(came) == sorted(f"done {number}" for number in range(20))

    open_ones[1].commit()
    open_ones[2].commit()
    lines, done = unfollowed(done, 7)
    assert [line.subject_id for line in lines] == ["open 1", "open 2"]
    within_a_minute(lambda: unfollowed(done, 7) == ([], replace(done, gaps={})))


@pytest.mark.django_db(transaction=True)
def test_many_writers_and_rollbacks_lose_nothing(notes: Notes) -> None:
    rebuild()
    stop = threading.Event()
    following = threading.Thread(target=follow, args=(stop,))
    following.start()

    def write(writer: int) -> None:
        try:
            for number in range(20):
                try:
                    with transaction.atomic():
                        notes.put(f"{writer}-{number}", "a drawbridge")
                        time.sleep(0.001 * ((writer + number) % 3))
                        if number % 5 == 4:
                            raise RuntimeError("rolled back")
                except RuntimeError:
                    del notes.kept[f"{writer}-{number}"]
        finally:
            connection.close()

    writers = [threading.Thread(target=write, args=(writer,)) for writer in range(4)]
    try:
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join(30)
        until(lambda: search("drawbridge").total == 4 * 16)
    finally:
        stop.set()
        following.join(15)
    assert not following.is_alive()


@pytest.mark.django_db(transaction=True)
def test_a_change_is_visible_within_a_second_and_survives_lost_connections(notes: Notes) -> None:
    rebuild()
    stop = threading.Event()
    following = threading.Thread(target=follow, args=(stop,))
    following.start()
    try:
        with transaction.atomic():
            notes.put("warm", "a drawbridge")
        until(lambda: search("drawbridge").total == 1)
        with transaction.atomic():
            notes.put("one", "a drawbridge")
        assert until(lambda: search("drawbridge").total == 2) < 1.0

        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            assert cursor.fetchone()[0] >= 1
        with transaction.atomic():
            notes.put("two", "a drawbridge")
        until(lambda: search("drawbridge").total == 3)
    finally:
        stop.set()
        following.join(15)
    assert not following.is_alive()
