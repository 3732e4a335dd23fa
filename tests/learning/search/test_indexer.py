"""The index follows the feed and is built anew where it must be."""

import json
import os
import signal
import subprocess
import sys
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
from learning.search.following import Followed, prune_feed
from learning.search.index import NoIndex
from learning.search.indexer import Indexer, behind, rebuild
from learning.search.query import search
from learning.search.readiness import readiness
from tests.learning.search.asking import ids, until
from tests.learning.search.conftest import Notes


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
