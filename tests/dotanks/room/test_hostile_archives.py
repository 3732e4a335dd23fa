"""Archives that somebody made to do harm, or that came to harm: refused in words, and nothing is left behind."""

import json
from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

import pycrdt
import pytest
from django.core.cache import cache

from dotanks.room.archive import limits
from dotanks.room.models import Board, Message, RoomAttachment
from tests import archives, files, stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.matrix.trace import trace

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder")]
Content = dict[str, bytes]
DOCUMENT_FILE, DECISIONS, CHAT = "document/document.yjs", "decisions/decisions.json", "chat/messages.jsonl"
BOARD, RECORDS, THREADS = "boards/1.json", "sessions/records.json", "comments/threads.json"


def raw(content: Content, more: Callable[[ZipFile], None]) -> bytes:
    into = BytesIO(archives.zipped(content))
    with ZipFile(into, "a") as made:
        more(made)
    return into.getvalue()


def encrypted(content: Content) -> bytes:
    archive = bytearray(archives.zipped(content))
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        archive[archive.index(sign) + place] |= 1
    return bytes(archive)


def bomb(content: Content) -> bytes:
    """A gigabyte of nothing in a megabyte."""
    return raw(content, lambda made: made.writestr(ZipInfo("bomb.json"), bytes(450 * 1024 * 1024), ZIP_DEFLATED))


def lying(content: Content) -> bytes:
    """A file that unpacks to more than it says."""
    archive = bytearray(archives.zipped({**content, CHAT: b" " * 100_000}))
    return bytes(archive).replace((100_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))


def long_list(content: Content) -> bytes:
    """A directory that says it is larger than any archive's."""
    archive = bytearray(archives.zipped(content))
    archive[-10:-6] = (50_000_000).to_bytes(4, "little")
    return bytes(archive)


def state(make: Callable[[Any], None]) -> bytes:
    document: Any = pycrdt.Doc()
    root = document.get("document", type=pycrdt.XmlFragment)
    with document.transaction():
        make(root)
    update: bytes = document.get_update()
    return update


def nested() -> bytes:
    """A value nested so deep that reading it would end the process."""
    deep = b"\x75\x01" * 30_000 + b"\x75\x00"
    return b"\x01\x01\x05\x00" + b"\x28\x01\x08document\x01a\x01" + deep + b"\x00"


def with_state(update: bytes) -> Callable[[Content], bytes]:
    return lambda content: archives.zipped({**content, DOCUMENT_FILE: update})


def with_file(name: str, data: bytes) -> Callable[[Content], bytes]:
    return lambda content: archives.zipped({**content, name: data})


def with_json(name: str, change: Callable[[Any], Any]) -> Callable[[Content], bytes]:
    def made(content: Content) -> bytes:
        value = json.loads(content[name])
        change(value)
        return archives.zipped({**content, name: json.dumps(value).encode()})

    return made


def picture(content: Content) -> str:
    return next(name for name in content if name.endswith(".jpg"))


def with_picture(data: bytes) -> Callable[[Content], bytes]:
    return lambda content: archives.zipped({**content, picture(content): data})


# One paragraph of client 5 at clock 9; clocks 0 to 8 are nowhere, so it would wait in the room for ever.
HALF_A_STATE = b"\x01\x01\x05\x09\x07\x01\x08document\x03\x09paragraph\x00"


