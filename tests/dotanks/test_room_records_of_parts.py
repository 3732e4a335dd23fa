"""What boards, votes, decisions and open check items add to the record of a session."""

from typing import Any

import pytest
from django.utils import timezone, translation

from dotanks.models import DoTank
from dotanks.room.boards import actions as boards
from dotanks.room.boards.writing import NewNote, add_notes
from dotanks.room.deciding import actions as polls
from dotanks.room.deciding import decisions
from dotanks.room.models import Session, SessionRecord
from dotanks.room.sessions import leading
from dotanks.room.sessions.report import sections
from dotanks.room.tasks import make_record
from tests import rooms, sessions, stages
from tests.cast import Cast
from tests.dotanks.live.test_document_nodes import element
from tests.dotanks.room.test_tasks_and_templates import check, put
from tests.sessions import ids


def record_of(cast: Cast, session: Session) -> dict[str, list[str]]:
    """What its record says once it has ended."""
    session.refresh_from_db()
    session = leading.end_session(person=cast.member, **ids(session), read_version=session.version)
    make_record(record_id=str(session.record.pk))
    with translation.override("en"):
        return {one.heading: one.lines for one in sections(SessionRecord.objects.get())}


@pytest.mark.django_db
def test_notes_that_came_onto_the_boards_stand_in_it_with_their_place(cast: Cast) -> None:
    dotank = stages.working(cast)
    before = boards.open_board(person=cast.member, room_id=dotank.room_id, kind="free", title="Ideas")
    add_notes(before.pk, [NewNote("Written last week")])
    session = sessions.running(cast, dotank)

    during = boards.open_board(person=cast.member, room_id=dotank.room_id, kind="fails")
    add_notes(during.pk, [NewNote("One form", lane="worked"), NewNote("Two signatures", lane="failed"), NewNote(" ")])
    add_notes(before.pk, [NewNote("Ask the archive")])

    assert record_of(cast, session)["On the boards"] == [
        "Ideas: Ask the archive",
        "Fail round, Worked: One form",
        "Fail round, Failed: Two signatures",
    ]


@pytest.mark.django_db
def test_of_a_very_full_board_it_brings_the_beginning(cast: Cast) -> None:
    session = sessions.running(cast)
    board = boards.open_board(person=cast.member, room_id=session.room_id, kind="fails")
    add_notes(board.pk, [NewNote(f"Note {number}", lane="worked") for number in range(103)])

    lines = record_of(cast, session)["On the boards"]

    assert len(lines) == 101
    assert lines[-1] == "Fail round: 3 more notes"


@pytest.mark.django_db
def test_votes_stand_in_it_as_numbers_and_never_with_names(cast: Cast) -> None:
    room = rooms.room(cast)
    before = rooms.poll(cast, room.pk, question="Closed before?")
    polls.close_poll(person=cast.member, poll_id=before.pk)
    session = sessions.running(cast, room.dotank)
    told, hidden, few, offered = (
        rooms.poll(cast, room.pk, question="Which first?"),
        rooms.poll(cast, room.pk, question="Whom to ask?", secrecy="always"),
        rooms.poll(cast, room.pk, question="Too few?", secrecy="always"),
        rooms.proposal(cast, room.pk),
    )
    for poll in (told, few):
        rooms.vote(cast, poll, "member", 2, 1)
    for who in ("member", "challenger", "third"):
        rooms.vote(cast, hidden, who, 1)
    rooms.vote(cast, offered, "challenger", 1)
    for poll in (told, few, offered):
        polls.close_poll(person=cast.member, poll_id=poll.pk)

    said = record_of(cast, session)

    assert said["Votes"] == [
        "Which first? The travel form: 2, The leave form: 1, The parking form: 0.",
        "Too few? Fewer than three voted, so nobody learns the numbers.",
        "We begin with the travel form. Adopted. I can live with it: 1, I stand aside: 0, I object: 0.",
        "Whom to ask? Still open.",
    ]
    content = SessionRecord.objects.get().content
    assert content
    kept = str(content["parts"])
    assert not any(person.shown_name in kept for person in (cast.member, cast.challenger, cast.third))


@pytest.mark.django_db
def test_what_was_decided_stands_in_it_in_the_language_of_the_room(cast: Cast) -> None:
    room = rooms.room(cast)
    DoTank.objects.filter(pk=room.dotank.pk).update(language="nl")
    day = timezone.localdate().replace(year=timezone.localdate().year + 1, month=3, day=1)
    old: dict[str, Any] = {"person": cast.member, "room_id": room.pk, "text": "Before", "reason": "Of old"}
    decisions.decide(**old)
    session = sessions.running(cast, room.dotank)

    decisions.decide(person=cast.member, room_id=room.pk, **rooms.DECISION, review_on=day)

    (line,) = record_of(cast, session)["What was decided"]
    assert line.startswith("The travel form first. – omdat: It stops most people.")
    assert f"1 maart {day.year}" in line


@pytest.mark.django_db
def test_check_items_that_are_open_stand_in_it_and_a_stranger_is_not_named(cast: Cast) -> None:
    dotank = stages.working(cast)
    put(
        dotank.room_id,
        element("taskList", check("Take the baseline"), check("Ask", assignee=str(cast.third.pk), due="2031-03-01")),
        element("taskList", check("Done", checked=True), check("Far", assignee=str(cast.outsider.pk))),
    )
    session = sessions.running(cast, dotank)

    assert record_of(cast, session)["Still open in the document"] == [
        "Nobody yet: Take the baseline",
        f"{cast.third.shown_name}, until March 1, 2031: Ask",
        "Nobody yet: Far",
    ]
