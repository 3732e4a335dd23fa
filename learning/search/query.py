"""Ask the index. Without a usable index PostgreSQL's titles answer, and the answer says so."""

import logging
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import tantivy
from tantivy import Occur, Query, SnippetGenerator

from learning.search import index, words
from learning.search.documents import MEMBERS, PUBLIC, Audience, SearchDocument, composed, kinds
from learning.search.index import NoIndex, guarded
from learning.search.schema import FACETS, STEMMERS, schema

log = logging.getLogger(__name__)

PAGE_SIZE = 20
LAST_PAGE = 50
SNIPPET_CHARACTERS = 220
# Far above the number of values any facet can have, so that every count is exact.
FACET_VALUES = 10_000
TITLES_PER_KIND = 50
FILTER_VALUES = 50
FILTER_CHARACTERS = 100

Filters: TypeAlias = Mapping[str, Sequence[str]]
Piece: TypeAlias = tuple[str, bool]


@dataclass(frozen=True)
class Hit:
    """One thing found. `snippet` is plain text in pieces; True marks what the reader asked for."""

    kind: str
    id: str
    score: float
    snippet: tuple[Piece, ...] = ()


@dataclass(frozen=True)
class FacetValue:
    value: str
    count: int


@dataclass(frozen=True)
class Found:
    """One page of hits, with exact counts. While `catching_up`, titles were searched and facets stay empty."""

    hits: list[Hit]
    total: int
    page: int
    pages: int
    facets: dict[str, list[FacetValue]] = field(default_factory=dict)
    catching_up: bool = False


def search(
    query: str,
    *,
    audience: Audience = PUBLIC,
    filters: Filters | None = None,
    language: str = "en",
    page: int = 1,
    alike: bool = False,
) -> Found:
    """Find what this audience may see, best first; without words, newest first. Never fails on a reader's words.

    `alike` also finds what says it in other words: fewer of them are enough.

    Values of one filter widen, filters among each other narrow. A facet counts as if its own filter were not set, so
    a reader sees what else there is.
    """
    page = min(max(page, 1), LAST_PAGE)
    language = language if language in STEMMERS else "en"
    chosen = {
        facet: [composed(value)[:FILTER_CHARACTERS] for value in values[:FILTER_VALUES]]
        for facet, values in (filters or {}).items()
        if facet in FACETS and values
    }
    try:
        with guarded():
            return _ask_index(query, audience, chosen, language, page, alike=alike)
    except NoIndex as reason:
        log.warning("search.catching_up", extra={"reason": str(reason)}, exc_info=reason.__cause__)
        index.report_broken()
        return _ask_titles(query, audience, chosen, page)


def rows_for(hits: Sequence[Hit], person: Any) -> list[tuple[Hit, Any]]:
    """Each hit with its row as this person may see it now; what they may not see is left out."""
    ids: dict[str, list[str]] = {}
    for hit in hits:
        ids.setdefault(hit.kind, []).append(hit.id)
    rows = {kind: kinds()[kind].fetch(person, wanted) for kind, wanted in ids.items() if kind in kinds()}
    return [(hit, rows[hit.kind][hit.id]) for hit in hits if hit.id in rows.get(hit.kind, {})]


# --- The index -----------------------------------------------------------------------------------------------------


@dataclass
class _Reader:
    folder: Path
    index: tantivy.Index
    stamp: tuple[int, int]


_reader: _Reader | None = None
_opening = threading.Lock()


def searcher() -> tantivy.Searcher:
    """The index as last committed. The writer replaces one small file at each commit; looking at it costs nothing."""
    global _reader
    folder = index.current()
    stamp = _stamp(folder)
    with _opening:
        if _reader is None or _reader.folder != folder:
            _reader = _Reader(folder, index.opened(folder), stamp)
            _reader.index.reload()
        elif _reader.stamp != stamp:
            _reader.index.reload()
            _reader.stamp = stamp
        return _reader.index.searcher()


def _stamp(folder: Path) -> tuple[int, int]:
    try:
        meta = (folder / "meta.json").stat()
    except OSError as gone:
        raise NoIndex("the index is gone") from gone
    return meta.st_mtime_ns, meta.st_ino