HOSTILE: dict[str, tuple[Callable[[Content], bytes], int, str]] = {
    "no zip": (lambda _: b"<html>", 415, "not_an_archive"),
    "nothing": (lambda _: b"", 422, "invalid"),
    "another zip": (lambda _: zipped_only({"a.txt": b"a"}), 415, "not_an_archive"),
    "half of it": (lambda content: archives.zipped(content)[:2000], 415, "not_an_archive"),
    "a comment behind it": (lambda content: raw(content, lambda made: setattr(made, "comment", b"x")), 415,
                            "not_an_archive"),
    "another format": (lambda content: archives.zipped(content, format="zulip"), 415, "not_an_archive"),
    "a later version": (lambda content: archives.zipped(content, version=2), 422, "archive_too_new"),
    "a version that is none": (lambda content: archives.zipped(content, version="1"), 422, "archive_damaged"),
    "a link with a script": (lambda content: archives.zipped(content, link="javascript:alert(1)"), 422,
                             "archive_damaged"),
    "an unnamed file": (lambda content: raw(content, lambda made: made.writestr("more.txt", "x")), 422,
                        "archive_damaged"),
    "a digest that does not fit": (lambda content: archives.zipped({**content, CHAT: b"{}\n"}, signed=False), 422,
                                   "archive_damaged"),
    "a path that climbs": (with_file("../../etc/passwd", b"x"), 422, "archive_unsafe"),
    "a path from the root": (with_file("/etc/passwd", b"x"), 422, "archive_unsafe"),
    "a path with a backslash": (with_file("a\\..\\b", b"x"), 422, "archive_unsafe"),
    "a folder": (lambda content: raw(content, lambda made: made.writestr("boards/", "")), 422, "archive_unsafe"),
    "locked with a password": (encrypted, 422, "archive_unsafe"),
    "packed in another way": (
        lambda content: raw(content, lambda made: made.writestr("a.txt", "x", ZIP_BZIP2)), 422, "archive_unsafe"),
    "the same name twice": (lambda content: raw(content, lambda made: made.writestr(CHAT, "x")), 422,
                            "archive_damaged"),
    "a bomb": (bomb, 413, "archive_too_big"),
    "a file that is more than it says": (lying, 422, "archive_damaged"),
    "too many files": (lambda content: archives.zipped(content | {f"x/{n}.txt": b"" for n in range(2001)}), 413,
                       "archive_too_big"),
    "a list of files without end": (long_list, 413, "archive_too_big"),
    "JSON nested without end": (with_file(DECISIONS, b"[" * 200_000), 422, "archive_damaged"),
    "JSON that is none": (with_file(THREADS, b'{"threads": NaN}'), 422, "archive_damaged"),
    "a number without end": (with_file(RECORDS, b'{"records": ' + b"9" * 10_000 + b"}"), 422, "archive_damaged"),
    "a list for an object": (with_file(THREADS, b"[]"), 422, "archive_damaged"),
    "half a letter": (with_json(THREADS, lambda told: told["threads"][0].update(quote="\ud800")), 422,
                      "archive_damaged"),
    "a part that is missing": (
        lambda content: archives.zipped({n: d for n, d in content.items() if n != DOCUMENT_FILE}), 422,
        "archive_damaged"),
    "too many messages": (with_file(CHAT, b"{}\n" * 20_001), 413, "archive_too_big"),
    "a message by nobody": (with_file(CHAT, b'{"id": "x"}\n'), 422, "archive_damaged"),
    "a poll with counts of few secret votes": (
        with_json(DECISIONS, lambda told: told["polls"][1]["options"][0].update(count=2)), 422, "archive_damaged"),
    "a poll with more dots than there are": (
        with_json(DECISIONS, lambda told: told["polls"][0].update(dots=10**9)), 422, "archive_damaged"),
    "a decision without words": (
        with_json(DECISIONS, lambda told: told["decisions"][0].update(text=" ")), 422, "archive_damaged"),
    "a day that is none": (
        with_json(DECISIONS, lambda told: told["decisions"][0].update(decided_on="2026-02-30")), 422,
        "archive_damaged"),
    "a moment without its zone": (
        with_json(DECISIONS, lambda told: told["polls"][0].update(created_at="2026-02-01T10:00:00")), 422,
        "archive_damaged"),
    "a session of another kind": (
        with_json(RECORDS, lambda told: told["records"][0].update(kind="party")), 422, "archive_damaged"),
    "a board of another kind": (with_json(BOARD, lambda told: told.update(kind="chess")), 422, "archive_damaged"),
    "a note off the board": (
        with_json(BOARD, lambda told: told["notes"][0].update(x=10**9)), 422, "archive_damaged"),
    "a note with something more": (
        with_json(BOARD, lambda told: told["notes"][0].update(author="Mia")), 422, "archive_damaged"),
    "a note as long as a book": (
        with_json(BOARD, lambda told: told["notes"][0].update(text="x" * 10_000)), 422, "archive_damaged"),
    "more notes than a board takes": (
        with_json(BOARD, lambda told: told.update(notes=told["notes"] * 1_500)), 422, "archive_damaged"),
    "the same note twice": (
        with_json(BOARD, lambda told: told.update(notes=told["notes"] * 2)), 422, "archive_damaged"),
    "a state that is none": (with_state(b"\xff" * 100), 422, "archive_unsafe"),
    "an empty state": (with_state(b""), 422, "archive_unsafe"),
    "a state that ends a process": (with_state(nested()), 422, "archive_unsafe"),
    "a state as large as a film": (with_state(bytes(5 * 1024 * 1024)), 422, "archive_unsafe"),
    "half a state": (with_state(HALF_A_STATE), 422, "archive_unsafe"),
    "a node the room does not know": (
        with_state(state(lambda root: root.children.append(pycrdt.XmlElement("script")))), 422, "archive_unsafe"),
    "a node in the wrong place": (
        with_state(state(lambda root: root.children.append(pycrdt.XmlElement("tableRow")))), 422, "archive_unsafe"),
    "words outside a paragraph": (
        with_state(state(lambda root: root.children.append(pycrdt.XmlText("loose")))), 422, "archive_unsafe"),
    "an attribute it does not know": (
        with_state(state(lambda root: root.children.append(pycrdt.XmlElement("paragraph", {"onclick": "x"})))), 422,
        "archive_unsafe"),
    "a page as a picture": (with_picture(b"<svg onload='x'/>"), 422, "archive_damaged"),
    "half a picture": (with_picture(files.photo()[:200]), 422, "archive_damaged"),
}  # fmt: skip


