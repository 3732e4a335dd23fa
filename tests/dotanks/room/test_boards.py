"""Boards of a room: opening and closing, what stands on them, what is riskiest, and their files."""

import csv
from datetime import timedelta
from io import StringIO
from typing import Any
from uuid import uuid4
from xml.etree import ElementTree

import pytest
from django.utils import timezone, translation

from common.refusals import Clash, Unknown, WrongState
from dotanks.live import access
from dotanks.live.entries import Entry
from dotanks.live.rooms import NoSuchRoom, RoomFull, abilities_of, write_entries
from dotanks.models import SeatBeside
from dotanks.room.boards import actions, exporting, queries
from dotanks.room.boards.kinds import KINDS, MOST_NOTES, shape_of
from dotanks.room.boards.notes import riskiest
from dotanks.room.boards.writing import NewNote, add_notes
from dotanks.room.models import Board
from tests import boards, stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.overheard import listening

EVIL = '=HYPERLINK("http://x","y")'
SVG = "{http://www.w3.org/2000/svg}"


def test_a_board_is_dated_named_and_has_a_live_room_of_its_own(cast: Cast) -> None:
    board = boards.board(cast, "culture")

    assert board.title == "Culture board"
    assert board.live_id != board.room_id
    for person, writes in ((cast.member, True), (cast.challenger, True)):
        may = abilities_of(person, board.live_id)
        assert may
        assert may.write is writes
    assert abilities_of(cast.coordinator, board.live_id) is None
    assert timezone.now() - board.opened_at < timedelta(minutes=1)


def test_who_stands_beside_the_team_reads_its_boards(cast: Cast) -> None:
    beside = stages.guest(cast)
    board = actions.open_board(person=cast.member, room_id=beside.dotank.room_id, kind="free")

    may = abilities_of(cast.outsider, board.live_id)
    assert may
    assert may.read
    assert not may.write
    SeatBeside.objects.update(until=timezone.localdate() - timedelta(days=1))
    assert abilities_of(cast.outsider, board.live_id) is None


def test_who_loses_the_room_loses_its_boards(cast: Cast, django_capture_on_commit_callbacks: Any) -> None:
    board = boards.board(cast)
    with listening(cast.member) as said_next:
        with django_capture_on_commit_callbacks(execute=True):
            access.ended(cast.member.pk, board.room_id)
        told = [said_next()["room"] for _ in range(2)]

    assert told == [str(board.room_id), str(board.live_id)]


def test_a_closed_board_can_only_be_read(cast: Cast) -> None:
    board = boards.with_notes(cast)
    actions.close_board(person=cast.member, board_id=board.pk)

    with pytest.raises(WrongState):
        actions.rename_board(person=cast.member, board_id=board.pk, title="Other")
    with pytest.raises(WrongState):
        actions.close_board(person=cast.member, board_id=board.pk)
    with pytest.raises(NoSuchRoom):
        add_notes(board.pk, [NewNote("Late")])
    assert len(queries.notes_of(board.pk)) == 2


