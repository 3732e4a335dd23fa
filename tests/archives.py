"""A room with something of everything, its archive, and archives that were tampered with."""

import json
from collections.abc import Callable, Mapping
from hashlib import sha256
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4
from zipfile import ZipFile

import pycrdt

from dotanks.live import bringing, crdt, rooms
from dotanks.live.models import RoomUpdate
from dotanks.live.shapes import DOCUMENT
from dotanks.models import DoTank
from dotanks.room.boards import actions as boards
from dotanks.room.boards import writing
from dotanks.room.deciding import actions as polls
from dotanks.room.deciding import decisions
from dotanks.room.margin import actions as margin
from dotanks.room.models import Board
from tests import files, sessions, stages
from tests import rooms as talk
from tests.cast import Cast

WORDS = "Three signatures on a travel form are two too many. Ünïcode 😀 too."
QUOTE = "two too many"


def full(cast: Cast) -> DoTank:
    """A working team whose room holds something of everything."""
    dotank = stages.working(cast)
    room = dotank.room_id
    picture = files.attach_to_room(cast.member, room, files.photo(size=(80, 50)))
    write(room, cast.member.pk, str(picture.pk))
    state = rooms.read_document(room).state
    start, end = ends_of(state, QUOTE)
    thread = margin.begin_thread(person=cast.member, room_id=room, text="Why two?", start=start, end=end, quote=QUOTE)
    margin.answer_thread(person=cast.challenger, thread_id=thread.pk, text="One is enough.")
    board = boards.open_board(person=cast.member, room_id=room, kind="assumptions", title="What must be true")
    one, other = writing.add_notes(board.pk, [writing.NewNote("=1+1 People read it"), writing.NewNote("Law allows it")])
    rooms.write_entries(board.live_id, {"arrows": {str(uuid4()): {"from": one, "to": other, "label": "then"}}})
    fails = boards.open_board(person=cast.member, room_id=room, kind="fails")
    writing.add_notes(fails.pk, [writing.NewNote("Too long", lane="failed", group="Forms")])
    boards.close_board(person=cast.member, board_id=fails.pk)
    link = f"/app/dotanks/{dotank.pk}/room?middle=board&at={board.pk}"
    talk.write(cast, room, text=f"Look at {link} please")
    talk.write(cast, room, who="challenger", text=f"@{cast.member.name} yes", mentioned=[cast.member.pk])
    poll = talk.poll(cast, room)
    talk.vote(cast, poll, "member", 2, 1)
    decision = {**talk.DECISION, "review_on": None}
    polls.close_poll(person=cast.member, poll_id=poll.pk, decision=decision)
    hidden = talk.poll(cast, room, secrecy="always", question="Who shall speak?")
    talk.vote(cast, hidden, "member", 1)
    talk.vote(cast, hidden, "challenger", 0, 1)
    polls.close_poll(person=cast.member, poll_id=hidden.pk)
    talk.poll(cast, room, question="Still open?")
    decisions.decide(person=cast.challenger, room_id=room, text="We write short.", reason="People read it.")
    sessions.ended(cast, dotank)
    return dotank


def write(room: UUID, assignee: UUID, picture: str) -> None:
    """What the team's editors would have stored: a heading, words with looks, a check item, a picture, a suggestion."""
    document = crdt.new_document(DOCUMENT)
    stored = rooms.read_document(room).state
    crdt.take_in(document, stored)
    before = crdt.state_vector(document)
    root = document.get("document", type=pycrdt.XmlFragment)
    with document.transaction():
        heading = _inside(root, "heading", level=2)
        heading.children.append(pycrdt.XmlText("Our plan"))
        text = pycrdt.XmlText(WORDS)
        _inside(root, "paragraph").children.append(text)
        text.format(0, 16, {"bold": {}})
        text.format(20, 26, {"link": {"href": "https://example.org/a"}})
        told = {"id": str(uuid4()), "person": str(assignee), "at": "2026-11-22T10:00Z"}
        text.format(30, 34, {"deletion": told})
        listed = _inside(root, "taskList")
        item = _inside(listed, "taskItem", checked=True, assignee=str(assignee), due="2026-12-01")
        _inside(item, "paragraph").children.append(pycrdt.XmlText("Ask the registry"))
        _inside(root, "image", attachment=picture, alt="The form")
    put(room, crdt.since(document, before))


