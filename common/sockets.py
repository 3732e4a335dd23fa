"""The socket that tells: a person watches a topic they may see. Nothing travels inwards."""

import asyncio
import logging
from collections.abc import Callable
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncJsonWebsocketConsumer
from django.contrib.auth import HASH_SESSION_KEY, get_user_model
from django.contrib.sessions.models import Session
from django.urls import re_path
from django.utils import timezone

from common.push import group_of, of_person

SIGNED_OUT, ACCESS_ENDED, ONLY_LISTEN, NOT_NOW, TOO_MANY = 4401, 4403, 4422, 4503, 4529

log = logging.getLogger(__name__)
ASKED_EVERY = 60.0
ALIVE_EVERY = 5.0
ENDS_WITHIN = 0.4
SOCKETS_PER_PERSON = 20

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

    heard_in: tuple[str, ...] = ()
    watched = ("", "")
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
        if not roll().seat(self):
            await self.accept()
            await self.close(TOO_MANY)
            return
        self.watched = (name, subject)
        self.heard_in = (group_of(f"{name}.{subject}"), of_person(person.pk))
        for group in self.heard_in:
            await self.channel_layer.group_add(group, self.channel_name)
        refused = await self.refused()
        await self.accept()
        if refused:
            await self.close(refused)
            return
        self.asking_again = asyncio.create_task(self.ask_now_and_then())

    async def refused(self) -> int:
        """The code to close with; 0 for whoever may watch. Asked anew each time, and closed when it cannot be known."""
        try:
            return int(await database_sync_to_async(self._refused)(*self.watched))
        except Exception:
            log.warning("watch.not_known", exc_info=True)
            return NOT_NOW

    def _refused(self, name: str, subject: str) -> int:
        if signed_out([self]):
            return SIGNED_OUT
        person = get_user_model().objects.get(pk=self.scope["user"].pk)
        if name == "me":
            return 0
        may_watch = _topics.get(name)
        return 0 if may_watch and is_uuid(subject) and may_watch(person, subject) else ACCESS_ENDED

    async def ask_now_and_then(self) -> None:
        """Once a minute: who lost access stops hearing, even if nobody told."""
        while True:
            await asyncio.sleep(ASKED_EVERY)
            await self.close_if_refused()

    async def watch_ask_again(self, event: dict[str, Any]) -> None:
        """A session of this person ended, or a right changed."""
        # The message may be quicker than the end of the session it tells of.
        await asyncio.sleep(ENDS_WITHIN)
        await self.close_if_refused()

    async def close_if_refused(self) -> None:
        if refused := await self.refused():
            await self.close(refused)

    async def close(self, code: Any = None, reason: Any = None) -> None:
        self.leave()
        await super().close(code)

    async def disconnect(self, code: int) -> None:
        self.leave()
        for group in self.heard_in:
            await self.channel_layer.group_discard(group, self.channel_name)

    def leave(self) -> None:
        """This socket counts no more."""
        roll().unseat(self)
        if self.asking_again and self.asking_again is not asyncio.current_task():
            self.asking_again.cancel()

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None, **_: Any) -> None:
        """Screens only listen: whoever sends is closed, so that nobody can keep the process busy."""
        await self.close(ONLY_LISTEN)

    async def watch_message(self, event: dict[str, Any]) -> None:
        await self.send_json(event["message"])


class Roll:
    """All open watches of this process: so many for each person, and one question for all whether sessions live."""

    def __init__(self) -> None:
        self._open: dict[UUID, set[Watch]] = {}
        self._looking: asyncio.Task[None] | None = None

    def seat(self, watch: Watch) -> bool:
        """Take a place, if this person has one left."""
        mine = self._open.setdefault(watch.scope["user"].pk, set())
        if len(mine) >= SOCKETS_PER_PERSON:
            return False
        mine.add(watch)
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look())
        return True

    def unseat(self, watch: Watch) -> None:
        """The place is free again."""
        mine = self._open.get(watch.scope["user"].pk, set())
        mine.discard(watch)
        if not mine:
            self._open.pop(watch.scope["user"].pk, None)

    async def _look(self) -> None:
        while self._open:
            await asyncio.sleep(ALIVE_EVERY)
            open_now = [watch for mine in self._open.values() for watch in mine]
            try:
                ended = await database_sync_to_async(signed_out)(open_now)
            except Exception:
                log.warning("watch.not_known", exc_info=True)  # each socket asks for itself too, and closes then
                continue
            for watch in ended:
                await watch.close(SIGNED_OUT)


def signed_out(watches: list[Watch]) -> list[Watch]:
    """Those among them whose session has ended, whose person may not sign in, or whose password is another now."""
    sessions = {watch: watch.scope["session"] for watch in watches}
    keys = {session.session_key for session in sessions.values()}
    alive = set(
        Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now()).values_list("pk", flat=True)
    )
    people = get_user_model().objects.filter(is_active=True).in_bulk({watch.scope["user"].pk for watch in watches})
    hashes = {pk: person.get_session_auth_hash() for pk, person in people.items()}
    return [
        watch
        for watch, session in sessions.items()
        if session.session_key not in alive or session.get(HASH_SESSION_KEY) != hashes.get(watch.scope["user"].pk, "")
    ]


_rolls: "WeakKeyDictionary[asyncio.AbstractEventLoop, Roll]" = WeakKeyDictionary()


def roll() -> Roll:
    """This event loop's roll."""
    return _rolls.setdefault(asyncio.get_running_loop(), Roll())


websocket_urlpatterns = [re_path(r"^ws/watch/(?P<topic>[a-z]+(?:\.[0-9a-f-]{36})?)/?$", Watch.as_asgi())]
