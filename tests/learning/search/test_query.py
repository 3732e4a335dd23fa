"""What readers find, and what they do not."""

import time
from typing import Any

import pytest
from django.db import connection
from django.db.models import Count
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from learning.handbook.loading import load
from learning.handbook.models import Case, Tool
from learning.search.documents import MEMBERS
from learning.search.indexer import Indexer, rebuild
from learning.search.query import LAST_PAGE, PAGE_SIZE, FacetValue, Found, rows_for, search
from tests.learning.search.conftest import Notes

pytestmark = pytest.mark.django_db


def ids(found: Found) -> list[str]:
    assert not found.catching_up
    return [hit.id for hit in found.hits]


def marked(found: Found) -> list[str]:
    return [text for text, wanted in found.hits[0].snippet if wanted]


@pytest.mark.parametrize(
    ("language", "written", "asked"),
    [
        ("en", "The office permits nothing", "permitting"),
        ("nl", "Twee vergunningen per straat", "vergunning"),
        ("sv", "Kommunerna väntar på svar", "kommunen"),
        ("nb", "Søknadene ligger i bunken", "søknad"),
    ],
)
@pytest.mark.parametrize("reader", ["en", "nl", "sv", "nb"])
def test_each_language_finds_its_word_forms(
    notes: Notes, indexer: Indexer, language: str, written: str, asked: str, reader: str
) -> None:
    notes.put("wanted", written, language=language)
    notes.put("other", "Something else entirely", language=language)
    indexer.catch_up()

    assert ids(search(asked, language=reader)) == ["wanted"]


def test_the_readers_language_comes_first(notes: Notes, indexer: Indexer) -> None:
    for language in ("en", "nl", "sv", "nb"):
        notes.put(language, "Digital post", language=language)
    indexer.catch_up()

    for language in ("en", "nl", "sv", "nb"):
        assert ids(search("digital", language=language))[0] == language


def test_names_and_numbers_are_found_as_written_or_folded(notes: Notes, indexer: Indexer) -> None:
    notes.put("door", "One door in", names="Oppegård kommune 2019/126")
    notes.put("other", "Rule 126 of 2019")
    indexer.catch_up()

    assert ids(search("oppegard")) == ["door"]
    assert ids(search("OPPEGÅRD")) == ["door"]
    assert ids(search("2019/126")) == ["door"]
    assert ids(search("Oppega\u030ard")) == ["door"]


def test_titles_weigh_more_than_text(notes: Notes, indexer: Indexer) -> None:
    notes.put("text", "About the permit of a neighbour")
    notes.put("title", "About a neighbour", title="The permit")
    indexer.catch_up()

    assert ids(search("permit")) == ["title", "text"]


def test_phrases_exclusions_and_most_of_many_words(notes: Notes, indexer: Indexer) -> None:
    notes.put("both", "approval of foreign education takes months")
    notes.put("apart", "education in foreign languages needs approval")
    notes.put("parking", "approval of parking")
    indexer.catch_up()

    assert set(ids(search("approval education"))) == {"both", "apart"}
    assert ids(search('"foreign education"')) == ["both"]
    assert set(ids(search("approval -parking"))) == {"both", "apart"}
    assert set(ids(search("-parking"))) == {"both", "apart"}
    assert ids(search("the approval of foreign education is taking months quickly"))[0] == "both"
    assert ids(search("unicorns")) == []


def test_what_says_it_in_other_words_is_alike(notes: Notes, indexer: Indexer) -> None:
    notes.put("cash", "Our counter takes cash only: whoever pays with a card is sent to a cash machine")
    notes.put("cards", "Business cards of colleagues")
    indexer.catch_up()

    assert ids(search("No card payments at the counter")) == []
    assert ids(search("No card payments at the counter", alike=True)) == ["cash"]
    assert ids(search("card unicorns", alike=True)) == []


def test_snippets_mark_words_and_never_carry_markup(notes: Notes, indexer: Indexer) -> None:
    notes.put("x", "Søknaden 😀 <script>alert(1)</script> ble sendt til kommunene", language="nb")
    indexer.catch_up()

    found = search("kommune", language="nb")

    assert marked(found) == ["kommunene"]
    assert "".join(text for text, _ in found.hits[0].snippet) == (
        "Søknaden 😀 <script>alert(1)</script> ble sendt til kommunene"
    )


def test_long_texts_are_shown_where_they_match(notes: Notes, indexer: Indexer) -> None:
    notes.put("x", "Filler sentence here. " * 200 + "At last the drawbridge opens. " + "More filler. " * 200)
    indexer.catch_up()

    found = search("drawbridge")

    assert marked(found) == ["drawbridge"]
    assert sum(len(text) for text, _ in found.hits[0].snippet) < 300
    assert search("").hits[0].snippet[0][0].endswith("…")


def test_only_members_find_what_is_for_members(notes: Notes, indexer: Indexer) -> None:
    notes.put("open", "permit")
    notes.put("closed", "permit", audience=MEMBERS)
    indexer.catch_up()

    public, members = search("permit"), search("permit", audience=MEMBERS)

    assert ids(public) == ["open"]
    assert (public.total, public.facets["kind"]) == (1, [FacetValue("note", 1)])
    assert set(ids(members)) == {"open", "closed"}
    assert ids(search("permit", filters={"audience": ["members"]})) == ["open"]


