"""The chat of a room in its archive. Who said something is a name there, and stays one where it comes in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from dotanks.room.archive import limits
from dotanks.room.archive.opening import Opened
from dotanks.room.archive.packing import Packing
from dotanks.room.archive.parts import Arrival
from dotanks.room.chat import export, queries
from dotanks.room.chat.actions import read_messages
from dotanks.room.chat.states import MessageState
from dotanks.room.models import Message
from dotanks.room.models.chat import MESSAGE
from people.words import Language

LINES, TEXT = "chat/messages.jsonl", "chat/messages.txt"
AT_ONCE: Final = 500


def write(packing: Packing) -> None:
    """One message a line, for machines and for people."""
    packing.add_lines(LINES, _lines(packing.room_id))
    packing.add(TEXT, "".join(export.in_language(export.as_text(packing.room_id), packing.about.language)))


def _lines(room_id: UUID) -> Iterator[dict[str, Any]]:
    rows = queries.with_authors(Message.objects.filter(room_id=room_id)).order_by("number")
    for message in rows.iterator(chunk_size=AT_ONCE):
        yield {
            "id": str(message.pk),
            "at": message.created_at,
            "name": message.name_to_take_along,
            "language": message.language,
            "text": queries.text_of(message),
            "state": message.state,
            "edited": message.edited,
        }


@dataclass(frozen=True)
class Said:
    """One message."""

    id: str
    at: datetime
    name: str
    language: str
    text: str
    state: str
    edited: bool


@dataclass(frozen=True)
class Chat:
    """What was said in the room of the archive."""

    messages: list[Said]

    @property
    def counts(self) -> Mapping[str, int]:
        return {"messages": len(self.messages)}

    def put(self, arrival: Arrival) -> None:
        """After what was said here, in its order, with its moments. Nobody gets a notice."""
        if not self.messages:
            return
        number = queries.latest(arrival.room_id)
        for said in self.messages:
            arrival.id_for(said.id)
        Message.objects.bulk_create(
            (
                Message(
                    id=arrival.id_for(said.id),
                    created_at=said.at,
                    room_id=arrival.room_id,
                    number=number + place,
                    person=arrival.person,
                    brought_as=said.name,
                    text=arrival.words(said.text),
                    language=said.language,
                    state=said.state,
                    edited=said.edited,
                )
                for place, said in enumerate(self.messages, 1)
            ),
            batch_size=AT_ONCE,
        )
        read_messages(person=arrival.person, room_id=arrival.room_id, number=number + len(self.messages))


def read(archive: Opened, _room_id: UUID) -> Chat:
    """Every line."""
    return Chat(
        [
            Said(
                id=told.id("id"),
                at=told.moment("at"),
                name=told.name("name"),
                language=told.one_of("language", Language.values),
                text=told.words("text", 2 * MESSAGE),
                state=told.one_of("state", MessageState.values),
                edited=told.yes("edited"),
            )
            for told in archive.lines(LINES, limits.MOST_MESSAGES)
        ]
    )
