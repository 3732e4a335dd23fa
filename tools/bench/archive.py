"""`make bench-archive`: what it takes to pack a large room into one archive, to look into it and to bring it in.

20,000 words, 300 notes, 2,000 messages and 50 pictures, in a test database and a folder of their own, which go
afterwards.
"""

# ruff: noqa: E402 - Django wants to be set up before any table is named.
from __future__ import annotations

import os
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from uuid import UUID, uuid4

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")

if not os.environ.get("DATABASE_URL"):
    again = [sys.executable, "-m", "tools.services", sys.executable, "-m", "tools.bench.archive", *sys.argv[1:]]
    sys.exit(subprocess.run(again, check=False).returncode)

import django

django.setup()

import pycrdt
from django.db import connection
from django.test.utils import override_settings
from PIL import Image

from common.attachments.making import made_from
from common.uploads import Sent
from dotanks.live import crdt, rooms
from dotanks.live.shapes import DOCUMENT
from dotanks.room import owners
from dotanks.room.archive import actions, queries
from dotanks.room.attachments.actions import add_attachment
from dotanks.room.boards.actions import open_board
from dotanks.room.boards.writing import NewNote, add_notes
from dotanks.room.models import Message
from people.models import Person

KIND = "bench"
TIMES = 5


def main() -> None:
    """Measure in a database of its own."""
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        with TemporaryDirectory() as folder, override_settings(MEDIA_ROOT=folder):
            _measure(Path(folder))
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


def _measure(folder: Path) -> None:
    rooms.register(KIND, lambda _person, _room: rooms.RoomAbilities(read=True, write=True))
    owners.owned(
        KIND,
        people=lambda _: Person.objects.all(),
        about=lambda room: owners.About("A large room", "en", f"/app/dotanks/{room}/room"),
    )
    person = Person.objects.create(email="m@example.org", name="Mia Member")
    room = _fill(person, folder)
    file = folder / "room.zip"

    def pack() -> None:
        with queries.archive_of(person, room).content as content:
            file.write_bytes(content.read())

    _told("make the archive", pack)
    print(f"it is {file.stat().st_size / 1e6:.1f} MB")
    _told("look into it", lambda: queries.preview(person, rooms.open_room(KIND), file))
    _told("bring it in", lambda: _bring_in(person, rooms.open_room(KIND), file))


def _bring_in(person: Person, room: UUID, file: Path) -> None:
    with actions.made_ready(person=person, room_id=room, file=file) as ready:
        start = time.perf_counter()
        actions.bring_in(person=person, room_id=room, ready=ready)
        print(f"  of which with the room locked: {time.perf_counter() - start:.2f} s")


def _fill(person: Person, folder: Path) -> UUID:
    random, room = Random(7), rooms.open_room(KIND)  # noqa: S311 - the same words each time
    words = ["".join(random.choices("abcdefghijklmnop", k=random.randint(2, 9))) for _ in range(3000)]
    document = crdt.new_document(DOCUMENT)
    root = document.get(DOCUMENT.root, type=pycrdt.XmlFragment)
    with document.transaction():
        for _ in range(400):
            paragraph = pycrdt.XmlElement("paragraph")
            root.children.append(paragraph)
            paragraph.children.append(pycrdt.XmlText(" ".join(random.choices(words, k=50))))
    rooms.add_document(room, crdt.since(document), lambda _node, _name, value: value, person.pk)
    board = open_board(person=person, room_id=room, kind="free")
    for _ in range(3):
        add_notes(board.pk, [NewNote(" ".join(random.choices(words, k=15))) for _ in range(100)])
    Message.objects.bulk_create(
        Message(room_id=room, number=n, person=person, text=" ".join(random.choices(words, k=20)), language="en")
        for n in range(1, 2001)
    )
    for _ in range(50):
        content = BytesIO()
        noise = Image.frombytes("RGB", (200, 150), random.randbytes(90_000)).resize((1600, 1200))
        noise.save(content, "JPEG", quality=85)
        path = folder / f"sent-{uuid4()}"
        path.write_bytes(content.getvalue())
        with made_from(Sent(None, path.stat().st_size, "image/jpeg", path)) as made:
            add_attachment(person=person, room_id=room, made=made)
        path.unlink()
    return room


def _told(what: str, do: object) -> None:
    assert callable(do)
    walls, cpus = [], []
    for _ in range(TIMES):
        wall, cpu = time.perf_counter(), time.process_time()
        do()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    print(
        f"{what}: {sorted(walls)[TIMES // 2]:.2f} s by the clock ({max(walls):.2f} at most), "
        f"{sorted(cpus)[TIMES // 2]:.2f} s of CPU",
        flush=True,
    )


if __name__ == "__main__":
    main()
