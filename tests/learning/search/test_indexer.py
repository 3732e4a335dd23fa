"""The index follows the feed, can be thrown away, and belongs to one database."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection, transaction

from common.feed import note_change
from common.models import Change
from learning.handbook.loading import load
from learning.handbook.models import Case
from learning.search import index
from learning.search.following import Followed, end_of_feed, prune_feed, unfollowed
from learning.search.index import NoIndex
from learning.search.indexer import Indexer, behind, rebuild
from learning.search.query import search
from learning.search.readiness import readiness
from tests.learning.search.conftest import Notes


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


@pytest.mark.django_db
def test_a_change_is_found_and_an_edit_replaces_it(notes: Notes, indexer: Indexer) -> None:
    notes.put("one", "a drawbridge")
    assert ids("drawbridge") == set()
    assert indexer.catch_up() == 1
    assert ids("drawbridge") == {"one"}

    notes.put("one", "a tunnel")
    indexer.catch_up()

    assert ids("drawbridge") == set()
    assert ids("tunnel") == {"one"}
    assert search("").total == 1
    assert indexer.catch_up() == 0


@pytest.mark.django_db
def test_withdrawing_hides_it(notes: Notes, indexer: Indexer) -> None:
    notes.put("one", "a drawbridge")
    indexer.catch_up()

    notes.withdraw("one")
    indexer.catch_up()

    assert ids("drawbridge") == set()
    assert search("").facets["kind"] == []


@pytest.mark.django_db
def test_building_anew_gives_the_same_as_following(notes: Notes, indexer: Indexer) -> None:
    load()
    for number in range(30):
        notes.put(str(number), f"drawbridge {number}", principles=["p1-embrace", "p2-equip"])
    for number in range(0, 30, 3):
        notes.withdraw(str(number))
    while indexer.catch_up():
        pass
    asked = [("", {}), ("drawbridge", {}), ("rules", {"country": ["DK"]}), ("", {"principle": ["p1-embrace"]})]

    def everything() -> list[Any]:
        answers = []
        for words, filters in asked:
            pages = [search(words, filters=filters, page=page) for page in range(1, 10)]
            answers.append((sorted(hit.id for page in pages for hit in page.hits), pages[0].total, pages[0].facets))
        return answers

    followed = everything()
    written = rebuild()

    assert everything() == followed
    assert written == 84 + 37 + 20
    assert len([folder for folder in index.home().iterdir() if folder.is_dir()]) == 1


@pytest.mark.django_db
def test_the_indexer_moves_to_an_index_built_beside_it(notes: Notes, indexer: Indexer) -> None:
    notes.put("one", "a drawbridge")
    indexer.catch_up()
    before = index.current()

    call_command("reindex")
    notes.put("two", "a drawbridge too")
    indexer.catch_up()

    assert index.current() != before
    assert ids("drawbridge") == {"one", "two"}


@pytest.mark.django_db
def test_an_index_of_another_schema_is_built_anew(
    notes: Notes, indexer: Indexer, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes.put("one", "a drawbridge")
    indexer.catch_up()

    monkeypatch.setattr(index, "SCHEMA_VERSION", 2)
    assert search("").catching_up
    indexer.catch_up()

    assert index.current().name.startswith("v2-")
    assert ids("drawbridge") == {"one"}


@pytest.mark.django_db
def test_an_index_of_another_database_is_built_anew(notes: Notes, indexer: Indexer) -> None:
    notes.put("one", "a drawbridge")
    indexer.catch_up()
    indexer.close()
    # As after a restore: the same number was given to another change.
    notes.put("two", "a tunnel")
    del notes.kept["one"]
    Change.objects.latest("pk").delete()
    Change.objects.update(at="2020-01-01T00:00:00Z")

    Indexer().catch_up()

    assert {hit.id for hit in search("").hits} == {"two"}


@pytest.mark.django_db
@pytest.mark.parametrize("damage", ["folder", "pointer", "meta", "state", "all"])
def test_a_damaged_index_falls_back_and_is_built_anew(notes: Notes, indexer: Indexer, damage: str) -> None:
    notes.put("one", "words that titles lack", title="The drawbridge")
    indexer.catch_up()
    indexer.close()
    folder = index.current()
    match damage:
        case "folder":
            shutil.rmtree(folder)
        case "pointer":
            (index.home() / index.POINTER).write_bytes(b"\xff../../etc")
        case "meta":
            (folder / "meta.json").write_text("{")
        case "state":
            (folder / index.STATE).write_text("[]")
        case "all":
            shutil.rmtree(index.home())

    found = search("drawbridge")
    assert [hit.id for hit in found.hits] == ["one"]
    assert found.catching_up is (damage != "state")

    fresh = Indexer()
    until(lambda: fresh.catch_up() == 0)
    assert not search("drawbridge").catching_up
    assert ids("titles") == {"one"}
    fresh.close()


@pytest.mark.django_db
def test_broken_segments_are_reported_and_repaired(notes: Notes, indexer: Indexer, settings: Any) -> None:
    notes.put("one", "a drawbridge", title="The drawbridge")
    indexer.catch_up()
    indexer.close()
    folder = index.current()
    for segment in folder.glob("*.*"):
        if segment.suffix in {".idx", ".term", ".store", ".fast", ".pos"}:
            segment.write_bytes(b"\x00" * 64)

    found = search("drawbridge")

    assert found.catching_up
    assert [hit.id for hit in found.hits] == ["one"]
    assert (folder / index.BROKEN).exists()
    assert not index.given_up(folder)  # a moment ago: once in ten minutes is enough
    long_ago = time.time() - index.BETWEEN_REPAIRS - 1
    os.utime(index.home() / index.POINTER, (long_ago, long_ago))
    fresh = Indexer()
    fresh.catch_up()
    assert ids("drawbridge") == {"one"}
    fresh.close()


@pytest.mark.django_db
def test_one_document_that_cannot_be_built_stops_nobody(notes: Notes, indexer: Indexer) -> None:
    notes.put("good", "a drawbridge")
    notes.put("bad", "a drawbridge", at=None)
    notes.put("also good", "a drawbridge")
    note_change("unheard of", "1")

    assert indexer.catch_up() == 4

    assert ids("drawbridge") == {"good", "also good"}


@pytest.mark.django_db
def test_old_lines_go_and_whoever_missed_them_builds_anew(notes: Notes, indexer: Indexer) -> None:
    for number in ("one", "two", "three", "four"):
        notes.put(number, "a drawbridge")
        indexer.catch_up()
        if number == "two":
            indexer.close()
            away = index.followed(index.current())
    Change.objects.filter(subject_id__in=["one", "two", "three"]).update(at="2020-01-01T00:00:00Z")

    assert prune_feed() == 3
    assert [line.subject_id for line in Change.objects.all()] == ["four"]
    assert prune_feed() == 0
    index.note_followed(index.current(), away)
    notes.put("five", "a drawbridge")
    fresh = Indexer()
    until(lambda: fresh.catch_up() == 0)
    fresh.close()

    assert ids("drawbridge") == {"one", "two", "three", "four", "five"}


@pytest.mark.django_db
def test_readiness_says_what_search_is_doing(notes: Notes) -> None:
    assert readiness().status == "catching_up"
    with pytest.raises(NoIndex):
        behind()

    rebuild()
    notes.put("one", "a drawbridge")
    assert (readiness().status, readiness().documents) == ("ok", 0)
    Change.objects.update(at="2020-01-01T00:00:00Z")
    assert readiness().status == "behind"
    Indexer().catch_up()
    assert (readiness().status, readiness().documents) == ("ok", 1)


@pytest.mark.django_db
def test_only_one_may_build_or_follow(notes: Notes) -> None:
    with index.only_one("building") as mine:
        assert mine
        with pytest.raises(NoIndex):
            rebuild()
        with index.only_one("building") as second:
            assert not second
    assert rebuild() == 0


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


@pytest.mark.django_db(transaction=True)
def test_the_process_builds_follows_and_ends_cleanly(search_home: Path) -> None:
    """`manage.py index_search` as the supervisor runs it."""
    database = connection.settings_dict
    address = f"postgresql://{database['USER']}:{database['PASSWORD']}@/{database['NAME']}"
    with psycopg.connect(**{**connection.get_connection_params(), "cursor_factory": None, "context": None}) as probe:
        host, port = probe.info.host, probe.info.port
    load()
    environment = {
        **os.environ,
        "DATABASE_URL": f"{address}?host={host}&port={port}",
        "SEARCH_HOME_FOR_TEST": str(search_home),
        "DATA_DIR": str(search_home.parent),
    }
    process = subprocess.Popen(
        [sys.executable, "manage.py", "index_search"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    try:
        until(lambda: not search("drones").catching_up, 60)
        case = Case.objects.get(slug="no-oppegard-one-door")
        with transaction.atomic():
            case.outcome = "A drawbridge"
            case.save(update_fields=["outcome"])
            note_change("case", case.slug)
        until(lambda: ids("drawbridge") == {case.slug})
    finally:
        process.send_signal(signal.SIGTERM)
        output, _ = process.communicate(timeout=15)
    assert process.returncode == 0, output
    assert json.loads((index.current() / index.STATE).read_text())["number"] == Change.objects.latest("pk").pk
    assert index.followed(index.current()) != Followed()
