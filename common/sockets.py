"""The socket that tells: a person watches a topic they may see. Nothing travels inwards."""

from collections.abc import Callable
from typing import Any

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncJsonWebsocketConsumer
from django.urls import re_path

from common.push import group_of

SIGNED_OUT, ACCESS_ENDED = 4401, 4403

MayWatch = Callable[[Any, str], bool]
_topics: dict[str, MayWatch] = {}


def topic(name: str, may_watch: MayWatch) -> None:
    """Open topics `<name>.<id>` to whoever `may_watch(person, id)` lets in."""
    _topics[name] = may_watch


class Watch(AsyncJsonWebsocketConsumer):
    """Join the group, check access, accept: in that order, so nobody is missed who loses access in between."""

    group = ""

    async def connect(self) -> None:
        person = self.scope["user"]
        name, _, subject = self.scope["url_route"]["kwargs"]["topic"].partition(".")
        if not person.is_authenticated:
            await self.accept()
            await self.close(SIGNED_OUT)
            return
        if name == "me":
            subject = str(person.pk)
        self.group = group_of(f"{name}.{subject}")
        await self.channel_layer.group_add(self.group, self.channel_name)
        allowed = name == "me" or (name in _topics and await database_sync_to_async(_topics[name])(person, subject))
        await self.accept()
        if not allowed:
            await self.close(ACCESS_ENDED)

    async def disconnect(self, code: int) -> None:
        if self.group:
            await self.channel_layer.group_discard(self.group, self.channel_name)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None, **_: Any) -> None:
        """Screens only listen."""

    async def watch_message(self, event: dict[str, Any]) -> None:
        await self.send_json(event["message"])


websocket_urlpatterns = [re_path(r"^ws/watch/(?P<topic>[a-z]+(?:\.[0-9a-f-]{36})?)/?$", Watch.as_asgi())]
