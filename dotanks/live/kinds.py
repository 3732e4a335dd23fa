"""Kinds of rooms: who may do what in one, answered by whoever owns the rooms; this module knows no more of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from dotanks.live.shapes import DOCUMENT, Shape


@dataclass(frozen=True)
class RoomAbilities:
    """What a person may do in a room."""

    read: bool
    write: bool


# None stands for "no such room for you": what a person may not know of looks as if it did not exist.
Abilities = Callable[[Any, UUID], RoomAbilities | None]


@dataclass(frozen=True)
class Kind:
    """One kind of room."""

    name: str
    abilities: Abilities
    shape: Shape


_kinds: dict[str, Kind] = {}


def register(kind: str, abilities: Abilities, *, shape: Shape = DOCUMENT) -> None:
    """Open rooms of this kind to whom `abilities(person, room_id)` lets in; it runs in a thread, with the database."""
    _kinds[kind] = Kind(kind, abilities, shape)


def find(kind: str) -> Kind | None:
    """The kind of this name, if it was registered."""
    return _kinds.get(kind)
