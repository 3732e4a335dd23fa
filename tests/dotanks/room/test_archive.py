"""A whole room as one archive, and the same archive brought into another room."""

import json
import re
from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from dotanks.actions import proposals, versions
from dotanks.live import rooms
from dotanks.live.models import RoomSnapshot, RoomUpdate
from dotanks.models import DoTank, VersionName
from dotanks.room.models import Ballot, Board, Decision, MarginComment, MarginThread, Message, Poll, RoomAttachment
from dotanks.room.models import Session as RoomSession
from people.models import Notice, Person
from tests import archives, stages
from tests import rooms as talk
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.racing import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder")]
ID = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# What is another in another room: when and where the archive was made, and where in Yjs a letter stands.
ELSEWHERE = ("manifest.json", "README.txt", "document/document.yjs")


@pytest.fixture
def room(cast: Cast) -> DoTank:
    dotank = archives.full(cast)
    version = proposals.save_version(person=cast.member, dotank_id=dotank.pk)
    versions.name_version(person=cast.member, version_id=version.pk, name="Before the questions")
    return dotank


def empty(dotank: DoTank) -> DoTank:
    """Nobody has written there yet, not even the server."""
    RoomUpdate.objects.filter(room_id=dotank.room_id).delete()
    RoomSnapshot.objects.filter(room_id=dotank.room_id).delete()
    return dotank


def same(name: str, content: bytes) -> Any:
    """A file without its ids, and without what says that it came with an archive."""
    text = content.decode().replace(" (from an archive)", "")
    text = ID.sub("an-id", re.sub(r"/app/dotanks/[0-9a-f-]{36}/", "/app/dotanks/an-id/", text))
    if name.endswith((".svg", ".csv", ".txt", ".md", ".html")):
        return text
    return [_same(json.loads(line)) for line in ([text] if name.endswith(".json") else text.splitlines())]


def _same(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: "draft" if (key, one) == ("state", "open") and "dots" in value else _same(one)
            for key, one in sorted(value.items())
            if key not in {"start", "end", "saved_at", "sha256", "number"}
        }
    if isinstance(value, list):
        return sorted(map(_same, value), key=str) if value and isinstance(value[0], dict) else [_same(o) for o in value]
    return value


def test_what_was_exported_comes_in_elsewhere_and_is_exported_again_as_the_same(
    room: DoTank, cast: Cast, as_person: ClientFor
) -> None:
    client, other = as_person(cast.member), empty(stages.working(cast))
    first = archives.download(client, room.room_id)

    looked = archives.send(client, other.room_id, first, look=True)
    said = archives.send(client, other.room_id, first)

    assert (looked.status_code, said.status_code) == (200, 201), said.content
    assert looked.json()["adds_after"] is False
    assert looked.json()["title"] == room.problem.title
    assert looked.json()["counts"] == said.json()
    assert said.json() == {
        "words": 71,
        "pictures": 1,
        "versions": 1,
        "boards": 2,
        "notes": 3,
        "messages": 2,
        "comments": 2,
        "polls": 3,
        "decisions": 2,
        "sessions": 1,
    }
    before, after = archives.unzipped(first), archives.unzipped(archives.download(client, other.room_id))
    assert set(names(before)) == set(names(after))
    for name in names(before):
        if name not in ELSEWHERE and not name.endswith((".jpg", ".yjs")):
            old, new = (one[real(one, name)] for one in (before, after))
            if name.endswith((".md", ".html")):
                # Who does it is a name of that team; here nobody was asked.
                old = old.replace(b"Mia Member ", b"").replace(b"Mia Member", b"")
            assert same(name, new) == same(name, old), name


def names(content: dict[str, bytes]) -> list[str]:
    """The files of an archive; a picture and a version are called anew in each room."""
    return sorted(re.sub(r"^versions/\d+", "versions/n", ID.sub("id", name)) for name in content)


def real(content: dict[str, bytes], name: str) -> str:
    return next(one for one in content if re.sub(r"^versions/\d+", "versions/n", ID.sub("id", one)) == name)


