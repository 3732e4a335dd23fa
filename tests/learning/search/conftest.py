"""A search home of its own for each test, and a small kind whose things live in a dict."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from common.feed import note_change
from learning.search import documents
from learning.search.documents import PUBLIC, SearchDocument
from learning.search.indexer import Indexer, rebuild
from learning.search.library import register_library


class Notes:
    """Things to find, put in and taken out as an app would do it: change, then tell the feed."""

    def __init__(self) -> None:
        self.kept: dict[str, SearchDocument] = {}
        self.hidden: set[str] = set()

    def put(self, number: str, text: str, **more: Any) -> None:
        self.keep(number, text, **more)
        note_change("note", number)

    def keep(self, number: str, text: str, *, language: str = "en", title: str = "A note", **more: Any) -> None:
        at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=len(self.kept))
        values: dict[str, Any] = {"audience": PUBLIC, "at": at, **more}
        self.kept[number] = SearchDocument(kind="note", id=number, language=language, title=title, text=text, **values)

    def withdraw(self, number: str) -> None:
        del self.kept[number]
        note_change("note", number)

    def build(self, ids: Sequence[str]) -> list[SearchDocument]:
        return [self.kept[number] for number in ids if number in self.kept]

    def all_ids(self) -> list[str]:
        return list(self.kept)

    def fetch(self, person: Any, ids: Sequence[str]) -> Mapping[str, SearchDocument]:
        return {number: self.kept[number] for number in ids if number in self.kept and number not in self.hidden}

    def find_titles(self, words: Sequence[str], limit: int) -> list[str]:
        titles = {number: note.title.casefold() for number, note in self.kept.items()}
        return [number for number, title in titles.items() if all(word.casefold() in title for word in words)][:limit]


@pytest.fixture(autouse=True)
def search_home(tmp_path: Path, settings: Any) -> Path:
    settings.SEARCH_DIR = tmp_path / "search"
    return tmp_path / "search"


@pytest.fixture(autouse=True)
def only_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "_kinds", {})
    register_library()


@pytest.fixture
def notes(only_library: None) -> Notes:
    notes = Notes()
    documents.register(
        "note", build=notes.build, all_ids=notes.all_ids, fetch=notes.fetch, find_titles=notes.find_titles
    )
    return notes


@pytest.fixture
def indexer(db: None) -> Iterator[Indexer]:
    """An indexer on a fresh index."""
    rebuild()
    indexer = Indexer()
    yield indexer
    indexer.close()
