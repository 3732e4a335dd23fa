"""An index of something else, damaged, or with a document that cannot be built: reported, and built anew."""

import os
import shutil
import time
from typing import Any

import pytest

from common.feed import note_change
from common.models import Change
from learning.search import index
from learning.search.indexer import Indexer
from learning.search.query import search
from learning.search.schema import SCHEMA_VERSION
from tests.learning.search.asking import ids, until
from tests.learning.search.conftest import Notes


@pytest.mark.django_db
def test_an_index_of_another_schema_is_built_anew(
    notes: Notes, indexer: Indexer, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes.put("one", "a drawbridge")
    indexer.catch_up()

    monkeypatch.setattr(index, "SCHEMA_VERSION", SCHEMA_VERSION + 1)
    assert search("").catching_up
    indexer.catch_up()

    assert index.current().name.startswith(f"v{SCHEMA_VERSION + 1}-")
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
