"""Tell open screens that something changed: an id and a version, never the record. Heard after the commit."""

import logging
from collections.abc import Callable
from typing import Any
from uuid import UUID

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import transaction

log = logging.getLogger(__name__)


def group_of(topic: str) -> str:
    """The channel layer's name for a topic such as `dotank.<uuid>`."""
    return f"watch.{topic}"


def tell(topic: str, kind: str, **data: Any) -> None:
    """Tell whoever watches the topic, after this transaction commits. A lost message loses no fact."""

    def send() -> None:
        try:
            async_to_sync(_send)(topic, {"type": kind, **{name: str(value) for name, value in data.items()}})
        except Exception:
            log.warning("push.lost", exc_info=True)

    transaction.on_commit(send)


async def _send(topic: str, message: dict[str, Any]) -> None:
    layer = get_channel_layer()
    await layer.group_send(group_of(topic), {"type": "watch.message", "message": message})


_listening: list[Callable[[UUID], None]] = []


def when_rights_change(tell_them: Callable[[UUID], None]) -> None:
    """Whoever keeps sockets of their own open hears here whose must be asked again."""
    _listening.append(tell_them)


def rights_changed(person_id: UUID) -> None:
    """A session of this person ended, or a right: all their open sockets are asked again at once, after the commit."""
    ask_again(person_id)
    for tell_them in _listening:
        tell_them(person_id)


def ask_again(person_id: UUID) -> None:
    """The sockets that only tell are asked again whether this person may still hear."""

    def send() -> None:
        try:
            async_to_sync(get_channel_layer().group_send)(of_person(person_id), {"type": "watch.ask_again"})
        except Exception:
            log.warning("push.lost", exc_info=True)

    transaction.on_commit(send)


def of_person(person_id: UUID) -> str:
    """The channel layer's name for all open sockets of one person."""
    return f"person.{person_id}"