def put(room: UUID, update: bytes) -> None:
    RoomUpdate.objects.create(room_id=room, payload=update)


def _inside(parent: Any, tag: str, **given: Any) -> Any:
    made = pycrdt.XmlElement(tag)
    parent.children.append(made)
    for name, value in given.items():
        made.attributes[name] = value
    return made


def ends_of(state: bytes, quote: str) -> tuple[bytes, bytes]:
    """Where these words begin and end, as a browser would name it: found by asking for every letter there is."""
    document = bringing.document_of(state, DOCUMENT)
    letters = letters_of(state)
    for client, clock in crdt.clocks(document).items():
        run = rooms.Run(client, 0, clock)
        for at in range(clock):
            (place,) = bringing.places(state, DOCUMENT, [(rooms.end_at([run], (0, at + 1), behind=False) or b"", "")])
            if place and letters[place[0]][place[1] - 1 :].startswith(quote):
                start = rooms.end_at([run], (0, at), behind=True)
                end = rooms.end_at([run], (0, at + len(quote)), behind=False)
                assert start
                assert end
                return start, end
    raise AssertionError([quote, letters, crdt.clocks(document)])


def letters_of(state: bytes) -> list[str]:
    """The runs of text of a document, in order."""
    document = bringing.document_of(state, DOCUMENT)
    return ["".join(str(words) for words, _ in text.diff()) for text in bringing._texts(document, DOCUMENT)]


def tree(state: bytes) -> Any:
    """A document as plain values: its nodes with their attributes, and its texts with their looks."""
    document = crdt.new_document(DOCUMENT)
    crdt.take_in(document, state)
    return [_plain(node) for node in document.get("document", type=pycrdt.XmlFragment).children]


def _plain(node: Any) -> Any:
    if isinstance(node, pycrdt.XmlText):
        return [(words, marks) for words, marks in node.diff()]
    return (node.tag, sorted((name, value) for name, value in node.attributes), [_plain(one) for one in node.children])


def download(client: Any, room: UUID) -> bytes:
    response = client.get(f"/api/rooms/{room}/archive/")
    assert response.status_code == 200, response.content
    return b"".join(response.streaming_content)


def send(client: Any, room: UUID, content: bytes, *, look: bool = False, **more: Any) -> Any:
    address = f"/api/rooms/{room}/archive/" + ("preview/" if look else "")
    return client.generic("POST", address, content, content_type="application/zip", **more)


def unzipped(archive: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(archive)) as found:
        return {name: found.read(name) for name in found.namelist()}


def zipped(content: Mapping[str, bytes], *, signed: bool = True, **manifest: Any) -> bytes:
    """An archive of these files, with a manifest that fits them unless it should not."""
    told = {**json.loads(content["manifest.json"]), **manifest}
    if signed:
        told["files"] = [
            {"name": name, "size": len(data), "sha256": sha256(data).hexdigest()}
            for name, data in content.items()
            if name != "manifest.json"
        ]
    into = BytesIO()
    with ZipFile(into, "w") as made:
        for name, data in content.items():
            made.writestr(name, json.dumps(told) if name == "manifest.json" else data)
    return into.getvalue()


def changed(archive: bytes, name: str, change: Callable[[Any], Any]) -> bytes:
    """The archive with one JSON file changed, and signed anew."""
    content = unzipped(archive)
    value = json.loads(content[name])
    content[name] = json.dumps(change(value) or value).encode()
    return zipped(content)


def board_of(room: UUID, title: str) -> Board:
    return Board.objects.get(room_id=room, title=title)