def test_the_document_is_the_same_and_assigns_nobody(room: DoTank, cast: Cast, as_person: ClientFor) -> None:
    client, other = as_person(cast.member), empty(stages.working(cast))
    archives.send(client, other.room_id, archives.download(client, room.room_id))

    old, new = (archives.tree(rooms.read_document(one.room_id).state) for one in (room, other))

    picture = RoomAttachment.objects.get(room_id=other.room_id)
    was = RoomAttachment.objects.get(room_id=room.room_id)
    assert picture.pk != was.pk
    assert (picture.width, picture.height) == (was.width, was.height)
    told = json.dumps(new)
    assert str(cast.member.pk) not in told
    assert f'["attachment", "{picture.pk}"]' in told
    anew = json.loads(ID.sub("id", json.dumps(old)).replace('["assignee", "id"], ', ""))
    assert json.loads(ID.sub("id", told)) == anew


def test_in_a_room_with_words_it_comes_after_them_and_nothing_is_lost(
    room: DoTank, cast: Cast, as_person: ClientFor
) -> None:
    client, other = as_person(cast.member), stages.working(cast)
    archive = archives.download(client, room.room_id)
    there = archives.tree(rooms.read_document(other.room_id).state)
    talk.write(cast, other.room_id, text="We were here first")

    assert archives.send(client, other.room_id, archive, look=True).json()["adds_after"] is True
    for _ in range(2):
        assert archives.send(client, other.room_id, archive).status_code == 201

    now = archives.tree(rooms.read_document(other.room_id).state)
    added = archives.tree(archives.unzipped(archive)["document/document.yjs"])
    assert now[: len(there)] == there
    assert len(now) == len(there) + 2 * len(added)
    assert Message.objects.filter(room_id=other.room_id).order_by("number").values_list("number", flat=True)[4] == 5
    assert Message.objects.get(room_id=other.room_id, number=1).text == "We were here first"
    assert RoomAttachment.objects.filter(room_id=other.room_id).count() == 1, "the same picture is one"


def test_comments_hang_on_the_same_words_and_links_lead_to_what_came(
    room: DoTank, cast: Cast, as_person: ClientFor
) -> None:
    client, other = as_person(cast.member), stages.working(cast)
    archives.send(client, other.room_id, archives.download(client, room.room_id))

    thread = MarginThread.objects.get(room_id=other.room_id)
    state = rooms.read_document(other.room_id).state
    assert (bytes(thread.start), bytes(thread.end)) == archives.ends_of(state, archives.QUOTE)
    board = archives.board_of(other.room_id, "What must be true")
    text = Message.objects.get(room_id=other.room_id, number=1).text
    assert text == f"Look at /app/dotanks/{other.pk}/room?middle=board&at={board.pk} please"
    decision = Decision.objects.get(room_id=other.room_id, text="The travel form first.")
    assert decision.poll is not None
    assert decision.poll.room_id == other.room_id
    assert Board.objects.get(room_id=other.room_id, kind="fails").closed_at is not None


def test_people_stay_names_and_nobody_is_told(room: DoTank, cast: Cast, as_person: ClientFor) -> None:
    client, other = as_person(cast.challenger), stages.working(cast)
    archive = archives.download(client, room.room_id)
    people, notices = Person.objects.count(), Notice.objects.count()

    assert archives.send(client, other.room_id, archive).status_code == 201

    assert (Person.objects.count(), Notice.objects.count()) == (people, notices)
    (second, first) = client.get(f"/api/rooms/{other.room_id}/messages/").json()["results"]
    assert (first["author"]["name"], first["mine"]) == ("Mia Member (from an archive)", False)
    assert first["author"]["id"] not in {str(cast.member.pk), str(cast.challenger.pk)}
    assert first["abilities"] == {"change": False, "take_away": True}
    assert second["author"]["name"] == "Chris Challenger (from an archive)", "also of whom brought it in"
    thread = client.get(f"/api/rooms/{other.room_id}/threads/").json()["results"][0]
    assert [one["person"]["name"] for one in thread["comments"]] == [
        "Mia Member (from an archive)",
        "Chris Challenger (from an archive)",
    ]
    assert not any(one["abilities"]["edit"] for one in thread["comments"])
    decided = client.get(f"/api/rooms/{other.room_id}/decisions/").json()["results"]
    assert {one["written_by"] for one in decided} == {
        "Mia Member (from an archive)",
        "Chris Challenger (from an archive)",
    }
    session = RoomSession.objects.get(room_id=other.room_id)
    record = client.get(f"/api/rooms/{other.room_id}/sessions/{session.pk}/record/").json()
    assert "Mia Member (led the session)" in json.dumps(record)
    version = VersionName.objects.get(version__dotank=other)
    assert version.name == "Before the questions (from an archive)"
    assert version.version.saved_by == cast.challenger


