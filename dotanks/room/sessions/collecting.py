"""What other parts of the room add to the record of a session; each registers its own when the product starts."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.utils.functional import Promise

Fetch = Callable[[UUID, datetime, datetime], Sequence[str]]
_collected: dict[str, tuple[str | Promise, Fetch]] = {}


def collects(name: str, heading: str | Promise, fetch: Fetch) -> None:
    """Under this heading the record tells what `fetch(room_id, since, until)` finds, a line each.

    A line is kept as it is found, in the language of the room, for everybody who reads the record: it names nobody.
    """
    _collected[name] = (heading, fetch)


def heading_of(name: str) -> str:
    """The heading in the language now active."""
    return str(_collected[name][0]) if name in _collected else ""


def collected(room_id: UUID, since: datetime, until: datetime) -> Iterator[tuple[str, list[str]]]:
    """What each part found between these moments; parts that found nothing are left out."""
    for name, (_heading, fetch) in _collected.items():
        if lines := list(fetch(room_id, since, until)):
            yield name, lines
