"""Open watches end with what they stood on: a session, a person, a right; and nobody opens too many."""

import asyncio
from collections.abc import Callable

import pytest
from asgiref.sync import sync_to_async
from channels.layers import get_channel_layer
from django.contrib.sessions.models import Session
from django.utils import timezone

from common import sockets
from common.push import rights_changed
from people.models import Person
from tests.cast import Cast
from tests.watching import Browser, closed_with, watcher

pytestmark = pytest.mark.django_db(transaction=True)


async def ended_with(socket: Browser, within: float) -> int:
    message = await socket.receive_output(timeout=within)
    assert message["type"] == "websocket.close", message
    return int(message["code"])


async def test_a_session_that_ends_closes_its_watch_at_once(cast: Cast) -> None:
    socket, other = await watcher(cast.outsider, "me"), await watcher(cast.member, "me")
    assert await socket.connect()
    assert await other.connect()

    await sync_to_async(end_sessions_of)(cast.outsider)

    assert await ended_with(socket, within=3) == sockets.SIGNED_OUT
    assert await other.receive_nothing(timeout=0.2)
    await other.leave()


def end_sessions_of(person: Person) -> None:
    rights_changed(person.pk)  # the message is quicker than the end of the session
    for session in Session.objects.all():
        if session.get_decoded().get("_auth_user_id") == str(person.pk):
            session.delete()


def disabled(person: Person) -> None:
    Person.objects.filter(pk=person.pk).update(is_active=False)


def another_password(person: Person) -> None:
    person.set_password("green boats sing loud")
    person.save(update_fields=["password"])


def too_late(person: Person) -> None:
    Session.objects.update(expire_date=timezone.now())


@pytest.mark.parametrize("happens", [disabled, another_password, too_late], ids=lambda one: one.__name__)
async def test_what_nobody_told_is_found_within_ten_seconds(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, happens: Callable[[Person], None]
) -> None:
    assert sockets.ALIVE_EVERY <= 8
    monkeypatch.setattr(sockets, "ALIVE_EVERY", 0.2)
    socket = await watcher(cast.outsider, "me")
    assert await socket.connect()

    await sync_to_async(happens)(cast.outsider)

    assert await ended_with(socket, within=5) == sockets.SIGNED_OUT


async def test_a_person_opens_so_many_watches_and_no_more(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sockets, "SOCKETS_PER_PERSON", 2)
    first, second, third = [await watcher(cast.outsider, "me") for _ in range(3)]
    assert await first.connect()
    assert await second.connect()
    assert await closed_with(third) == sockets.TOO_MANY

    await first.leave()

    fourth = await watcher(cast.outsider, "me")
    assert await fourth.connect()
    assert await fourth.receive_nothing(timeout=0.2)
    for socket in (second, fourth):
        await socket.leave()


async def test_whoever_stops_listening_ends_even_while_they_write_to_valkey() -> None:
    layer = get_channel_layer()
    for steps in range(40):
        first, second = [asyncio.create_task(layer.receive(await layer.new_channel())) for _ in range(2)]
        await asyncio.sleep(0.02)
        first.cancel()
        for _ in range(steps):
            await asyncio.sleep(0)  # the second now takes over to ask Valkey, and is anywhere on its way
        second.cancel()
        _, listening = await asyncio.wait([first, second], timeout=2)
        assert not listening
