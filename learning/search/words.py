"""From what a reader typed to a query. Nothing a reader types is an error.

The engine's own parser is not used: ten thousand opening brackets make it overflow its stack and end the process.
"""

import math
import re
import unicodedata
from dataclasses import dataclass

from tantivy import Occur, Query

from learning.search.documents import composed
from learning.search.schema import LONGEST_WORD, PLAIN, STEMMERS, analyzer, content_words, schema

MAX_CHARACTERS = 400
MAX_WORDS = 16
ENOUGH = 0.75
# Whoever writes a title of their own shares fewer words with one that says the same.
ENOUGH_ALIKE = 0.3

_CHUNKS = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')


@dataclass(frozen=True)
class Wanted:
    """One word or quoted phrase of the reader."""

    text: str
    excluded: bool = False


def read(typed: str) -> list[Wanted]:
    """The reader's words: "quoted" stays together, -word is unwanted, brackets and operators are just text."""
    text = composed(typed[:MAX_CHARACTERS])
    text = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    wanted: list[Wanted] = []
    for chunk in _CHUNKS.finditer(text):
        words = chunk["phrase"] if chunk["phrase"] is not None else chunk["word"]
        if analyzer(PLAIN).analyze(words):
            wanted.append(Wanted(words, excluded=chunk["minus"] is not None))
    return wanted[:MAX_WORDS]


def plain_words(typed: str) -> list[str]:
    """The reader's wanted words as written, for a search without the index."""
    return [wanted.text[:LONGEST_WORD] for wanted in read(typed) if not wanted.excluded]


def as_query(typed: str, *, language: str, alike: bool = False) -> Query:
    """All words if there are one or two, most of them if there are more, best matches first.

    For what is only `alike`, two of them are enough, or of many a third.
    """
    everything = read(typed)
    wanted = [word for word in everything if not word.excluded]
    if not wanted:
        only_unwanted_or_nothing = everything or not typed.strip()
        matching = Query.all_query() if only_unwanted_or_nothing else Query.empty_query()
    else:
        needed = [word for word in wanted if _carries_meaning(word, language)] or wanted
        most = len(needed) if len(needed) <= 2 else max(2, math.ceil((ENOUGH_ALIKE if alike else ENOUGH) * len(needed)))
        core = Query.boolean_query(
            [(Occur.Should, _anywhere(word.text, language)) for word in needed], minimum_number_should_match=most
        )
        extra = [(Occur.Should, _anywhere(word.text, language)) for word in wanted if word not in needed]
        matching = Query.boolean_query([(Occur.Must, core), *extra])
    unwanted = [(Occur.MustNot, _anywhere(word.text, language)) for word in everything if word.excluded]
    return Query.boolean_query([(Occur.Must, matching), *unwanted]) if unwanted else matching


def _carries_meaning(word: Wanted, language: str) -> bool:
    return bool(content_words(language).analyze(word.text))


def _anywhere(text: str, language: str) -> Query:
    """Match in any language's stems or as written; the reader's own language and titles count more."""
    fields: list[Query] = []
    for field in (*STEMMERS, PLAIN):
        tokens = analyzer(field).analyze(text)
        if not tokens:
            continue
        near = 1.4 if field == language else 0.6 if field == PLAIN else 1.0
        for part, weight in (("title", 2.5), ("text", 1.0)):
            name = f"{part}_{field}"
            if len(tokens) == 1:
                query = Query.term_query(schema(), name, tokens[0])
            else:
                query = Query.phrase_query(schema(), name, list(tokens))
            fields.append(Query.boost_query(query, near * weight))
    return Query.disjunction_max_query(fields, tie_breaker=0.1) if fields else Query.empty_query()
