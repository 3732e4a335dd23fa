"""A session in a room: one clock on the server, notes that stay hidden until shown, one who leads, two at once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from dotanks.models import DoTank
from dotanks.room.boards.actions import close_board
from dotanks.room.models import Attendance, Board, Entry, Session, SessionRecord
from dotanks.room.sessions import leading, queries, taking_part
from people.models import Notice, Person
from tests import days, sessions, stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.sessions import ids

Do = Callable[..., Any]


@pytest.fixture
def do(as_person: ClientFor) -> Do:
    """A request by this person about a session, answered as expected."""

    def ask(person: Person, method: str, session: Session, address: str, body: Any = None, status: int = 200) -> Any:
        at = f"/api/rooms/{session.room_id}/sessions/{session.pk}/{address}"
        response = getattr(as_person(person), method)(at, body, format="json")
        assert response.status_code == status, response.content.decode()
        return response.json() if response.content else None

    return ask


def steer(do: Do, cast: Cast, session: Session, version: int, move: str, status: int = 200) -> Any:
    return do(cast.member, "post", session, "steer/", {"read_version": version, "move": move}, status)


@pytest.mark.django_db
def test_the_clock_is_the_servers(cast: Cast, do: Do) -> None:
    session = sessions.running(cast)
    item = sessions.item(session)
    assert item.started_at
    assert item.ends_at == item.started_at + timedelta(minutes=8)

    paused = steer(do, cast, session, 2, "pause")
    assert paused["agenda"][0]["ends_at"] is None
    assert 470 <= paused["agenda"][0]["seconds_left"] <= 480
    assert steer(do, cast, session, 3, "pause", 409)["code"] == "wrong_state"
    more = steer(do, cast, session, 3, "add_time")
    assert 590 <= more["agenda"][0]["seconds_left"] <= 600
    on = steer(do, cast, session, 4, "go_on")
    assert on["agenda"][0]["seconds_left"] is None
    left = (sessions.item(session).ends_at or timezone.now()) - timezone.now()
    assert timedelta(seconds=580) < left <= timedelta(seconds=600)

    following = steer(do, cast, session, 5, "next")
    assert [one["current"] for one in following["agenda"]] == [False, True]
    assert following["agenda"][0]["ended_at"]
    assert steer(do, cast, session, 6, "next", 409)["detail"] == "That was the last item. End the session."


@pytest.mark.django_db
def test_time_that_is_up_can_still_be_prolonged(cast: Cast, do: Do) -> None:
    session = sessions.running(cast)
    session.agenda.filter(place=0).update(ends_at=timezone.now() - timedelta(minutes=9))

    steer(do, cast, session, 2, "add_time")

    left = (sessions.item(session).ends_at or timezone.now()) - timezone.now()
    assert timedelta(seconds=110) < left <= timedelta(seconds=120)


SECRET = "The second signature"


@pytest.mark.django_db
def test_a_hidden_note_is_in_no_answer_but_its_authors(cast: Cast, as_person: ClientFor, do: Do) -> None:
    session = sessions.written(cast)
    hidden = Entry.objects.get(words=SECRET)
    at = f"/api/rooms/{session.room_id}"

    for person in (cast.member, cast.third):
        taking_part.join_session(person=person, **ids(session))
        for address in ("session-now/", "sessions/", f"sessions/{session.pk}/"):
            said = as_person(person).get(f"{at}/{address}").content.decode()
            assert SECRET not in said
            assert str(hidden.pk) not in said
        read = do(person, "get", session, "")
        assert [one["written_by"] for one in read["agenda"]] == [2, 0]
        do(person, "post", session, f"entries/{hidden.pk}/for-lesson/", status=404)
        do(person, "delete", session, f"entries/{hidden.pk}/", status=404)
    mine = do(cast.challenger, "get", session, "")["entries"]
    assert [(one["words"], one["mine"], one["hidden"]) for one in mine] == [(SECRET, True, True)]
    assert queries.notes_for_lesson(session.room_id).count() == 0

    steer(do, cast, session, 2, "reveal")

    shown = do(cast.third, "get", session, "")["entries"]
    assert {(one["words"], one["mine"]) for one in shown} == {("The shorter form", False), (SECRET, False)}
    assert "author" not in str(shown)
    assert str(cast.challenger.pk) not in str(shown)


@pytest.mark.django_db
def test_how_many_notes_somebody_has_written_is_told_to_nobody(cast: Cast, do: Do) -> None:
    session = sessions.written(cast)
    before = do(cast.third, "get", session, "")["agenda"][0]["written_by"]

    sessions.write(cast.challenger, session, "worked", "Another one")

    assert do(cast.third, "get", session, "")["agenda"][0]["written_by"] == before


@pytest.mark.django_db
def test_what_was_never_shown_is_in_no_record_and_no_letter(cast: Cast, do: Do) -> None:
    from dotanks.room.tasks import make_record

    session = sessions.written(cast)
    leading.end_session(person=cast.member, **ids(session), read_version=2)
    make_record(record_id=str(session.record.pk))

    record = SessionRecord.objects.get()
    assert SECRET not in str(record.content)
    told = do(cast.third, "get", session, "record/")
    assert SECRET not in str(told)
    assert {"heading": "Not shown", "lines": ["2 notes were never shown."], "quoted": False} in told["sections"]
    for person in (cast.member, cast.third):
        assert SECRET not in str(do(person, "get", session, "")["entries"])
    assert SECRET in str(do(cast.challenger, "get", session, "")["entries"])


@pytest.mark.django_db
def test_hands_are_raised_in_order_and_taken_down(cast: Cast, do: Do) -> None:
    session = sessions.running(cast)
    do(cast.third, "put", session, "hand/")
    first = Attendance.objects.get(person=cast.third).hand_raised_at
    do(cast.challenger, "put", session, "hand/")
    do(cast.third, "put", session, "hand/")

    assert Attendance.objects.get(person=cast.third).hand_raised_at == first
    do(cast.challenger, "delete", session, f"hands/{cast.third.pk}/", status=403)
    do(cast.member, "delete", session, f"hands/{cast.third.pk}/", status=204)
    do(cast.challenger, "delete", session, f"hands/{cast.challenger.pk}/", status=204)
    assert not Attendance.objects.filter(hand_raised_at__isnull=False).exists()


@pytest.mark.django_db
def test_leading_is_handed_over_or_taken_over_and_then_the_other_steers(cast: Cast, do: Do) -> None:
    session = sessions.running(cast)
    give = {"read_version": 2, "to": str(cast.challenger.pk)}
    assert do(cast.member, "post", session, "hand-over/", give, 422)["details"]["to"]
    taking_part.join_session(person=cast.challenger, **ids(session))

    do(cast.member, "post", session, "hand-over/", give)

    steer(do, cast, session, 3, "next", 403)
    do(cast.challenger, "post", session, "steer/", {"read_version": 3, "move": "next"})
    do(cast.third, "post", session, "join/")
    taken = do(cast.third, "post", session, "hand-over/", {"read_version": 4, "to": str(cast.third.pk)})
    assert taken["abilities"]["lead"]
    do(cast.member, "post", session, "hand-over/", {"read_version": 5, "to": str(cast.challenger.pk)}, 403)


@pytest.mark.django_db
def test_a_guest_is_there_and_raises_a_hand_but_writes_nothing(cast: Cast, do: Do) -> None:
    guest = stages.guest(cast)
    session = sessions.running(cast, DoTank.objects.get(pk=guest.dotank_id))

    assert do(cast.outsider, "post", session, "join/")["abilities"]["raise_hand"]
    do(cast.outsider, "put", session, "hand/")
    note = {"item": str(sessions.item(session).pk), "box": "worked", "words": "No", "hidden": True}
    do(cast.outsider, "post", session, "entries/", note, 403)
    do(cast.outsider, "post", session, "tasks/", {"words": "No", "who": str(cast.outsider.pk)}, 403)
    assert {one["person"]["id"] for one in do(cast.member, "get", session, "")["people"]} == {
        str(cast.member.pk),
        str(cast.outsider.pk),
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"box": "nothing-like-it"}, "box"),
        ({"item": "00000000-0000-4000-8000-000000000000"}, "item"),
        ({"words": " "}, "words"),
    ],
)
def test_a_note_that_fits_nowhere_is_refused(cast: Cast, do: Do, change: dict[str, Any], field: str) -> None:
    session = sessions.running(cast)
    note = {"item": str(sessions.item(session).pk), "box": "worked", "words": "Something", "hidden": True, **change}

    assert field in do(cast.member, "post", session, "entries/", note, 422)["details"]
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_an_item_that_has_not_begun_takes_no_note(cast: Cast, do: Do) -> None:
    session = sessions.running(cast)
    note = {"item": str(sessions.item(session, 1).pk), "box": "worked", "words": "Too early", "hidden": False}

    assert "item" in do(cast.member, "post", session, "entries/", note, 422)["details"]


@pytest.mark.django_db
def test_a_policy_jam_has_a_client_inside_and_a_question_all_agree_on(cast: Cast, as_person: ClientFor, do: Do) -> None:
    room = stages.working(cast).room_id
    jam = {"kind": "policy-jam", "title": "Jam", "agenda": [{"card": "agree-on-question", "minutes": 10}]}
    refused = as_person(cast.member).post(f"/api/rooms/{room}/sessions/", jam, format="json")
    assert (refused.status_code, set(refused.json()["details"])) == (422, {"client", "question"})
    jam |= {"question": "How do we answer sooner?", "client": "nobody@nowhere.example"}
    refused = as_person(cast.member).post(f"/api/rooms/{room}/sessions/", jam, format="json")
    assert (refused.status_code, set(refused.json()["details"])) == (422, {"client"})
    jam["client"] = cast.manager.email
    made = as_person(cast.member).post(f"/api/rooms/{room}/sessions/", jam, format="json").json()
    assert made["client"]["name"] == cast.manager.shown_name
    session = Session.objects.get(pk=made["id"])
    do(cast.member, "post", session, "start/", {"read_version": 1})

    agreed = do(
        cast.member, "post", session, "question/", {"read_version": 2, "question": "How do we answer in a week?"}
    )

    assert agreed["question_agreed_at"]
    do(cast.member, "post", session, "question/", {"read_version": 2, "question": "Again"}, 409)


@pytest.mark.django_db
def test_again_in_four_weeks_plans_the_next_with_the_same_agenda(cast: Cast) -> None:
    session = sessions.running(cast, again_weeks=4)

    leading.end_session(person=cast.member, **ids(session), read_version=2)

    following = Session.objects.get(state="planned")
    assert following.planned_on == days.today() + timedelta(weeks=4)
    assert list(following.agenda.order_by("place").values_list("card", "minutes", "quiet")) == list(
        session.agenda.order_by("place").values_list("card", "minutes", "quiet")
    )
    assert (following.again_weeks, following.started_at) == (4, None)


@pytest.mark.django_db
def test_planning_for_a_day_is_told_to_the_team(cast: Cast) -> None:
    sessions.planned(cast, planned_on=stages.in_a_week())

    told = {one.person_id for one in Notice.objects.all() if one.told.kind == "session_planned"}
    assert told == {cast.challenger.pk, cast.third.pk}


@pytest.mark.django_db
def test_a_task_is_told_to_whoever_does_it_and_only_to_somebody_who_was_there(cast: Cast, do: Do) -> None:
    session = sessions.written(cast)
    task = {"words": "Ask the registry", "due": str(stages.in_a_week())}
    do(cast.member, "post", session, "tasks/", {**task, "who": str(cast.third.pk)}, 422)

    do(cast.member, "post", session, "tasks/", {**task, "who": str(cast.challenger.pk)}, 201)

    told = [one for one in Notice.objects.all() if one.told.kind == "session_task"]
    assert [one.person_id for one in told] == [cast.challenger.pk]
    assert told[0].told.data["task"] == "Ask the registry"


@pytest.mark.django_db
def test_everybody_is_asked_to_come_and_nobody_is_moved(cast: Cast, do: Do) -> None:
    session = sessions.running(cast)
    at = "5b0bd3a4-6f0c-4d56-9f0a-1c0d5c1c7a11"

    do(cast.member, "post", session, "gather/", {"middle": "board", "at": at})

    read = do(cast.third, "get", session, "")
    assert read["gather"] == {"middle": "board", "beside": "", "at": at}
    assert read["gathered_at"]
    do(cast.member, "post", session, "gather/", {"middle": "https://elsewhere"}, 422)


@pytest.mark.django_db
def test_the_board_of_a_session_is_made_once_and_anew_when_it_was_closed(cast: Cast, do: Do) -> None:
    session = sessions.running(cast)
    assert do(cast.third, "get", session, "")["board_id"] is None

    first = do(cast.third, "post", session, "board/")["board_id"]

    assert do(cast.member, "post", session, "board/")["board_id"] == first
    board = Board.objects.get()
    assert (str(board.pk), board.kind, board.title) == (first, "fails", session.title)
    close_board(person=cast.member, board_id=board.pk)
    assert do(cast.member, "post", session, "board/")["board_id"] != first


@pytest.mark.django_db
def test_a_session_that_needs_no_board_gets_none(cast: Cast, do: Do) -> None:
    session = sessions.running(cast, kind="retrospective")

    assert not do(cast.member, "get", session, "")["abilities"]["open_board"]
    assert do(cast.member, "post", session, "board/", status=409)["code"] == "wrong_state"
    assert not Board.objects.exists()