def test_who_voted_what_is_in_no_archive_and_few_secret_votes_are_not_counted(
    room: DoTank, cast: Cast, as_person: ClientFor
) -> None:
    told = json.loads(
        archives.unzipped(archives.download(as_person(cast.member), room.room_id))["decisions/decisions.json"]
    )

    ballots, others = told["polls"][0], told["polls"][1]
    assert Ballot.objects.filter(poll__room_id=room.room_id, person__isnull=False).exists(), "the room itself knows"
    assert [one["count"] for one in ballots["options"]] == [2, 1, 0]
    assert [one["count"] for one in others["options"]] == [None, None, None]
    for poll in told["polls"]:
        assert set(poll) == {
            *("id", "created_at", "made_by", "kind", "secrecy", "question", "words", "dots", "at_most", "state"),
            *("closed_at", "voters", "options", "said"),
        }
        assert all(set(option) == {"text", "answer", "count"} for option in poll["options"])


def test_no_address_no_poster_and_nothing_that_was_taken_away_is_in_it(
    room: DoTank, cast: Cast, as_person: ClientFor
) -> None:
    message = talk.write(cast, room.room_id, text="Quollwright was wrong")
    client = as_person(cast.member)
    assert client.post(f"/api/messages/{message.pk}/take-away/").status_code == 200
    rooms.rewrite_document(room.room_id, rooms.read_document(room.room_id).state, cast.member.pk)

    everything = b"\n".join(archives.unzipped(archives.download(client, room.room_id)).values())

    for person in Person.objects.all():
        assert person.email.encode() not in everything
    assert cast.poster.name.encode() not in everything
    assert str(cast.poster.pk).encode() not in everything
    assert b"Quollwright" not in everything


def test_words_that_were_deleted_are_not_in_the_state(cast: Cast, as_person: ClientFor) -> None:
    dotank = stages.working(cast)
    clean = rooms.read_document(dotank.room_id).state
    archives.write(dotank.room_id, cast.member.pk, str(cast.member.pk))
    rooms.rewrite_document(dotank.room_id, clean, cast.member.pk)

    archive = archives.unzipped(archives.download(as_person(cast.member), dotank.room_id))

    assert b"Three signatures on" not in archive["document/document.yjs"]


def test_the_manifest_fits_and_the_pictures_open(room: DoTank, cast: Cast, as_person: ClientFor) -> None:
    content = archives.unzipped(archives.download(as_person(cast.member), room.room_id))
    manifest = json.loads(content["manifest.json"])

    assert (manifest["format"], manifest["version"]) == ("do-tank-room", 1)
    assert {one["name"]: one["sha256"] for one in manifest["files"]} == {
        name: sha256(data).hexdigest() for name, data in content.items() if name != "manifest.json"
    }
    (picture,) = [data for name, data in content.items() if name.startswith("pictures/")]
    assert Image.open(BytesIO(picture)).size == (80, 50)
    page = content["document/document.html"].decode()
    shown = re.search(r'src="\.\./(pictures/[^"]+)"', page)
    assert shown
    assert shown[1] in content
    assert content["boards/1.svg"].startswith(b"<svg")
    assert b"'=1+1 People" in content["boards/1.csv"], "a spreadsheet runs nothing"


def test_the_same_request_twice_brings_it_in_once(room: DoTank, cast: Cast, as_person: ClientFor) -> None:
    client, other = as_person(cast.member), stages.working(cast)
    archive = archives.download(client, room.room_id)

    for _ in range(2):
        said = archives.send(client, other.room_id, archive, headers={"Idempotency-Key": "one"})
        assert said.status_code == 201

    assert Poll.objects.filter(room_id=other.room_id).count() == 3
    assert MarginComment.objects.filter(thread__room_id=other.room_id).count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_at_once_both_come_in_one_after_the_other(cast: Cast, as_person: ClientFor) -> None:
    room = stages.working(cast).room_id
    for number in range(3):
        talk.write(cast, room, text=f"Number {number}")
    clients = [as_person(cast.member), as_person(cast.challenger)]
    archive = archives.download(clients[0], room)

    answers = at_once(*[lambda client=client: archives.send(client, room, archive).status_code for client in clients])

    assert answers == [201, 201]
    numbers = Message.objects.filter(room_id=room).order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, 10))
