"""Nothing a reader types is an error."""

import pytest

from learning.search.words import MAX_WORDS, Wanted, plain_words, read


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("", []),
        ("   ", []),
        ("(((", []),
        ("foreign education", [Wanted("foreign"), Wanted("education")]),
        ('"foreign education" approval', [Wanted("foreign education"), Wanted("approval")]),
        ('"never closed', [Wanted("never closed")]),
        ("permit -parking", [Wanted("permit"), Wanted("parking", excluded=True)]),
        ("e-mail", [Wanted("e-mail")]),
        (
            "title:secret AND (x OR y)",
            [Wanted("title:secret"), Wanted("AND"), Wanted("(x"), Wanted("OR"), Wanted("y)")],
        ),
        ("a\x00b", [Wanted("a"), Wanted("b")]),
        ("caf\ud800e", [Wanted("cafe")]),
        ("\u202etimrep", [Wanted("timrep")]),
        ("So\u0308kan", [Wanted("Sökan")]),
    ],
)
def test_words_are_read_as_meant(typed: str, wanted: list[Wanted]) -> None:
    assert read(typed) == wanted


def test_a_book_is_cut_to_a_question() -> None:
    assert len(read("word " * 5000)) == MAX_WORDS
    assert len(read("x" * 10_000)) <= 1


def test_plain_words_leave_out_the_unwanted() -> None:
    assert plain_words('"one door" -parking in') == ["one door", "in"]
