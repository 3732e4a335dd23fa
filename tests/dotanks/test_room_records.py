"""The record of a session: made once by a worker, kept, and sent to those who were there, in their language."""

from typing import Any

import pytest
from django.core import mail
from django.utils import translation

from dotanks.clock import end_what_is_over
from dotanks.models import DoTank, SeatBeside
from dotanks.room.clock import look_after_records
from dotanks.room.models import Session, SessionRecord
from dotanks.room.sessions import cards, collecting, leading, recording, taking_part
from dotanks.room.sessions.report import sections
from dotanks.room.tasks import make_record
from learning import actions as learning
from people.models import Letter, Notice, Person
from people.models.notices import NoticeRhythms
from people.tasks import deliver_letter
from tests import sessions, stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.sessions import ids

LANGUAGES = ("en", "nl", "sv", "nb")
HEADINGS = {"en": "Who was there", "nl": "Wie er was", "sv": "Vilka som var med", "nb": "Hvem som var med"}
FAILED = {"en": "Failed", "nl": "Mislukte", "sv": "Misslyckades", "nb": "Mislyktes"}


def told(kind: str) -> dict[object, Notice]:
    return {one.person_id: one for one in Notice.objects.all() if one.told.kind == kind}


@pytest.mark.django_db
def test_the_record_says_who_was_there_what_was_written_and_who_does_what(cast: Cast, as_person: ClientFor) -> None:
    session = sessions.ended(cast)

    read = as_person(cast.third).get(f"/api/rooms/{session.room_id}/sessions/{session.pk}/record/").json()

    found = {one["heading"]: one["lines"] for one in read["sections"]}
    assert found["Who was there"] == [f"{cast.member.shown_name} (led the session)", cast.challenger.shown_name]
    assert found["Worked"] == ["The shorter form"]
    assert found["Failed"] == ["The second signature"]
    assert "Puzzled" not in found
    assert "Not shown" not in found
    assert found["Agenda"] == ["Quiet writing, 8 minutes"]
    assert "Ask the registry" in found["Tasks"][0]


@pytest.mark.django_db
def test_it_goes_to_those_who_were_there_and_made_twice_goes_once(cast: Cast) -> None:
    session = sessions.ended(cast)

    make_record(record_id=str(session.record.pk))
    look_after_records()

    assert set(told("session_recorded")) == {cast.member.pk, cast.challenger.pk}
    assert Notice.objects.filter(pk__in=[one.pk for one in told("session_recorded").values()]).count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letter_brings_the_record_in_its_readers_language(cast: Cast, language: str) -> None:
    Person.objects.filter(pk=cast.challenger.pk).update(language=language)
    NoticeRhythms.objects.create(person=cast.challenger, taking_part="at_once")
    sessions.ended(cast)
    notice = told("session_recorded")[cast.challenger.pk]
    assert notice.letter_id
    Letter.objects.filter(pk=notice.letter_id).update(due_at="2020-01-01T00:00Z")

    deliver_letter(letter_id=str(notice.letter_id))

    (letter,) = [one for one in mail.outbox if one.to == [cast.challenger.email]]
    for words in (HEADINGS[language], FAILED[language], "The second signature", "Ask the registry"):
        assert words in letter.body
        assert words in str(letter.alternatives[0][0])  # type: ignore[attr-defined]


@pytest.mark.django_db
def test_whoever_lost_the_room_since_gets_no_record(cast: Cast) -> None:
    guest = stages.guest(cast)
    session = sessions.running(cast, DoTank.objects.get(pk=guest.dotank_id))
    taking_part.join_session(person=cast.outsider, **ids(session))
    SeatBeside.objects.update(until="2020-01-01")
    end_what_is_over()

    leading.end_session(person=cast.member, **ids(session), read_version=2)
    make_record(record_id=str(session.record.pk))

    assert set(told("session_recorded")) == {cast.member.pk}


@pytest.mark.django_db
def test_a_record_nobody_makes_is_made_by_the_clock_and_a_worker_that_died_is_replaced(cast: Cast) -> None:
    session = sessions.running(cast)
    leading.end_session(person=cast.member, **ids(session), read_version=2)
    record = SessionRecord.objects.get()
    assert recording.claim(record.pk)
    assert recording.claim(record.pk) is None, "somebody is at it"
    assert recording.waiting() == []
    SessionRecord.objects.update(claimed_until="2020-01-01T00:00Z")

    assert recording.waiting() == [record.pk]
    make_record(record_id=str(record.pk))

    record.refresh_from_db()
    assert record.made_at
    assert recording.waiting() == []