def test_the_number_of_open_boards_has_a_limit(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST_OPEN", 1)
    board = boards.board(cast)

    with pytest.raises(Clash):
        actions.open_board(person=cast.member, room_id=board.room_id, kind="free")
    actions.close_board(person=cast.member, board_id=board.pk)
    assert actions.open_board(person=cast.member, room_id=board.room_id, kind="free")


def test_a_stranger_cannot_tell_a_board_from_none(cast: Cast) -> None:
    board = boards.board(cast)
    for missing in (board.pk, uuid4()):
        with pytest.raises(Unknown):
            queries.get_board(cast.outsider, missing)
        with pytest.raises(Unknown):
            actions.close_board(person=cast.outsider, board_id=missing)


@pytest.mark.parametrize("kind", KINDS)
def test_notes_of_the_server_pass_the_guard_on_every_kind(cast: Cast, kind: str) -> None:
    board = boards.board(cast, kind)

    add_notes(board.pk, [NewNote(f"Note {number} 😀", group="Later", colour="blue") for number in range(30)])
    add_notes(board.pk, [NewNote("x" * 5_000, x=-50, y=1e9)])

    notes = queries.notes_of(board.pk)
    assert len(notes) == 31
    assert {note.place for note in notes} <= {place.id for place in KINDS[kind].places} | {""}
    assert shape_of(KINDS[kind]).entries["notes"].most == MOST_NOTES


def test_a_full_board_takes_none_of_what_does_not_fit(cast: Cast) -> None:
    board = boards.board(cast)
    many: dict[str, Entry] = {str(uuid4()): {"text": "x", "x": 1.0, "y": 1.0} for _ in range(MOST_NOTES)}
    write_entries(board.live_id, {"notes": many})
    with pytest.raises(RoomFull):
        add_notes(board.pk, [NewNote("one more")])


def place(board: Board, text: str, importance: int, evidence: int) -> None:
    kind = KINDS["assumptions"]
    add_notes(
        board.pk,
        [NewNote(text, x=kind.width * evidence / 100, y=kind.height * (100 - importance) / 100)],
    )


def names(board: Board) -> list[str]:
    return sorted(note.text for note in riskiest(queries.contents_of(board)))


def test_the_riskiest_is_important_and_unproven_and_a_tie_is_told(cast: Cast) -> None:
    board = boards.board(cast, "assumptions")
    assert names(board) == []
    place(board, "proven", importance=100, evidence=100)
    place(board, "unimportant", importance=0, evidence=0)
    place(board, "known and unimportant", importance=15, evidence=90)
    place(board, "important, and we know enough", importance=100, evidence=60)
    place(board, "unknown, and it matters little", importance=40, evidence=0)
    assert names(board) == []
    place(board, "in the middle", importance=50, evidence=50)
    assert names(board) == ["in the middle"]
    place(board, "risky", importance=90, evidence=20)
    place(board, "", importance=100, evidence=0)
    assert names(board) == ["risky"]
    place(board, "as risky", importance=80, evidence=10)
    assert names(board) == ["as risky", "risky"]


def test_only_an_assumption_map_names_it(cast: Cast) -> None:
    board = boards.board(cast, "priorities")
    add_notes(board.pk, [NewNote("x", x=0, y=0)])
    assert riskiest(queries.contents_of(board)) == []


def test_what_came_onto_the_boards_in_a_session(cast: Cast) -> None:
    board = boards.board(cast, "fails")
    add_notes(board.pk, [NewNote("before", lane="worked")])
    since = timezone.now()
    add_notes(board.pk, [NewNote("during", lane="failed")])
    until = timezone.now()
    add_notes(board.pk, [NewNote("after", lane="worked")])

    ((found, notes),) = queries.notes_between(board.room_id, since, until)

    assert found == board
    assert [(note.text, note.place) for note in notes] == [("during", "failed")]


def test_the_table_cannot_run_anything(cast: Cast) -> None:
    board = boards.board(cast, "fails")
    add_notes(board.pk, [NewNote(EVIL), NewNote(" +1", group="@x"), NewNote("😀, “so”\nnext", lane="puzzled")])

    rows = list(csv.reader(StringIO(exporting.as_csv(board).removeprefix("\ufeff"))))

    assert rows[0] == ["Place", "Colour", "Group", "Text", "Arrows to"]
    assert [row[3] for row in rows[1:]] == ["'" + EVIL, "'+1", "😀, “so”\nnext"]
    assert rows[2][2] == "'@x"
    assert [row[0] for row in rows[1:]] == ["Worked", "Worked", "Puzzled"]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


@pytest.mark.parametrize("kind", KINDS)
def test_the_picture_is_whole_and_harmless(cast: Cast, kind: str) -> None:
    board = actions.rename_board(
        person=cast.member, board_id=boards.board(cast, kind).pk, title='<script>alert("1")</script>'
    )
    evil = "<script>alert(1)</script>\x07 ]]> & 😀 " + "w" * 90
    one, other = add_notes(board.pk, [NewNote(evil, group='"><g onload="x"'), NewNote("数字" * 30)])
    write_entries(board.live_id, {"arrows": {str(uuid4()): {"from": one, "to": other, "label": "<b>"}}})

    tree = ElementTree.fromstring(exporting.as_svg(board))

    assert tree.find(f"{SVG}title") is not None
    assert board.title == tree.findtext(f"{SVG}title")
    assert "2 notes" in (tree.findtext(f"{SVG}desc") or "")
    assert not list(tree.iter(f"{SVG}script"))
    assert not any(name.startswith("on") for part in tree.iter() for name in part.attrib)
    words = "".join(tree.itertext())
    assert "<script>alert(1)</script>" in words.replace("\n", "")
    assert "😀" in words


def test_an_empty_board_has_its_files_too(cast: Cast) -> None:
    room = stages.working(cast).room_id
    for kind in KINDS:
        board = actions.open_board(person=cast.member, room_id=room, kind=kind)
        assert ElementTree.fromstring(exporting.as_svg(board)).tag == f"{SVG}svg"
        assert len(exporting.as_csv(board).splitlines()) == 1


def test_files_are_in_the_readers_language_and_open_nothing(cast: Cast, as_person: ClientFor) -> None:
    board = boards.with_notes(cast)
    client = as_person(cast.member)
    for ending, kind in (("csv", "text/csv"), ("svg", "image/svg+xml")):
        got = client.get(f"/api/boards/{board.pk}/export.{ending}")
        assert got["Content-Type"].startswith(kind)
        assert got["Content-Disposition"] == f'attachment; filename="board.{ending}"'
        assert "sandbox" in got["Content-Security-Policy"]
    with translation.override("nl"):
        assert "Bewijs" in exporting.as_csv(board)


def test_what_the_api_says_of_a_board(cast: Cast, as_person: ClientFor) -> None:
    client = as_person(cast.member)
    room = stages.working(cast).room_id
    key: Any = {"HTTP_IDEMPOTENCY_KEY": "once"}
    first = client.post(f"/api/rooms/{room}/boards/", {"kind": "assumptions"}, format="json", **key)
    again = client.post(f"/api/rooms/{room}/boards/", {"kind": "assumptions"}, format="json", **key)
    assert first.status_code == 201
    assert first.json() == again.json()
    assert Board.objects.count() == 1
    board = first.json()
    place(Board.objects.get(), "They trust us", importance=90, evidence=0)

    said = client.get(f"/api/boards/{board['id']}/").json()

    assert [note["text"] for note in said["riskiest"]] == ["They trust us"]
    assert said["abilities"] == {"write": True}
    assert [corner["id"] for corner in said["kind"]["corners"]] == ["test", "plan", "later", "known"]
    assert client.post(f"/api/rooms/{room}/boards/", {"kind": "wheel"}, format="json").status_code == 422
    assert client.post(f"/api/rooms/{uuid4()}/boards/", {"kind": "free"}, format="json").status_code == 404
