"""Whose rooms they are: who may enter one today, what it is about, and where its screen is; told by the owner."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from dotanks.live.rooms import kind_of
from people.models import Person
from people.queries import with_organisation


@dataclass(frozen=True)
class About:
    """What is said of a room in notices and files: what it is about, in which language, and where its screen is."""

    title: str
    language: str
    link: str

    def at(self, *, beside: str, at: UUID | None = None) -> str:
        """The address of one thing in a part that stands beside the document."""
        return f"{self.link}?beside={beside}" + (f"&at={at}" if at else "")


@dataclass(frozen=True)
class Owner:
    """What the owner of a kind of rooms knows of them."""

    people: Callable[[UUID], QuerySet[Person]]
    about: Callable[[UUID], About]


_owners: dict[str, Owner] = {}


def owned(kind: str, *, people: Callable[[UUID], QuerySet[Person]], about: Callable[[UUID], About]) -> None:
    """The owner of rooms of this kind answers for them."""
    _owners[kind] = Owner(people, about)


def people_in(room_id: UUID) -> QuerySet[Person]:
    """Everybody who may enter the room today, by name, with their organisation."""
    owner = _owners.get(kind_of(room_id))
    found = owner.people(room_id) if owner else Person.objects.none()
    return with_organisation(found.filter(is_active=True).exclude(name="").order_by("name", "id"))


def about(room_id: UUID) -> About:
    """What the room is about."""
    return _owners[kind_of(room_id)].about(room_id)
