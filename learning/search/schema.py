"""What the index holds, and how each language's words are cut to their stem."""

from functools import cache

import tantivy
from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

# Raise it whenever a field or an analyzer changes: every machine then builds its index anew.
SCHEMA_VERSION = 2

STEMMERS = {"en": "english", "nl": "dutch", "sv": "swedish", "nb": "norwegian"}
PLAIN = "plain"

FACETS = (
    "kind",
    "principle",
    "question",
    "country",
    "year",
    "outcome",
    "performance",
    "quality_of_work",
    "language",
    "organisation_kind",
)
LONGEST_WORD = 60


@cache
def analyzer(language: str) -> TextAnalyzer:
    """Words of this language as stems; for `plain`, as written but without capitals and accents."""
    words = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.remove_long(LONGEST_WORD)).filter(Filter.lowercase())
    if language == PLAIN:
        return words.filter(Filter.ascii_fold()).build()
    return words.filter(Filter.stemmer(STEMMERS[language])).build()


@cache
def content_words(language: str) -> TextAnalyzer:
    """Only the words that carry meaning: of "de vergunning" it leaves "vergunning"."""
    return (
        TextAnalyzerBuilder(Tokenizer.simple())
        .filter(Filter.lowercase())
        .filter(Filter.stopword(STEMMERS[language]))
        .build()
    )


@cache
def schema() -> tantivy.Schema:
    """One index for all kinds: text by language, exact values for facets."""
    fields = tantivy.SchemaBuilder()
    for name in ("key", "id"):
        fields.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("audience", *FACETS):
        if name == "year":
            fields.add_integer_field(name, indexed=True, fast=True)
        else:
            fields.add_text_field(name, stored=name == "kind", fast=True, tokenizer_name="raw", index_option="basic")
    fields.add_integer_field("at", fast=True)
    for language in (*STEMMERS, PLAIN):
        stored = language != PLAIN
        fields.add_text_field(f"title_{language}", tokenizer_name=language)
        fields.add_text_field(f"text_{language}", stored=stored, tokenizer_name=language)
    return fields.build()


def teach(index: tantivy.Index) -> tantivy.Index:
    """Give an opened index the analyzers its fields name; they are not stored with it."""
    for language in (*STEMMERS, PLAIN):
        index.register_tokenizer(language, analyzer(language))
    index.config_reader("manual")
    return index
