"""The one writer of this machine's index: follows the feed of changes, or builds everything anew."""

import logging
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path

import psycopg
import tantivy
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from psycopg import sql

from common.feed import FEED_CHANNEL
from learning.search import index
from learning.search.documents import key, kinds
from learning.search.following import Line, end_of_feed, prune_feed, same_history, unfollowed
from learning.search.index import NoIndex, guarded

log = logging.getLogger(__name__)

BATCH = 500
BETWEEN_COMMITS = 0.1
# What a lost notification can cost at most.
POLL = 1.0
AFTER_TROUBLE = 2.0
BETWEEN_PRUNINGS = 3600.0
WRITER_MEMORY = 50_000_000


def rebuild() -> int:
    """Build the index anew from PostgreSQL beside the one in use, switch it in, and say how much is in it."""
    with index.only_one("building") as mine:
        if not mine:
            raise NoIndex("another process is building the index")
        folder = index.new_folder()
        # Read before the first document: what changes from now on is followed again, and following twice is harmless.
        upto = end_of_feed()
        written = 0
        with guarded():
            opened = index.opened(folder)
            writer = opened.writer(WRITER_MEMORY, 1)
            for kind in kinds().values():
                for ids in _batches(kind.all_ids()):
                    for document in _built(kind.name, ids):
                        writer.add_document(document)
                        written += 1
            writer.commit()
            writer.wait_merging_threads()
        index.note_followed(folder, upto)
        index.switch_to(folder)
        log.info("search.rebuilt", extra={"documents": written, "followed": upto.number})
        return written


class Indexer:
    """Applies the feed to the index in use."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._writer: tantivy.IndexWriter | None = None
        self._pruned = time.monotonic()

    def run(self, stop: threading.Event) -> None:
        """Follow the feed until told to stop; trouble with the database or the disk is waited out."""
        while not stop.is_set():
            try:
                with _listening() as heard:
                    while not stop.is_set():
                        if self.catch_up():
                            stop.wait(BETWEEN_COMMITS)
                        else:
                            next(heard)
                            self._prune_now_and_then()
            except (DatabaseError, InterfaceError, psycopg.Error, OSError, NoIndex) as trouble:
                log.warning("search.indexer_waits", extra={"reason": str(trouble)})
                self.close()
                connection.close()
                stop.wait(AFTER_TROUBLE)
        self.close()

    def catch_up(self) -> int:
        """Apply and commit the next batch of the feed; how many lines it had."""
        folder = self._follow_current()
        done = index.followed(folder)
        lines, seen = unfollowed(done, BATCH)
        if not lines:
            if seen != done:
                index.note_followed(folder, seen)
            return 0
        assert self._writer is not None
        with guarded():
            for kind, ids in _by_kind(lines).items():
                for subject_id in ids:
                    self._writer.delete_documents_by_term("key", key(kind, subject_id))
                for document in _built(kind, ids):
                    self._writer.add_document(document)
            self._writer.commit()
        index.note_followed(folder, seen)
        return len(lines)

    def close(self) -> None:
        """Let go of the index; what was not committed is read from the feed again."""
        writer, self._writer, self._folder = self._writer, None, None
        if writer is not None:
            try:
                with guarded():
                    writer.rollback()
                    writer.wait_merging_threads()
            except NoIndex as broken:
                log.warning("search.writer_lost", extra={"reason": str(broken)})

    def _prune_now_and_then(self) -> None:
        if time.monotonic() - self._pruned > BETWEEN_PRUNINGS:
            self._pruned = time.monotonic()
            prune_feed()

    def _follow_current(self) -> Path:
        """The folder in use with our writer on it, built anew if there is none or it belongs to another database."""
        try:
            folder = index.current()
            if index.given_up(folder):
                raise NoIndex("a reader could not use the index")
            if folder != self._folder:
                self.close()
                if not same_history(index.followed(folder)):
                    raise NoIndex("the index followed another database's feed")
                self._open(folder)
        except NoIndex as reason:
            log.warning("search.rebuilding", extra={"reason": str(reason)})
            self.close()
            rebuild()
            folder = index.current()
            self._open(folder)
        return folder

    def _open(self, folder: Path) -> None:
        with guarded():
            opened = index.opened(folder)
            opened.reload()
            opened.searcher().search(tantivy.Query.all_query(), 1)
            self._writer = opened.writer(WRITER_MEMORY, 1)
        self._folder = folder


def behind() -> float | None:
    """Seconds since the oldest change that is not in the index yet; None if there is none. NoIndex without an index."""
    lines, _ = unfollowed(index.followed(index.current()), BATCH)
    if not lines:
        return None
    return max(0.0, time.time() - min(datetime.fromisoformat(line.at) for line in lines).timestamp())


def _batches(ids: Iterable[str]) -> Iterator[list[str]]:
    remaining = iter(ids)
    while batch := list(islice(remaining, BATCH)):
        yield batch


def _by_kind(lines: Iterable[Line]) -> dict[str, list[str]]:
    ids: dict[str, dict[str, None]] = {}
    for line in lines:
        ids.setdefault(line.kind, {})[line.subject_id] = None
    return {kind: list(subjects) for kind, subjects in ids.items()}


def _built(kind: str, ids: Sequence[str]) -> Iterator[tantivy.Document]:
    """The documents of these things; one that cannot be built is logged and left out, so that the feed goes on."""
    if kind not in kinds():
        log.error("search.unknown_kind", extra={"kind": kind})
        return
    build = kinds()[kind].build
    try:
        yield from [document.for_index() for document in build(ids)]
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        if len(ids) == 1:
            log.exception("search.document_left_out", extra={"kind": kind, "subject_id": ids[0]})
            return
        for subject_id in ids:
            yield from _built(kind, [subject_id])


class _listening:
    """A connection of its own that hears the feed's call; each `next` returns at a call or after the poll's time."""

    def __enter__(self) -> Iterator[None]:
        parameters = connection.get_connection_params()
        names = ("host", "port", "user", "password", "dbname")
        wanted = {name: parameters[name] for name in names if name in parameters}
        self._own = psycopg.connect(**wanted, autocommit=True)
        self._own.execute(sql.SQL("LISTEN {}").format(sql.Identifier(FEED_CHANNEL)))
        return self._calls()

    def __exit__(self, *_: object) -> None:
        self._own.close()

    def _calls(self) -> Iterator[None]:
        while True:
            list(self._own.notifies(timeout=POLL, stop_after=1))
            yield
