"""The socket that tells: a person watches a topic they may see. Nothing travels inwards."""

import asyncio
import logging
from collections.abc import Callable
from typing import Any
from uuid import UUID

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncJsonWebsocketConsumer
from django.contrib.auth import HASH_SESSION_KEY, get_user_model
from django.contrib.sessions.models import Session
from django.urls import re_path
from django.utils import timezone

from common.push import group_of

SIGNED_OUT, ACCESS_ENDED, ONLY_LISTEN, NOT_NOW = 4401, 4403, 4422, 4503

log = logging.getLogger(__name__)
ASKED_EVERY = 60.0

MayWatch = Callable[[Any, str], bool]
_topics: dict[str, MayWatch] = {}


def topic(name: str, may_watch: MayWatch) -> None:
    """Open topics `<name>.<id>` to whoever `may_watch(person, id)` lets in."""
    _topics[name] = may_watch


def is_uuid(subject: str) -> bool:
    """Whether this can be the id of anything."""
    try:
        return bool(UUID(subject))
    except ValueError:
        return False


class Watch(AsyncJsonWebsocketConsumer):
    """Join the group, check access, accept: in that order, so nobody is missed who loses access in between."""

    group = ""
    asking_again: asyncio.Task[None] | None = None

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
        refused = await self.refused(name, subject)
        await self.accept()
        if refused:
            await self.close(refused)
            return
        self.asking_again = asyncio.create_task(self.ask_again(name, subject))

    async def refused(self, name: str, subject: str) -> int:
        """The code to close with; 0 for whoever may watch. Asked anew each time, and closed when it cannot be known."""
        try:
            return int(await database_sync_to_async(self._refused)(name, subject))
        except Exception:
            log.warning("watch.not_known", exc_info=True)
            return NOT_NOW

    def _refused(self, name: str, subject: str) -> int:
        session = self.scope["session"]
        alive = Session.objects.filter(session_key=session.session_key, expire_date__gt=timezone.now()).exists()
        person = get_user_model().objects.filter(pk=self.scope["user"].pk, is_active=True).first()
        if not alive or person is None or session.get(HASH_SESSION_KEY) != person.get_session_auth_hash():
            return SIGNED_OUT
        if name == "me":
            return 0
        may_watch = _topics.get(name)
        return 0 if may_watch and is_uuid(subject) and may_watch(person, subject) else ACCESS_ENDED

    async def ask_again(self, name: str, subject: str) -> None:
        """Once a minute: who signed out or lost access stops hearing."""
        while True:
            await asyncio.sleep(ASKED_EVERY)
            if refused := await self.refused(name, subject):
                await self.close(refused)
                return

    async def disconnect(self, code: int) -> None:
        if self.asking_again:
            self.asking_again.cancel()
        if self.group:
            await self.channel_layer.group_discard(self.group, self.channel_name)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None, **_: Any) -> None:
        """Screens only listen: whoever sends is closed, so that nobody can keep the process busy."""
        await self.close(ONLY_LISTEN)

    async def watch_message(self, event: dict[str, Any]) -> None:
        await self.send_json(event["message"])


websocket_urlpatterns = [re_path(r"^ws/watch/(?P<topic>[a-z]+(?:\.[0-9a-f-]{36})?)/?$", Watch.as_asgi())]
