"""What a team of the demo does in its room besides writing: boards, chat, a session, votes, comments."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.utils import timezone

from dotanks.live.models import RoomUpdate
from dotanks.live.rooms import write_entries
from dotanks.models import DoTank
from dotanks.room.boards import actions as boards
from dotanks.room.boards.writing import NewNote, add_notes
from dotanks.room.chat import actions as chat
from dotanks.room.deciding import actions as polls
from dotanks.room.deciding import decisions
from dotanks.room.margin import actions as margin
from dotanks.room.models import Board, Session
from dotanks.room.sessions import leading, planning, taking_part
from dotanks.room.tasks import make_record
from flow.demo import writing
from people.models import Person

if TYPE_CHECKING:
    from flow.demo.walking import Day, Told

Cast = Mapping[str, Person]


def meet(told: "Told", dotank: DoTank, cast: Cast, day: "Day") -> Iterator[datetime]:
    """Everything that the story says of the room, each thing on its day."""
    room = dotank.room_id
    for one in told.get("room", ()):
        yield day.ago(one["day"])
        if blocks := one.get("writes"):
            writing.add_blocks(room, blocks, cast)
        if board := one.get("board"):
            made = boards.open_board(
                person=cast[board["by"]], room_id=room, kind=board["kind"], title=board.get("title", "")
            )
            _put(made, board)
        for who, text in one.get("says", ()):
            yield day.ago(one["day"])
            chat.write_message(person=cast[who], room_id=room, text=text)
        for who, text in one.get("comments", ()):
            yield day.ago(one["day"])
            margin.begin_thread(person=cast[who], room_id=room, text=text, start=b"", end=b"", quote="")
        if asked := one.get("poll"):
            _ask(asked, room, cast)
        if decision := one.get("decision"):
            decisions.decide(person=cast[decision["by"]], room_id=room, **_decision(decision))
        if session := one.get("session"):
            yield from _hold(session, room, cast, day)


def _hold(told: "Told", room_id: UUID, cast: Cast, day: "Day") -> Iterator[datetime]:
    """A session from its opening to its record."""
    leads = cast[told["led_by"]]
    session = planning.plan_session(
        person=leads,
        room_id=room_id,
        kind=told["kind"],
        title=told["title"],
        agenda=[{"card": card, "minutes": minutes} for card, minutes in told["agenda"]],
    )
    of: dict[str, Any] = {"room_id": room_id, "session_id": session.pk}

    def steer(move: str) -> None:
        version = Session.objects.values_list("version", flat=True).get(pk=session.pk)
        leading.steer_session(person=leads, **of, read_version=version, move=move)

    leading.start_session(person=leads, **of, read_version=session.version)
    for name in told["came"]:
        taking_part.join_session(person=cast[name], **of)
    # The second item is quiet writing; what was written is shown before the talk.
    steer("next")
    item = session.agenda.get(place=1)
    for who, box, words in told["notes"]:
        taking_part.write_entry(person=cast[who], **of, item=item.pk, box=box, words=words, hidden=True)
    steer("reveal")
    steer("next")
    board = leading.open_session_board(person=leads, **of).board
    assert board
    _put(board, told["board"])
    yield day.at(timezone.now() + timedelta(minutes=20))
    decisions.decide(person=leads, room_id=room_id, **_decision(told["decision"]))
    for words, who, days in told["tasks"]:
        taking_part.add_task(
            person=leads, **of, words=words, who=cast[who].pk, due=timezone.localdate() + timedelta(days=days)
        )
    yield day.at(timezone.now() + timedelta(minutes=5))
    version = Session.objects.values_list("version", flat=True).get(pk=session.pk)
    ended = leading.end_session(person=leads, **of, read_version=version)
    make_record(record_id=str(ended.record.pk))


def _put(board: Board, told: "Told") -> None:
    """Notes, and arrows between them by their numbers."""
    ids = add_notes(board.pk, [NewNote(**note) for note in told["notes"]])
    arrows = {
        str(uuid4()): {"from": ids[start], "to": ids[end], "label": label}
        for start, end, label in told.get("arrows", ())
    }
    write_entries(board.live_id, {"arrows": arrows})
    # The log has the database's own clock.
    RoomUpdate.objects.filter(room_id=board.live_id).update(at=timezone.now())


def _ask(told: "Told", room_id: UUID, cast: Cast) -> None:
    names = ("kind", "secrecy", "question", "words", "options", "dots", "at_most")
    asked = {name: told[name] for name in names if name in told}
    poll = polls.make_poll(person=cast[told["by"]], room_id=room_id, **asked)
    options = list(poll.options.order_by("place").values_list("pk", flat=True))
    for who, dots in told["votes"].items():
        polls.vote(person=cast[who], poll_id=poll.pk, choices=dict(zip(options, dots, strict=True)))


def _decision(told: "Told") -> dict[str, Any]:
    return {
        "text": told["text"],
        "reason": told["reason"],
        "review_on": timezone.localdate() + timedelta(days=told["review_in"]),
    }
