"""Bringing an archive into a room: all of it, or nothing."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from common import files, throttles
from dotanks.live.models import Room
from dotanks.room import entering, owners
from dotanks.room.archive import limits
from dotanks.room.archive.opening import Opened, opened
from dotanks.room.archive.parts import Arrival, Incoming, parts
from dotanks.room.archive.pictures import Pictures
from dotanks.room.broadcasts import room_changed
from people.models import Person

A_DAY = 24 * 60 * 60
CHANGED = ("boards", "chat", "margin", "polls", "session")


def ready_to_bring_in(*, person: Person, room_id: UUID) -> None:
    """Refuse, before a byte of the archive is read, whoever may not write there or sent very many."""
    entering.write(person, room_id)
    words = _("Those were many archives for one day. Please bring in the rest tomorrow.")
    most = 2 * limits.MOST_ARCHIVES_A_DAY  # each is looked at before it comes in
    throttles.count("room-archives", person.pk, most=most, seconds=A_DAY, words=words)


@dataclass(frozen=True)
class Ready:
    """An archive that was read and found good, with its pictures drawn anew: what takes long is done."""

    archive: Opened
    incoming: Sequence[Incoming]
    digests: Sequence[str]


@contextmanager
def made_ready(*, person: Person, room_id: UUID, file: Path) -> Iterator[Ready]:
    """Do all that needs no lock and no transaction; what was drawn is gone afterwards, unless it was kept."""
    entering.write(person, room_id)
    with opened(file) as archive:
        incoming = [part.read(archive, room_id) for part in parts()]
        pictures = next(one for one in incoming if isinstance(one, Pictures))
        with pictures.drawn():
            yield Ready(archive, incoming, pictures.digests())


def bring_in(*, person: Person, room_id: UUID, ready: Ready) -> dict[str, int]:
    """Add what is in the archive to what is in the room, all or nothing; answers how much of what came in."""
    try:
        with transaction.atomic():
            entering.write(person, room_id)
            Room.objects.select_for_update(no_key=True).get(pk=room_id)
            arrival = Arrival(person, room_id, ready.archive.link, owners.about(room_id).link)
            for one in ready.incoming:
                one.put(arrival)
            for part in CHANGED:
                room_changed(room_id, part)
    except BaseException:
        for digest in ready.digests:
            files.remove_unused(digest)
        raise
    return {what: number for one in ready.incoming for what, number in one.counts.items()}
