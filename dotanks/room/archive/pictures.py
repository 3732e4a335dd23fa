"""The pictures of a room in its archive. They come in like any picture that is sent: checked, and drawn anew."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from uuid import UUID

from common import files
from common.attachments.making import Made, made_from
from common.refusals import Refusal
from common.uploads import Sent
from dotanks.live.shapes import ID
from dotanks.room.archive import limits
from dotanks.room.archive.checking import damaged
from dotanks.room.archive.opening import Opened, too_big
from dotanks.room.archive.packing import Packing
from dotanks.room.archive.parts import Arrival
from dotanks.room.attachments.actions import MOST, add_attachment
from dotanks.room.models import RoomAttachment

NAME: Final = rf"pictures/({ID})\.jpg"


def file_of(picture: object) -> str:
    """Where a picture is in the archive."""
    return f"pictures/{picture}.jpg"


def write(packing: Packing) -> None:
    """Each picture under its id, as the document names it."""
    for attachment in RoomAttachment.objects.filter(room_id=packing.room_id).order_by("created_at", "pk"):
        with files.opened(attachment.digest) as content:
            packing.add_picture(file_of(attachment.pk), content)


@dataclass
class Pictures:
    """The pictures of an archive; drawn anew before anything is changed."""

    archive: Opened
    names: list[str]
    made: dict[str, Made] = field(default_factory=dict)

    @property
    def counts(self) -> Mapping[str, int]:
        return {"pictures": len(self.names)}

    @contextmanager
    def drawn(self) -> Iterator[None]:
        """Draw all of them anew; what was not kept by then is gone afterwards."""
        with ExitStack() as stack:
            for name in self.names:
                place = stack.enter_context(_place())
                self.made[name.removeprefix("pictures/").removesuffix(".jpg")] = self._draw(name, place)
            yield

    def _draw(self, name: str, place: Path) -> Made:
        size = self.archive.size_of(name)
        with files.passing_file() as file:
            with self.archive.stream(name) as content, files.writing():
                shutil.copyfileobj(content, file)
            file.close()
            sent = Sent(None, size, "image/jpeg", Path(file.name))
            try:
                with made_from(sent) as made:
                    made.path.replace(place)
                    return Made(made.kind, place, made.width, made.height)
            except Refusal as refused:
                if refused.status >= 500:
                    raise
                raise damaged(name) from refused

    def put(self, arrival: Arrival) -> None:
        """Keep them in the room."""
        for old, made in self.made.items():
            kept = add_attachment(person=arrival.person, room_id=arrival.room_id, made=made)
            arrival.pictures[old] = kept.pk

    def digests(self) -> list[str]:
        """What they will be kept as."""
        return [files.digest_of(made.path) for made in self.made.values()]


def read(archive: Opened, _room_id: UUID) -> Pictures:
    """Their names and sizes; what they are shows when they are drawn."""
    names = archive.names(NAME)
    if len(names) > MOST or any(archive.size_of(name) > limits.MOST_IN_PICTURE for name in names):
        raise too_big()
    for name in names:
        with archive.stream(name) as content:
            if content.read(3) != b"\xff\xd8\xff":
                raise damaged(name)
    return Pictures(archive, names)


@contextmanager
def _place() -> Iterator[Path]:
    with files.passing_file() as file:
        file.close()
        yield Path(file.name)