@pytest.mark.django_db
def test_other_parts_of_the_room_add_their_lines_between_the_two_moments(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def fetch(room_id: object, since: object, until: object) -> list[str]:
        asked.append((room_id, since, until))
        return ["A note on the board"]

    monkeypatch.setattr(collecting, "_collected", {"board": ("Notes on the board", fetch)})
    session = Session.objects.get(pk=sessions.ended(cast).pk)

    assert asked == [(session.room_id, session.started_at, session.ended_at)]
    assert ("Notes on the board", ["A note on the board"]) in [(s.heading, s.lines) for s in sections(session.record)]


@pytest.mark.django_db
def test_the_record_names_nobody_who_was_erased(cast: Cast) -> None:
    session = sessions.ended(cast)
    name = cast.challenger.shown_name
    Person.objects.filter(pk=cast.challenger.pk).update(name="")

    with translation.override("en"):
        said = str(sections(session.record))

    assert name not in said
    assert "A former colleague" in said


@pytest.mark.django_db
def test_a_note_that_is_kept_stands_in_the_draft_of_the_lesson(cast: Cast) -> None:
    session = sessions.revealed(cast)
    early, late = (sessions.item(session).entries.get(box=box) for box in ("failed", "worked"))
    taking_part.mark_for_lesson(person=cast.third, **ids(session), entry_id=early.pk)
    dotank = DoTank.objects.get(room_id=session.room_id)

    lesson = learning.draft_lesson_from_decline(
        dotank=dotank, title="One signature", tried="Asking", reason="The law says two.", by=cast.manager
    )

    assert lesson.happened == "The law says two.\n\nThe second signature"
    for _ in range(2):
        taking_part.mark_for_lesson(person=cast.third, **ids(session), entry_id=late.pk)
    lesson.refresh_from_db()
    assert lesson.happened == "The law says two.\n\nThe second signature\n\nThe shorter form"
    assert lesson.version == 2


@pytest.mark.django_db
def test_what_is_kept_from_boards_and_decisions_stands_in_the_draft_once_in_its_order(cast: Cast) -> None:
    session = sessions.revealed(cast)
    dotank = DoTank.objects.get(room_id=session.room_id)
    room: dict[str, Any] = {"person": cast.third, "room_id": session.room_id}
    for words in ("One list of papers", "One list of papers"):
        taking_part.keep_for_lesson(**room, words=words)
    note = sessions.item(session).entries.get(box="failed")
    taking_part.mark_for_lesson(person=cast.third, **ids(session), entry_id=note.pk)

    lesson = learning.draft_lesson_from_decline(
        dotank=dotank, title="One signature", tried="Asking", reason="The law says two.", by=cast.manager
    )
    taking_part.keep_for_lesson(**room, words="Ask the registry first")

    lesson.refresh_from_db()
    assert lesson.happened.split("\n\n") == [
        "The law says two.",
        "One list of papers",
        "The second signature",
        "Ask the registry first",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_card_and_kind_is_told_in_every_language(language: str) -> None:
    with translation.override(language):
        for card in cards.cards().values():
            words = card.words
            assert words is card.told[language]
            assert len(words.steps) == len(card.told["en"].steps) > 2
            assert all((words.name, words.when, words.materials, *words.steps))
            assert 0 < card.minutes <= 60
            assert 1 < card.people_from < card.people_to
        for kind in cards.kinds().values():
            assert kind.words is kind.told[language]
            assert list(kind.words.boxes) == list(kind.told["en"].boxes)
            assert {one.card for one in kind.agenda} <= set(cards.cards())
    assert len(cards.cards()) >= 14
    assert set(cards.kinds()) >= {"fail-round", "culture-board", "policy-jam", "assumption-mapping", "retrospective"}


def test_cards_say_different_things_in_different_languages() -> None:
    for card in cards.cards().values():
        assert len({tuple(words.steps) for words in card.told.values()}) == len(LANGUAGES), card.slug
