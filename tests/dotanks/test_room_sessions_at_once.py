"""Two at once in a session: next pressed twice, notes shown while somebody writes, the end while a note arrives."""

from collections.abc import Callable

import pytest

from common.refusals import Refusal
from dotanks.room.models import Board, Entry, KeptForLesson, Session, SessionRecord
from dotanks.room.sessions import days, leading, planning, taking_part
from dotanks.room.tasks import make_record
from people.models import Notice
from tests import sessions, stages
from tests.cast import make_cast
from tests.racing import at_once
from tests.sessions import ids


@pytest.mark.django_db(transaction=True)
def test_next_pressed_twice_goes_on_once() -> None:
    cast = make_cast()
    session = sessions.running(cast, agenda=[*sessions.AGENDA, *sessions.AGENDA])

    def press() -> str:
        try:
            leading.steer_session(person=cast.member, **ids(session), read_version=2, move="next")
        except Refusal as refusal:
            return refusal.code
        return "moved"

    assert sorted(at_once(press, press)) == ["moved", "outdated"]
    assert [one.is_current for one in session.agenda.order_by("place")] == [False, True, False, False]


@pytest.mark.django_db(transaction=True)
def test_of_two_sessions_started_at_once_one_runs() -> None:
    cast = make_cast()
    dotank = stages.working(cast)
    first, second = sessions.planned(cast, dotank), sessions.planned(cast, dotank)

    def start(session: Session) -> Callable[[], str]:
        def call() -> str:
            try:
                leading.start_session(person=cast.member, **ids(session), read_version=1)
            except Refusal as refusal:
                return refusal.code
            return "started"

        return call

    assert sorted(at_once(start(first), start(second))) == ["already_done", "started"]
    assert Session.objects.filter(state="running").count() == 1


@pytest.mark.django_db(transaction=True)
def test_notes_shown_while_somebody_writes_are_never_shown_against_the_writers_will() -> None:
    cast = make_cast()
    session = sessions.running(cast)
    taking_part.join_session(person=cast.challenger, **ids(session))

    def write() -> str:
        try:
            sessions.write(cast.challenger, session, "failed", "Meant for me alone so far")
        except Refusal as refusal:
            return refusal.code
        return "written"

    def show() -> str:
        leading.steer_session(person=cast.member, **ids(session), read_version=2, move="reveal")
        return "shown"

    said, shown = at_once(write, show)

    assert shown == "shown"
    assert said == ("written" if Entry.objects.exists() else "outdated")


@pytest.mark.django_db(transaction=True)
def test_a_note_that_arrives_as_the_session_ends_is_in_or_refused() -> None:
    cast = make_cast()
    session = sessions.running(cast, agenda=[{"card": "fail-round", "minutes": 5}])
    taking_part.join_session(person=cast.challenger, **ids(session))

    def write() -> str:
        try:
            sessions.write(cast.challenger, session, "failed", "Just in time", hidden=False)
        except Refusal as refusal:
            return refusal.code
        return "written"

    def end() -> str:
        leading.end_session(person=cast.member, **ids(session), read_version=2)
        return "ended"

    said, ended = at_once(write, end)

    assert ended == "ended"
    record = SessionRecord.objects.get()
    make_record(record_id=str(record.pk))
    record.refresh_from_db()
    kept = record.content["notes"].get("failed", [])  # type: ignore[index]
    assert (said, kept) in [("written", ["Just in time"]), ("wrong_state", [])]


@pytest.mark.django_db(transaction=True)
def test_two_who_open_the_board_of_a_session_at_once_come_to_the_same_one() -> None:
    cast = make_cast()
    session = sessions.running(cast)

    def open_it() -> object:
        return leading.open_session_board(person=cast.third, **ids(session)).board_id

    first, second = at_once(open_it, open_it)

    assert first == second == Board.objects.get().pk


@pytest.mark.django_db(transaction=True)
def test_kept_for_the_lesson_by_two_at_once_it_is_kept_once() -> None:
    cast = make_cast()
    room = stages.working(cast).room_id

    def keep() -> None:
        taking_part.keep_for_lesson(person=cast.third, room_id=room, words="One list of papers")

    at_once(keep, keep)

    assert KeptForLesson.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_clocks_at_once_remind_once() -> None:
    cast = make_cast()
    sessions.planned(cast, planned_on=stages.in_a_week())
    Session.objects.update(planned_on=days.today())
    before = Notice.objects.count()

    at_once(planning.remind_of_sessions, planning.remind_of_sessions)

    there = Notice.objects.count() - before
    assert there == len({one.person_id for one in Notice.objects.all() if one.told.kind == "session_soon"}) > 0