def test_rows_are_fetched_again_as_the_person_may_see_them(notes: Notes, indexer: Indexer) -> None:
    notes.put("kept", "permit")
    notes.put("gone", "permit")
    indexer.catch_up()
    notes.hidden.add("gone")

    found = search("permit")

    assert set(ids(found)) == {"kept", "gone"}
    assert [(hit.id, row.text) for hit, row in rows_for(found.hits, None)] == [("kept", "permit")]


def test_facets_are_exactly_what_sql_counts() -> None:
    load()
    rebuild()

    facets = search("").facets

    def counted(field: str) -> dict[str, int]:
        rows = Case.objects.exclude(**{field: None}).values_list(field).annotate(Count("pk", distinct=True))
        return {str(value): count for value, count in rows}

    def shown(facet: str) -> dict[str, int]:
        return {found.value: found.count for found in facets[facet]}

    by_principle = counted("principles__slug")
    for slug, count in Tool.objects.values_list("questions__principle__slug").annotate(Count("pk", distinct=True)):
        by_principle[slug] += count
    assert shown("kind") == {"case": 84, "tool": 37}
    assert shown("country") == counted("country")
    assert shown("year") == counted("year_from")
    assert shown("principle") == by_principle
    assert shown("language") == {"en": 121}
    assert [found.value for found in facets["year"]] == sorted(shown("year"), reverse=True)


def test_filters_narrow_as_sql_does() -> None:
    load()
    rebuild()
    nothing = {"pk": None}
    chosen: list[tuple[dict[str, list[str]], dict[str, Any]]] = [
        ({"country": ["NO"]}, {"country": "NO"}),
        ({"country": ["NO", "DK"]}, {"country__in": ["NO", "DK"]}),
        ({"year": ["2017"]}, {"year_from": 2017}),
        ({"year": ["2014", "2017"]}, {"year_from__in": [2014, 2017]}),
        ({"principle": ["p2-equip"], "country": ["NO"]}, {"principles__slug": "p2-equip", "country": "NO"}),
        ({"year": ["soon"]}, nothing),
        ({"year": ["99999999999999999999"]}, nothing),
        ({"country": ["XX"]}, nothing),
        ({"colour": ["blue"]}, {}),
    ]

    for filters, query in chosen:
        found = search("", filters={"kind": ["case"], **filters})

        assert found.total == Case.objects.filter(**query).distinct().count(), filters


def test_more_rows_need_no_more_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    load()
    rebuild()
    few = search("", filters={"year": ["2011"]}).hits
    many = search("").hits
    assert len(few) < len(many)

    with CaptureQueriesContext(connection) as for_few:
        rows_for([*few, *search("culture map").hits[:1]], None)
    with django_assert_num_queries(len(for_few)):
        rows_for([*many, *search("toolkit", filters={"kind": ["tool"]}).hits], None)


def test_a_facet_shows_what_its_own_filter_leaves_out() -> None:
    load()
    rebuild()

    found = search("", filters={"country": ["NO"], "kind": ["case"]})

    assert {value.value: value.count for value in found.facets["country"]}["DK"] == 8
    assert sum(value.count for value in found.facets["kind"]) == found.total == 9


def test_pages_hold_each_thing_once_and_end() -> None:
    load()
    rebuild()
    first = search("", filters={"kind": ["case"]})

    seen = [
        hit.id for page in range(1, first.pages + 1) for hit in search("", filters={"kind": ["case"]}, page=page).hits
    ]

    assert (first.total, first.pages, len(first.hits)) == (84, 5, PAGE_SIZE)
    assert sorted(seen) == sorted(Case.objects.values_list("slug", flat=True))
    assert search("", page=10**30).page == LAST_PAGE
    assert search("", page=-5).page == 1
    assert search("", page=LAST_PAGE).hits == []


def test_without_words_the_newest_comes_first() -> None:
    load()
    rebuild()

    rows = [row for _, row in rows_for(search("", filters={"kind": ["case"]}).hits, None)]

    years = [row.year_from for row in rows]
    assert years == sorted(years, reverse=True)


def test_a_case_is_found_by_principle_and_word_and_read() -> None:
    load()
    rebuild()

    found = search("drones", filters={"principle": ["p4-explore"]})

    assert [row.slug for _, row in rows_for(found.hits, None)] == ["ca-drone-sandbox"]
    assert ids(search("Noorwegen one door", language="nl"))[0] == "no-oppegard-one-door"


@pytest.mark.parametrize(
    "typed",
    [
        "(" * 10_000,
        '"' * 9_999,
        "[" * 5_000 + "]" * 5_000,
        "-" * 5_000,
        "a" * 10_000,
        " ".join(f"word{number}" for number in range(3_000)),
        '"' + " ".join(f"word{number}" for number in range(3_000)) + '"',
        "\x00",
        "per\x00mit",
        "\ud800",
        "AND OR NOT",
        "title:x^99999999999 AND [a TO *]",
        "*",
        "permit~9999",
        "/.*/",
        "😀😀😀",
        "مرحبا \u202e abc \u200f",
        "日本語",
        "%s %(x)s {} ' OR 1=1; --",
        "\\",
        "\u0301" * 5_000,
    ],
)
def test_hostile_words_are_just_words(notes: Notes, indexer: Indexer, typed: str) -> None:
    notes.put("x", "permit")
    indexer.catch_up()
    started = time.process_time()

    for language in ("en", "nl", "sv", "nb", "xx", ""):
        found = search(typed, language=language, filters={"country": [typed], "year": [typed], typed: [typed]})
        assert not found.catching_up
        assert not search(typed, language=language).catching_up

    assert time.process_time() - started < 3
