"""What a socket hears while the database is away."""

import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from django.db import InterfaceError, OperationalError

from common.sockets import NOT_NOW

log = logging.getLogger(__name__)


class NotNow:
    """Refuses the handshake, or the request, with 503 where the database does not say who this is: come back later."""

    def __init__(self, inner: Any) -> None:
        self.inner = inner

    async def __call__(
        self,
        scope: dict[str, Any],
        receive: Callable[[], Awaitable[dict[str, Any]]],
        send: Callable[[dict[str, Any]], Awaitable[None]],
    ) -> None:
        """Pass it on, and answer if that comes to nothing."""
        answered = False

        async def sending(event: dict[str, Any]) -> None:
            nonlocal answered
            answered = True
            await send(event)

        try:
            await self.inner(scope, receive, sending)
        except (OperationalError, InterfaceError) as error:
            if answered:
                raise
            log.warning("sockets.database_away", extra={"error": type(error).__name__})
            await _refuse(scope, send)


async def _refuse(scope: dict[str, Any], send: Callable[[dict[str, Any]], Awaitable[None]]) -> None:
    kind = "http.response"
    if scope["type"] == "websocket":
        if "websocket.http.response" not in (scope.get("extensions") or {}):
            await send({"type": "websocket.close"})
            return
        kind = "websocket.http.response"
    headers = [(b"content-type", b"application/json"), (b"cache-control", b"no-store"), (b"retry-after", b"5")]
    await send({"type": f"{kind}.start", "status": 503, "headers": headers})
    await send({"type": f"{kind}.body", "body": json.dumps({"code": NOT_NOW}).encode()})
