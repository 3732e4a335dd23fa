"""Differences between two states of a document: taking them in order gives back either of the two."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from dotanks.room.history.differences import Line, LineChange, differences, folded, lines_of

WORDS = some.sampled_from(["the", "form", "three", "one", "signature", "&amp;", "desk.", "a"])
SENTENCE = some.lists(WORDS, min_size=1, max_size=6).map(" ".join)
BLOCK = some.one_of(
    SENTENCE.map("<p>{}</p>".format),
    SENTENCE.map("<h2>{}</h2>".format),
    SENTENCE.map("<p><strong>{}</strong> more</p>".format),
    some.lists(SENTENCE, min_size=1, max_size=3).map(
        lambda items: "<ul>" + "".join(f"<li><p>{item}</p></li>" for item in items) + "</ul>"
    ),
    some.lists(SENTENCE, min_size=2, max_size=2).map("<table><tr><th>{0[0]}</th><td>{0[1]}</td></tr></table>".format),
)
DOCUMENT = some.lists(BLOCK, max_size=5).map("".join)


def side(changes: list[LineChange], left_out: str) -> list[str]:
    """One of the two documents, line by line, as the differences tell it."""
    return [
        "".join(one.text for one in line.stretches if one.change != left_out)
        for line in changes
        if line.change != left_out
    ]


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(DOCUMENT, DOCUMENT)
def test_taking_the_differences_gives_either_document(old: str, new: str) -> None:
    changes = differences(old, new)

    assert side(changes, "added") == [line.text for line in lines_of(old)]
    assert side(changes, "removed") == [line.text for line in lines_of(new)]


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=20)
@given(DOCUMENT)
def test_a_document_does_not_differ_from_itself(html: str) -> None:
    assert {line.change for line in differences(html, html)} <= {"same"}


def test_words_inside_a_line() -> None:
    (line,) = differences("<p>Send three signatures to the desk.</p>", "<p>Send one signature to the desk.</p>")

    assert line.change == "changed"
    told = [(one.change, one.text) for one in line.stretches if one.text.strip()]
    assert told == [
        ("same", "Send "),
        ("removed", "three"),
        ("added", "one"),
        ("removed", "signatures"),
        ("added", "signature"),
        ("same", " to the desk."),
    ]


def test_two_sentences_with_nothing_in_common_are_two_lines() -> None:
    changes = differences("<p>Every trip needs a form.</p>", "<p>Who pays?</p>")

    assert [line.change for line in changes] == ["removed", "added"]


def test_what_moved_is_removed_and_added() -> None:
    a, b = "<p>First we ask the desk.</p>", "<h2>Costs</h2>"

    assert sorted(line.change for line in differences(a + b, b + a)) == ["added", "removed", "same"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<p>One form</p>", "<p><strong>One</strong> form</p>"),
        ("<p>One form</p>", "<h2>One form</h2>"),
        ('<ul><li data-checked="false"><p>Ask</p></li></ul>', '<ul><li data-checked="true"><p>Ask</p></li></ul>'),
    ],
)
def test_another_look_of_the_same_words(old: str, new: str) -> None:
    (line,) = differences(old, new)

    assert (line.change, [one.change for one in line.stretches]) == ("formatted", ["same"])


def test_long_unchanged_stretches_are_folded() -> None:
    html = "".join(f"<p>Line {n}</p>" for n in range(10))

    changes = folded(differences(html, html + "<p>Costs</p>"))

    assert [(line.change, line.count) for line in changes] == [("folded", 9), ("same", 1), ("added", 1)]


def test_what_it_does_not_know_leaves_its_text() -> None:
    html = (
        "<blockquote>Said <q>so</q></blockquote><div>Then <img src='x' alt='a map'> we went</div><ul><li>bare</li></ul>"
    )

    assert lines_of(html) == [
        Line("paragraph", "Said so"),
        Line("paragraph", "Then "),
        Line("image", "a map"),
        Line("paragraph", " we went"),
        Line("item", "bare", 1),
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<p>" + "a " * 30_000 + "</p>", "<p>" + "a b " * 15_000 + "</p>"),
        ("<p>a</p>" * 20_000, "<p>b</p><p>a</p>" * 10_000),
        (
            f"<p>{' '.join(f'w{n}' for n in range(2_900))}</p>" * 60,
            f"<p>{' '.join(f'w{n * 2 % 2_900}' for n in range(2_900))}</p>" * 60,
        ),
        ("".join(f"<p>w{n} x</p>" for n in range(3_000)), "".join(f"<p>v{n} y</p>" for n in range(3_000))),
    ],
)
def test_a_hostile_document_does_not_hold_it_up(old: str, new: str) -> None:
    began = time.process_time()
    differences(old, new)
    assert time.process_time() - began < 4


def test_what_is_too_long_to_compare_is_shown_before_and_after() -> None:
    old, new = (f"<p>{' '.join(f'w{n * times % 2_900}' for n in range(2_900))}</p>" * 3 for times in (1, 3))

    changes = differences(old, new)

    assert [line.change for line in changes] == ["changed"] * 3
    assert [len(line.stretches) == 2 for line in changes] == [False, True, True]
    assert side(changes, "added") == [line.text for line in lines_of(old)]
    assert side(changes, "removed") == [line.text for line in lines_of(new)]