def zipped_only(content: Content) -> bytes:
    into = BytesIO()
    with ZipFile(into, "w") as made:
        for name, data in content.items():
            made.writestr(name, data)
    return into.getvalue()


@pytest.fixture
def content(cast: Cast, as_person: ClientFor) -> Content:
    room = archives.full(cast).room_id
    return archives.unzipped(archives.download(as_person(cast.member), room))


def test_what_would_harm_is_refused_in_words_and_leaves_nothing(
    content: Content, cast: Cast, as_person: ClientFor
) -> None:
    client, room = as_person(cast.member), stages.working(cast).room_id
    before, kept, wrong = trace(), files.kept_files(), []

    for name, (make, status, code) in HOSTILE.items():
        archive = make(content)
        for look in (True, False):
            if look and name == "half a picture":
                continue  # pictures are only drawn when they come in
            cache.clear()
            said = archives.send(client, room, archive, look=look)
            answer = said.status_code, said.json()["code"]
            if answer != (status, code) or not said.json()["detail"] or files.kept_files() != kept:
                wrong.append((name, look, answer))
    assert not wrong
    assert trace() == before


def test_when_it_breaks_half_way_nothing_came_in(
    content: Content, cast: Cast, as_person: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, room = as_person(cast.member), stages.working(cast).room_id
    before, kept = trace(), files.kept_files()
    monkeypatch.setattr("dotanks.room.archive.boards.MOST_OPEN", 0)
    other = archives.zipped({**content, picture(content): files.photo(size=(90, 60))})

    said = archives.send(client, room, other)

    assert (said.status_code, said.json()["code"]) == (409, "too_many")
    assert trace() == before
    assert files.kept_files() == kept


def test_a_file_that_is_too_large_is_refused_before_it_is_opened(
    cast: Cast, as_person: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dotanks.room.api.archive.MOST_BYTES", 21 * 1024 * 1024)
    said = archives.send(as_person(cast.member), stages.working(cast).room_id, bytes(22 * 1024 * 1024))

    assert said.status_code == 413
    assert "21 MB" in said.json()["detail"]


def test_a_day_takes_only_so_many(cast: Cast, as_person: ClientFor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_ARCHIVES_A_DAY", 1)
    client, room = as_person(cast.member), stages.working(cast).room_id

    answers = [archives.send(client, room, b"x").status_code for _ in range(3)]

    assert answers == [415, 415, 429]


def test_ids_of_an_archive_are_never_used_here(content: Content, cast: Cast, as_person: ClientFor) -> None:
    """An archive that names what is there changes nothing of it: the source room stays as it was."""
    client = as_person(cast.member)
    board = Board.objects.get(title="What must be true")
    was = {one.pk: one.text for one in Message.objects.all()}

    assert archives.send(client, board.room_id, archives.zipped(content)).status_code == 201

    assert {one.pk: one.text for one in Message.objects.filter(pk__in=was)} == was
    assert Message.objects.filter(room_id=board.room_id).count() == 2 * len(was)
    assert RoomAttachment.objects.filter(room_id=board.room_id).count() >= 1
