"""Tell all processes that somebody may no longer be in a room; the sockets close within a second."""

import json
import logging
from collections.abc import Callable, Iterable
from functools import cache
from uuid import UUID

import redis
from django.conf import settings
from django.db import transaction

from common.push import ask_again
from dotanks.live.relay import ACCESS_CHANNEL

log = logging.getLogger(__name__)


_within: list[Callable[[UUID], Iterable[UUID]]] = []


def rooms_within(find: Callable[[UUID], Iterable[UUID]]) -> None:
    """Let whoever loses access to a room lose it to the rooms within it too; `find` says which these are."""
    _within.append(find)


def ended(person_id: UUID, room_id: UUID) -> None:
    """This person lost access to this room: the sockets there close with 4403, heard after the commit."""
    for room in [room_id, *(inner for find in _within for inner in find(room_id))]:
        _tell({"person": str(person_id), "room": str(room)})
    ask_again(person_id)


def session_ended(person_id: UUID) -> None:
    """A session of this person ended: its sockets close with 4401, those of other sessions stay."""
    _tell({"person": str(person_id)})


def _tell(message: dict[str, str]) -> None:
    def publish() -> None:
        try:
            _voice().publish(ACCESS_CHANNEL, json.dumps(message))
        except (redis.RedisError, OSError):
            # Every process asks again once a minute by itself, so a lost message costs a minute.
            log.warning("live.access_not_told", exc_info=True)

    transaction.on_commit(publish)


@cache
def _voice() -> redis.Redis:
    return redis.Redis.from_url(settings.VALKEY_URL, socket_timeout=2, socket_connect_timeout=2)
