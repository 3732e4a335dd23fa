"""Numbers and days in notices, letters and the diary are written as the reader's language writes them."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone, translation
from pypdf import PdfReader

from common.figures import day_words, money_words
from dotanks.models import DoTank, Submission
from experiments.clock import remind_of_check_ins
from experiments.days import zone_of
from experiments.models import Pilot, SignOff
from experiments.paper import paper_of
from experiments.running.diary import diary_of
from experiments.running.rules import outside_limits, used
from flow import steps
from flow.demo.clock import moved_clock
from learning.models import Lesson
from people import delivery, notices
from people.models import Notice, Organisation
from tests import stages
from tests.cast import Cast
from tests.experiments.test_following import said
from tests.experiments.test_limits_and_loops import use
from tests.gate import despite_the_lock
from tests.translations.html_text import Text

pytestmark = pytest.mark.django_db

WRITTEN = [("en", "6.5"), ("nl", "6,5"), ("sv", "6,5"), ("nb", "6,5")]


def letter_about(cast: Cast, kind: str) -> str:
    """What the letter that brings this notice to the member says, as text and as a page."""
    notice = next(one for one in Notice.objects.filter(person=cast.member) if one.told.kind == kind)
    letter = delivery.mail_of(notices.letter_for(cast.member, due_at=timezone.now()), [notice])
    assert isinstance(letter, EmailMultiAlternatives)
    page = Text(str(letter.alternatives[0][0])).joined
    return f"{letter.subject} {letter.body} {page}"


@pytest.mark.parametrize(("language", "value"), WRITTEN)
def test_a_measured_value(language: str, value: str, cast: Cast) -> None:
    pilot = stages.watched(cast)
    reading = stages.complaints(cast, pilot, "6.5")
    stages.complaints(cast, pilot, "5.5", corrects=reading.pk)
    cast.member.language = language

    with translation.override(language):
        (paused,) = said(cast, "member", "pilot_paused_by_guardrail")
        (corrected,) = said(cast, "member", "guardrail_corrected")
        diary = " ".join(entry.words for entry in diary_of(Pilot.objects.get()))

    assert f" {value} complaints" in paused
    assert f" {value.replace('6', '5')} complaints" in corrected
    assert diary.count(f" {value}") == 2, "the pause, and what was corrected"
    assert f" {value} complaints" in letter_about(cast, "pilot_paused_by_guardrail")


@pytest.mark.parametrize(
    ("language", "money"), [("en", "€1,501"), ("nl", "€\xa01.501"), ("sv", "1\xa0501\xa0€"), ("nb", "1\xa0501\xa0€")]
)
def test_a_limit_in_money_that_was_left(language: str, money: str, cast: Cast) -> None:
    pilot = stages.running(cast)
    spent = use(cast, pilot, "money", amount=1501)
    cast.member.language = language

    with translation.override(language):
        (left,) = said(cast, "member", "limit_money_left")
        diary = [entry.words for entry in diary_of(Pilot.objects.get())]
        (now,) = outside_limits(pilot, used([spent]))

    for words in (left, " ".join(diary), now, letter_about(cast, "limit_money_left")):
        assert money in words


def test_a_place_that_looks_like_a_number_stays_as_it_was_written(cast: Cast) -> None:
    use(cast, stages.running(cast), "place", place="1501", outside=True)

    with translation.override("nl"):
        (left,) = said(cast, "member", "limit_place_left")

    assert "“1501”" in left.replace("‘", "“").replace("’", "”")


@pytest.mark.parametrize(
    ("language", "written"),
    [("en", "1 March 2025"), ("nl", "1 maart 2025"), ("sv", "1 mars 2025"), ("nb", "1. mars 2025")],
)
def test_a_day_is_written_out(language: str, written: str, cast: Cast) -> None:
    stages.watched(cast)
    opened = Pilot.objects.get().opened_at
    assert opened is not None
    with moved_clock() as clock:
        clock.shows = opened + timedelta(days=8)
        remind_of_check_ins()

    with translation.override(language):
        (late,) = said(cast, "member", "check_in_late")

        assert day_words(date(2025, 3, 1)) == written
        assert day_words(timezone.localdate(opened + timedelta(days=7), zone_of(Pilot.objects.get()))) in late


def test_the_paper_of_a_proposal_is_in_the_language_of_its_team_throughout(cast: Cast) -> None:
    version = stages.version(cast)
    DoTank.objects.update(language="nl")
    proposal = stages.submit(cast, version, money=1501)

    paper = PdfReader(BytesIO(paper_of(cast.member, proposal.pk).content))

    text = " ".join(" ".join(page.extract_text().split()) for page in paper.pages)
    assert "€ 1.501. Beloofd effect: Visits on the same day." in text
    assert "nog geen antwoord" in text
    assert "no answer yet" not in text


@pytest.mark.parametrize(
    ("language", "kronor", "euros"),
    [
        ("en", "SEK20,000", "€4,000"),
        ("nl", "SEK\xa020.000", "€\xa04.000"),
        ("sv", "20\xa0000\xa0kr", "4\xa0000\xa0€"),
        ("nb", "20\xa0000\xa0SEK", "4\xa0000\xa0€"),
    ],
)
def test_a_sum_names_the_money_of_the_country(language: str, kronor: str, euros: str) -> None:
    with translation.override(language):
        assert money_words(20000, "SE") == kronor
        assert {money_words(4000, country) for country in ("NL", "IE", "")} == {euros}


def test_a_sum_is_in_the_money_of_those_who_sign_it_off(cast: Cast) -> None:
    proposal = stages.submit(cast, stages.version(cast), money=1501)
    Organisation.objects.filter(pk=cast.home.pk).update(country="SE")

    paper = PdfReader(BytesIO(paper_of(cast.member, proposal.pk).content))

    assert "SEK1,501. Promised effect" in " ".join(" ".join(page.extract_text() for page in paper.pages).split())


def test_the_draft_of_a_lesson_writes_numbers_in_its_own_language(cast: Cast) -> None:
    pilot = stages.watched(cast)
    stages.complaints(cast, pilot, "5.5")
    DoTank.objects.update(language="nl")

    with translation.override("en"):
        steps.conclude_pilot(person=cast.member, pilot_id=pilot.pk, **stages.VERDICT)

    assert "Complaints: 3 → 5,5 complaints a week" in Lesson.objects.get(pilot=pilot).happened


def test_the_paper_says_of_an_answer_what_is_what(cast: Cast) -> None:
    proposal = stages.signed_off(cast)
    with despite_the_lock():
        SignOff.objects.update(
            reason="Worth a try",
            help_promised="Two desks",
            help_by="Joost",
            help_until=date(2026, 12, 18),
            conditions="Count each week",
        )

    paper = PdfReader(BytesIO(paper_of(cast.member, proposal.pk).content))

    words = " ".join(" ".join(page.extract_text() for page in paper.pages).split())
    assert "Reason: Worth a try" in words, words
    assert "Help promised, by Joost, until 18 December 2026: Two desks" in words
    assert "Conditions: Count each week" in words


def test_the_paper_names_the_day_it_was_where_it_is_decided(cast: Cast) -> None:
    proposal = stages.signed_off(cast)
    just_after_midnight = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)
    with despite_the_lock():
        Submission.objects.update(created_at=just_after_midnight)
        SignOff.objects.update(at=just_after_midnight)

    paper = PdfReader(BytesIO(paper_of(cast.member, proposal.pk).content))

    words = " ".join(" ".join(page.extract_text() for page in paper.pages).split())
    assert words.count("1 July 2026") == 2, words
    assert "30 June" not in words