def _ask_index(query: str, audience: Audience, chosen: Filters, language: str, page: int, *, alike: bool) -> Found:
    reading = searcher()
    asked = words.as_query(query, language=language, alike=alike)
    visible = _audience(audience)
    limits = {facet: _limit(facet, values) for facet, values in chosen.items()}
    matching = _all_of(asked, visible, *limits.values())
    start = (page - 1) * PAGE_SIZE
    ranked = bool(query.strip())
    result = reading.search(matching, PAGE_SIZE, count=True, offset=start, order_by_field=None if ranked else "at")
    total: int = result.count  # type: ignore[attr-defined]  # missing in the wheel's stubs
    return Found(
        hits=_hits(reading, result.hits, asked if ranked else None, language),
        total=total,
        page=page,
        pages=min(-(-total // PAGE_SIZE), LAST_PAGE),
        facets=_facets(reading, asked, visible, limits),
    )


def _audience(audience: Audience) -> Query:
    return _one_of("audience", [PUBLIC, MEMBERS] if audience == MEMBERS else [PUBLIC])


def _limit(facet: str, values: Sequence[str]) -> Query:
    if facet != "year":
        return _one_of(facet, list(values))
    years = [int(value) for value in values if value.isascii() and value.isdigit() and len(value) <= 4]
    return _one_of(facet, years) if years else Query.empty_query()


def _one_of(name: str, values: Sequence[str | int]) -> Query:
    return Query.const_score_query(Query.term_set_query(schema(), name, values), 0.0)


def _all_of(*queries: Query) -> Query:
    return Query.boolean_query([(Occur.Must, query) for query in queries])


def _facets(
    reading: tantivy.Searcher, asked: Query, visible: Query, limits: Mapping[str, Query]
) -> dict[str, list[FacetValue]]:
    unlimited = [facet for facet in FACETS if facet not in limits]
    counted = _count(reading, _all_of(asked, visible, *limits.values()), unlimited)
    for facet in limits:
        others = [limit for name, limit in limits.items() if name != facet]
        counted |= _count(reading, _all_of(asked, visible, *others), [facet])
    return {facet: counted[facet] for facet in FACETS}


def _count(reading: tantivy.Searcher, matching: Query, facets: Sequence[str]) -> dict[str, list[FacetValue]]:
    terms = {facet: {"terms": {"field": facet, "size": FACET_VALUES}} for facet in facets}
    buckets = reading.aggregate(matching, terms) if terms else {}
    counted = {
        facet: [FacetValue(str(bucket["key"]), bucket["doc_count"]) for bucket in buckets[facet]["buckets"]]
        for facet in facets
    }
    for facet, values in counted.items():
        if facet == "year":
            values.sort(key=lambda found: found.value, reverse=True)
        else:
            values.sort(key=lambda found: (-found.count, found.value))
    return counted


def _hits(
    reading: tantivy.Searcher, found: Sequence[tuple[Any, tantivy.DocAddress]], asked: Query | None, language: str
) -> list[Hit]:
    generators: dict[str, SnippetGenerator] = {}
    hits: list[Hit] = []
    for score, address in found:
        document = reading.doc(address)
        spoken = next((name for name in STEMMERS if document.get_first(f"text_{name}")), None)
        snippet: tuple[Piece, ...] = ()
        if spoken is not None:
            name = f"text_{spoken}"
            if asked is not None:
                if name not in generators:
                    generators[name] = SnippetGenerator.create(reading, asked, schema(), name)
                    generators[name].set_max_num_chars(SNIPPET_CHARACTERS)
                snippet = _pieces(generators[name].snippet_from_doc(document))
            snippet = snippet or ((_beginning(str(document.get_first(name))), False),)
        hits.append(
            Hit(
                kind=str(document.get_first("kind")),
                id=str(document.get_first("id")),
                score=float(score) if asked is not None else 0.0,
                snippet=snippet,
            )
        )
    return hits


def _pieces(snippet: tantivy.Snippet) -> tuple[Piece, ...]:
    """The fragment cut at its highlights; the engine counts them in bytes."""
    fragment = snippet.fragment().encode()
    pieces: list[Piece] = []
    done = 0
    for place in snippet.highlighted():
        if place.start < done:
            continue
        pieces += [(fragment[done : place.start].decode(), False), (fragment[place.start : place.end].decode(), True)]
        done = place.end
    pieces.append((fragment[done:].decode(), False))
    return tuple(piece for piece in pieces if piece[0])


def _beginning(text: str) -> str:
    if len(text) <= SNIPPET_CHARACTERS:
        return text
    return text[:SNIPPET_CHARACTERS].rsplit(" ", 1)[0] + " …"


# --- Without the index ---------------------------------------------------------------------------------------------


def _ask_titles(query: str, audience: Audience, chosen: Filters, page: int) -> Found:
    wanted = words.plain_words(query)
    found: list[SearchDocument] = []
    if wanted or not query.strip():
        for kind in kinds().values():
            if kind.name in chosen.get("kind", [kind.name]):
                found += kind.build(list(kind.find_titles(wanted, TITLES_PER_KIND)))
    shown = [
        document
        for document in found
        if (document.audience == PUBLIC or audience == MEMBERS)
        and all(set(values) & set(document.facets()[facet]) for facet, values in chosen.items())
    ]
    shown.sort(key=lambda document: document.at, reverse=True)
    start = (page - 1) * PAGE_SIZE
    return Found(
        hits=[
            Hit(document.kind, document.id, 0.0, ((_beginning(document.text), False),))
            for document in shown[start : start + PAGE_SIZE]
        ],
        total=len(shown),
        page=page,
        pages=-(-len(shown) // PAGE_SIZE),
        catching_up=True,
    )
