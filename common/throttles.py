"""Limits on how much one person or address may ask; counted in Valkey, and never in the way when it is gone."""

import logging
from typing import Any

from redis.exceptions import RedisError
from rest_framework import throttling

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
