"""Tell open screens that something changed: an id and a version, never the record. Heard after the commit."""

import logging
from typing import Any

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
