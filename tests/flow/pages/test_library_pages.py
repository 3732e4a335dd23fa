"""The library: what is found, what is shown, and what does not break it."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from experiments.models import Measure, Reading
from flow.pages.pictures import picture_of
from learning.models import Lesson
from learning.search.indexer import rebuild
from tests import stages
from tests.cast import Cast
from tests.flow.pages.conftest import Shown
from tests.flow.pages.reading import PageReader
from tests.flow.pages.rows import another_lesson
from tests.gate import despite_the_lock

RESULTS = ("/en/library/lessons", "/en/library/cases", "/en/library/tools", "/en/problems/", "/app/problems/")


def read(client: Client, path: str) -> PageReader:
    response = client.get(path)
    assert response.status_code == 200
    return PageReader(response.content.decode())


def results(page: PageReader) -> list[str]:
    """The addresses of what was found."""
    found = []
    for item in page.all("a"):
        address = str(item.get("href", ""))
        if address.startswith(RESULTS) and address != "/en/problems/":
            found.append(address)
    return found


def test_words_and_choices_narrow_the_results(shown: Shown, client: Client) -> None:
    page = read(client, "/en/library/?q=signature&kind=lesson&principle=p1-embrace&outcome=worked&country=NL")

    assert results(page) == [f"/en/library/lessons/{shown.lesson.pk}/"]
    checked = {str(one["value"]) for one in page.all("input") if "checked" in one}
    assert checked == {"lesson", "p1-embrace", "worked", "NL"}
    assert "1 result for “signature”" in page.words


def test_both_scores_and_the_question_narrow_the_results(shown: Shown, client: Client) -> None:
    both = "performance=much_better&quality_of_work=better"
    page = read(client, f"/en/library/?kind=lesson&question=q1-1-leadership-backing&{both}")

    assert results(page) == [f"/en/library/lessons/{shown.lesson.pk}/"]
    for words in ("Performance", "Much better than before", "Quality of work", "Somewhat better"):
        assert words in page.words
    assert page.words.count("Do politicians and leaders openly back innovation?") == 2
    assert results(read(client, "/en/library/?kind=lesson&performance=better")) == []
    assert results(read(client, "/en/library/?kind=lesson&question=q1-2-into-action")) == []


def test_a_question_is_marked_with_its_own_language(shown: Shown, client: Client) -> None:
    page = read(client, "/sv/library/?question=q1-1-leadership-backing")

    assert len([one for one in page.all("span") if one.get("lang") == "en"]) > 1


def test_a_question_leads_to_the_lessons_that_answer_it_and_back(shown: Shown, client: Client) -> None:
    principle = read(client, "/en/library/principles/p1-embrace/")
    lesson = read(client, f"/en/library/lessons/{shown.lesson.pk}/")

    links = [str(one["href"]) for one in principle.all("a") if "question=" in str(one.get("href", ""))]
    assert links == ["/en/library/?kind=lesson&question=q1-1-leadership-backing"]
    assert "/en/library/principles/p1-embrace/#q1-1-leadership-backing" in [one.get("href") for one in lesson.all("a")]


def test_a_choice_is_a_link_that_takes_it_away(shown: Shown, client: Client) -> None:
    page = read(client, "/en/library/?q=signature&kind=lesson&kind=case&year=1999")

    both, other = "?q=signature&kind=case&year=1999", "?q=signature&kind=lesson&year=1999"
    chips = [str(one["href"]) for one in page.all("a") if one.get("class") == "chip"]
    assert chips == [both, other, "?q=signature&kind=lesson&kind=case"]
    # Nothing from 1999, yet the choice stays in sight and can be undone.
    assert "year-1999" in page.ids


def test_pages_follow_each_other_without_gap_or_repetition(shown: Shown, client: Client) -> None:
    seen: list[str] = []
    path = "/en/library/?kind=case"
    for _ in range(10):
        page = read(client, path)
        seen += results(page)
        later = [str(one["href"]) for one in page.all("a") if one.get("rel") == "next"]
        if not later:
            break
        path = f"/en/library/{later[0]}"

    assert len(seen) == len(set(seen)) == 84


RUBBISH = [
    "q=" + "w" * 10_000,
    "q=" + "%F0%9F%8C%B3" * 2_000,
    "q=%00",
    "q=%00signature%00",
    "q=%FF%FE",
    "q=AND+OR+%22+((+kind:lesson+*",
    "q=+++",
    "page=0",
    "page=-1",
    "page=x",
    "page=%00",
    "page=99999999999999999999",
    "page=%D9%A1",
    "kind=nothing",
    "kind=%00",
    "principle=p1-embrace'--",
    "year=20x6&year=99999&year=%00",
    "country=ZZ",
    "country=netherlands&country=%00",
    "language=xx",
    "outcome=wonderful",
    "performance=2&quality_of_work=%00",
    "question=nothing&question=%00",
    "organisation_kind=circus",
    "&".join(f"country={chr(65 + number % 26)}{chr(65 + number // 26)}" for number in range(400)),
    "unknown=1&q=signature",
]


def test_rubbish_in_the_address_breaks_nothing(shown: Shown, client: Client) -> None:
    for asked in RUBBISH:
        response = client.get(f"/en/library/?{asked}")

        assert response.status_code == 200, asked[:80]
        assert PageReader(response.content.decode()).broken == [], asked[:80]


def test_what_means_nothing_is_ignored(shown: Shown, client: Client) -> None:
    everything = read(client, "/en/library/").words

    assert "entries, newest first" in everything
    assert read(client, "/en/library/?kind=nothing&year=20x6&outcome=wonderful").words == everything


def test_a_search_that_was_cut_says_so(shown: Shown, client: Client) -> None:
    assert "first 300 characters" in read(client, "/en/library/?q=" + "w" * 10_000).words
    assert "first 300 characters" not in read(client, "/en/library/?q=" + "w" * 300).words


def test_while_the_index_is_away_titles_answer_and_the_page_says_so(
    shown: Shown, client: Client, settings: Any, tmp_path: Any
) -> None:
    settings.SEARCH_DIR = tmp_path / "nothing-here"

    page = read(client, "/en/library/?q=signature")

    assert "Search is catching up" in page.words
    assert f"/en/library/lessons/{shown.lesson.pk}/" in results(page)


def test_nothing_found_says_what_to_do(shown: Shown, client: Client) -> None:
    page = read(client, "/en/library/?q=zzzzzz&kind=tool")

    assert "Nothing found for “zzzzzz”" in page.words
    assert "Take away one of your choices" in page.words
    assert "?q=zzzzzz" in [one.get("href") for one in page.all("a")]


def test_what_the_reader_typed_is_text_never_markup(shown: Shown, client: Client) -> None:
    html = client.get("/en/library/", {"q": '"><script>alert(1)</script><b>'}).content.decode()

    assert "<script>alert" not in html
    assert "<b>" not in html


def test_a_lesson_tells_all_that_is_known(shown: Shown, client: Client) -> None:
    page = read(client, f"/en/library/lessons/{shown.lesson.pk}/")

    for words in (
        "Much better than before",
        "Somewhat better",
        "Innovation: its value is recorded",
        "Mia Member",
        "Worked",
        "Embrace innovation",
        "Municipality of Home",
    ):
        assert words in page.words
    links = [one.get("href") for one in page.all("a")]
    assert f"/en/problems/{shown.problem.pk}/" in links
    assert "/en/library/principles/p1-embrace/" in links
    assert [one["role"] for one in page.all("svg") if "role" in one] == ["img"]
    assert "Days until a visit: from 7 to 5 days" in page.words


def test_a_draft_lesson_is_hidden_but_its_team_is_led_to_it(cast: Cast, client: Client) -> None:
    draft = stages.told(cast)
    path = f"/en/library/lessons/{draft.pk}/"

    assert client.get(path).status_code == 404
    client.force_login(cast.outsider)
    assert client.get(path).status_code == 404
    client.force_login(cast.member)
    assert client.get(path).headers["Location"] == f"/app/lessons/{draft.pk}"


def test_a_lesson_without_a_pilot_has_its_page(cast: Cast, client: Client) -> None:
    lesson = another_lesson(cast, 1)

    page = read(client, f"/en/library/lessons/{lesson.pk}/")

    assert "Told in short." in page.words
    assert "What was measured" not in page.words
    assert "Innovation:" not in page.words


def test_a_text_in_another_language_says_so_to_people_and_screen_readers(shown: Shown, client: Client) -> None:
    Lesson.objects.filter(pk=shown.lesson.pk).update(language="sv")

    page = read(client, f"/en/library/lessons/{shown.lesson.pk}/")

    assert page.all("h1")[0]["lang"] == "sv"
    assert "Written in Swedish" in page.words


def test_a_principle_has_its_questions_with_things_to_do_tools_and_cases(shown: Shown, client: Client) -> None:
    page = read(client, "/en/library/principles/p1-embrace/")

    assert len(page.all("details")) == 6
    assert len([one for one in page.all("a") if str(one.get("href", "")).startswith("/en/library/tools/")]) >= 6
    assert len([one for one in page.all("a") if str(one.get("href", "")).startswith("/en/library/cases/")]) >= 6
    assert f"/en/library/lessons/{shown.lesson.pk}/" in [one.get("href") for one in page.all("a")]


COUNTED = [
    "/en/",
    "/en/library/",
    "/en/library/?kind=lesson&kind=problem",
    "/en/library/principles/p1-embrace/",
    "/en/library/cases/fi-declaration-endorsement/",
    "/en/problems/",
    "/sitemap.xml",
]


def queries(client: Client) -> dict[str, int]:
    """How many queries each page takes."""
    counted = {}
    for path in COUNTED:
        with CaptureQueriesContext(connection) as asked:
            client.get(path)
        counted[path] = len(asked)
    return counted


@pytest.mark.parametrize("signed_in", [False, True])
def test_queries_do_not_grow_with_rows(shown: Shown, client: Client, signed_in: bool) -> None:
    another_lesson(shown.cast, 0)
    stages.posted(shown.cast, title="One more")
    rebuild()
    if signed_in:
        client.force_login(shown.cast.member)
    few = queries(client)
    for number in range(1, 5):
        another_lesson(shown.cast, number)
        stages.posted(shown.cast, title=f"One more {number}")
    rebuild()

    assert queries(client) == few
    assert max(few.values()) <= 50


def test_queries_of_a_lesson_do_not_grow_with_its_measures(shown: Shown, client: Client) -> None:
    path = f"/en/library/lessons/{shown.lesson.pk}/"
    client.get(path)
    with CaptureQueriesContext(connection) as few:
        client.get(path)
    measure = Measure.objects.get(pilot=shown.lesson.pilot)
    with despite_the_lock():
        for number in range(3):
            Measure.objects.create(
                pilot=measure.pilot,
                name=f"More {number}",
                unit="days",
                direction="up",
                baseline=1,
                baseline_on=measure.baseline_on,
                baseline_source="Log",
                target=2,
                threshold=1,
            )

    with CaptureQueriesContext(connection) as many:
        page = read(client, path)

    assert "More 2: no readings" in page.words
    assert len(many) == len(few)


@pytest.mark.parametrize(
    ("baseline", "target", "threshold", "ticks"),
    [
        ("7", "1", "3", ["0", "2", "4", "6", "8"]),
        ("1240", "1200", "1600", ["0", "500", "1000", "1500", "2000"]),
        ("-5", "5", "0", ["-5", "0", "5"]),
        ("0.02", "0.01", "0.03", ["0.00", "0.01", "0.02", "0.03"]),
        ("0", "0", "0", ["0.0", "0.5"]),
    ],
)
def test_a_picture_holds_every_value_between_round_numbers(
    baseline: str, target: str, threshold: str, ticks: list[str], cast: Cast
) -> None:
    measure = stages.prepared(cast).measures.get()
    measure.baseline, measure.target, measure.threshold = Decimal(baseline), Decimal(target), Decimal(threshold)

    picture = picture_of(measure)

    shown = [tick.value for tick in picture.ticks]
    assert shown[0] <= min(measure.baseline, measure.target, measure.threshold)
    assert shown[-1] >= max(measure.baseline, measure.target, measure.threshold)
    assert {Decimal(tick) for tick in ticks} <= set(shown)


def test_large_numbers_and_two_years_fit_the_picture(cast: Cast) -> None:
    measure = stages.running(cast).measures.get()
    for day, value in ((date(2025, 11, 3), 5), (date(2026, 2, 3), 1_000_000_000)):
        Reading.objects.create(measure=measure, value=value, taken_on=day, by=cast.member)

    with translation.override("nl"):
        picture = picture_of(Measure.objects.with_readings().get(pk=measure.pk))

    assert picture.ticks[-1].words == "1\xa0mld."
    assert all(picture.label_x >= 12 * len(tick.words) for tick in picture.ticks)
    assert float(picture.points[0].x) > picture.left
    assert [day.words for day in picture.days] == ["3 nov 2025", "3 feb 2026"]


def test_a_picture_names_only_the_days_that_have_room(cast: Cast) -> None:
    measure = stages.running(cast).measures.first()
    assert measure is not None
    for day in (1, 2, 3, 15, 28, 29):
        Reading.objects.create(measure=measure, value=5, taken_on=date(2026, 3, day), by=cast.member)

    picture = picture_of(Measure.objects.with_readings().get(pk=measure.pk))

    assert [(shown.on.day, shown.anchor) for shown in picture.days] == [(1, "start"), (15, "middle"), (29, "end")]
    assert all(16 <= float(level.y) <= 226 for level in picture.levels)
