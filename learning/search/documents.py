"""What each kind of thing puts into the index, and how a hit becomes a row again.

An app further left cannot import this one, so its kind is registered by an app that sees both.
"""

import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, TypeAlias

import tantivy

from learning.search.schema import PLAIN, STEMMERS

Audience: TypeAlias = Literal["public", "members"]
PUBLIC: Audience = "public"
MEMBERS: Audience = "members"


@dataclass(frozen=True, kw_only=True)
class SearchDocument:
    """What readers of `audience` may find of one thing. Never put a person in it."""

    kind: str
    id: str
    audience: Audience
    language: str
    title: str
    text: str
    at: datetime
    names: str = ""
    principles: Collection[str] = ()
    questions: Collection[str] = ()
    country: str = ""
    year: int | None = None
    outcome: str = ""
    performance: str = ""
    quality_of_work: str = ""
    organisation_kind: str = ""

    @property
    def key(self) -> str:
        return key(self.kind, self.id)

    def facets(self) -> dict[str, list[str]]:
        """The values this document is counted under, each once."""
        values: dict[str, Collection[str]] = {
            "kind": [self.kind],
            "principle": self.principles,
            "question": self.questions,
            "country": [self.country],
            "year": [] if self.year is None else [str(self.year)],
            "outcome": [self.outcome],
            "performance": [self.performance],
            "quality_of_work": [self.quality_of_work],
            "language": [self.language],
            "organisation_kind": [self.organisation_kind],
        }
        return {facet: sorted({value for value in found if value}) for facet, found in values.items()}

    def for_index(self) -> tantivy.Document:
        """The document as the index wants it."""
        document = tantivy.Document()
        document.add_text("key", self.key)
        document.add_text("id", self.id)
        document.add_text("audience", self.audience)
        for facet, values in self.facets().items():
            for value in values:
                if facet == "year":
                    document.add_integer(facet, int(value))
                else:
                    document.add_text(facet, value)
        document.add_integer("at", int(self.at.timestamp()))
        title, text, names = composed(self.title), composed(self.text), composed(self.names)
        if self.language in STEMMERS:
            document.add_text(f"title_{self.language}", title)
            document.add_text(f"text_{self.language}", text)
        document.add_text(f"title_{PLAIN}", title)
        document.add_text(f"text_{PLAIN}", f"{text}\n{names}")
        return document


Build: TypeAlias = Callable[[Sequence[str]], Iterable[SearchDocument]]
AllIds: TypeAlias = Callable[[], Iterable[str]]
Fetch: TypeAlias = Callable[[Any, Sequence[str]], Mapping[str, Any]]
FindTitles: TypeAlias = Callable[[Sequence[str], int], Iterable[str]]


@dataclass(frozen=True)
class Kind:
    """How one kind of thing gets into search and out again."""

    name: str
    build: Build
    all_ids: AllIds
    fetch: Fetch
    find_titles: FindTitles


_kinds: dict[str, Kind] = {}


def register(kind: str, *, build: Build, all_ids: AllIds, fetch: Fetch, find_titles: FindTitles) -> None:
    """Make a kind searchable.

    `build(ids)` gives a document for each thing that may be found now; leaving one out takes it from the index.
    `all_ids()` names them all, for building anew. `fetch(person, ids)` gives the rows this person may see, by id.
    `find_titles(words, limit)` is PostgreSQL's own title search (newest first without words), for when there is no
    index. All ids are texts. Registering a kind again replaces it.
    """
    _kinds[kind] = Kind(kind, build, all_ids, fetch, find_titles)


def kinds() -> Mapping[str, Kind]:
    """Every registered kind, by name."""
    return _kinds


def key(kind: str, subject_id: str) -> str:
    """The one name of a thing in the index."""
    return f"{kind}:{subject_id}"


def composed(text: str) -> str:
    """The same letters written the same way, without what no reader can type or see."""
    whole = unicodedata.normalize("NFC", text.encode("utf-8", "ignore").decode())
    return "".join(letter if unicodedata.category(letter) != "Cc" or letter in "\n\t" else " " for letter in whole)
