"""The parts of a room that go into an archive. Each says how it is written, how it is read, and how it comes in."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Protocol
from uuid import UUID, uuid4

from django.conf import settings

from dotanks.live.rooms import Run
from dotanks.live.shapes import ID
from dotanks.room.archive.opening import Opened
from dotanks.room.archive.packing import Packing
from people.models import Person

ANY_ID: Final = re.compile(ID)


@dataclass
class Arrival:
    """What comes in: who brings it, where to, and which new id stands for which old one."""

    person: Person
    room_id: UUID
    old_link: str
    new_link: str
    pictures: dict[str, UUID] = field(default_factory=dict)
    runs: list[Run] = field(default_factory=list)
    _ids: dict[str, UUID] = field(default_factory=dict)
    _people: dict[str, str] = field(default_factory=dict)

    def id_for(self, old: str) -> UUID:
        """The new id of something that comes in; ids of an archive are never used here."""
        return self._ids.setdefault(old, uuid4())

    def change(self, node: str, name: str, value: Any) -> Any:
        """How the document is written anew: with the pictures of this room, and with nobody's account in it."""
        if name == "attachment":
            new = self.pictures.get(str(value))
            return str(new) if new else None
        if name == "assignee":
            return None
        if name in {"insertion", "deletion"} and isinstance(value, dict):
            person = self._people.setdefault(value["person"], str(uuid4()))
            return {**value, "id": str(self.id_for(value["id"])), "person": person}
        return value

    def words(self, text: str) -> str:
        """Links to the old room and to what stands in it lead to what came in."""
        if not self.old_link or self.old_link not in text:
            return text
        old = re.compile(rf"(https?://[^\s/]+)?{re.escape(self.old_link)}(?![A-Za-z0-9-])(\?[^\s]*)?")
        return old.sub(self._link, text)

    def _link(self, found: re.Match[str]) -> str:
        site = settings.SITE_URL if found[1] else ""
        query = ANY_ID.sub(lambda one: str(self._ids.get(one[0], one[0])), found[2] or "")
        return f"{site}{self.new_link}{query}"


class Incoming(Protocol):
    """A part of an archive that was read and found good."""

    @property
    def counts(self) -> Mapping[str, int]:
        """What there is of it, for whoever is asked before it comes in."""

    def put(self, arrival: Arrival) -> None:
        """Bring it in."""


@dataclass(frozen=True)
class Part:
    """One part; they come in by their order, since links point from one to the other."""

    name: str
    order: int
    write: Callable[[Packing], None]
    read: Callable[[Opened, UUID], Incoming]


_parts: dict[str, Part] = {}


def part(name: str, order: int, write: Callable[[Packing], None], read: Callable[[Opened, UUID], Incoming]) -> None:
    """Whoever keeps something of a room says how it goes along."""
    _parts[name] = Part(name, order, write, read)


def parts() -> list[Part]:
    """All parts in the order in which they come in."""
    return sorted(_parts.values(), key=lambda one: one.order)
