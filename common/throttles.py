"""Limits on how much one person or address may ask; counted in Valkey, and never in the way when it is gone."""

import logging
from typing import Any

from django.core.cache import cache
from redis.exceptions import RedisError
from rest_framework import throttling

from common.refusals import TooMuch, Words

log = logging.getLogger(__name__)


class _LetsThrough:
    """Reads and decisions go on while Valkey is away; sign-in keeps limits of its own, which then refuse."""

    def allow_request(self, request: Any, view: Any) -> bool:
        try:
            return bool(super().allow_request(request, view))  # type: ignore[misc]
        except (RedisError, OSError):
            log.warning("limits.not_counted", exc_info=True)
            return True


class PerPerson(_LetsThrough, throttling.UserRateThrottle):
    """So much a minute for each signed-in person."""


class PerAddress(_LetsThrough, throttling.AnonRateThrottle):
    """So much a minute for each address nobody signed in from."""


class PerKind(_LetsThrough, throttling.ScopedRateThrottle):
    """So much a minute for one kind of question, such as search."""


def count(what: str, person: object, *, most: int, seconds: int, words: Words, more: int = 1) -> None:
    """Count what one person did; refuse in these words once it is more than so many in so many seconds."""
    key = f"counted:{what}:{person}"
    try:
        cache.add(key, 0, seconds)
        counted = cache.incr(key, more)
    except ValueError:  # it ran out between the two
        return
    except (RedisError, OSError):
        log.warning("limits.not_counted", exc_info=True)
        return
    if counted > most:
        raise TooMuch(words)
