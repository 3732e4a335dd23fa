"""Asking an organisation's sign-in service something over HTTP: in time, of bearable length, never elsewhere."""

import asyncio
import json
import logging
import time
from collections.abc import Mapping
from typing import Any

import httpx
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from asgiref.sync import async_to_sync

log = logging.getLogger(__name__)

# For everything that one of our pages asks of a service, together.
TIME_LIMIT = 5.0
LONGEST = 256 * 1024


class Away(OAuth2Error):  # type: ignore[misc]
    """The service gave no usable answer in time; later it may."""


class Untrusted(OAuth2Error):  # type: ignore[misc]
    """The service answered something that nobody may be signed in by."""


def ask(
    method: str,
    address: str,
    *,
    until: float,
    data: Mapping[str, str] | None = None,
    auth: tuple[str, str] | None = None,
) -> dict[str, Any]:
    """The JSON object that this address answers before the clock (`time.monotonic`) says `until`."""
    try:
        status, body = async_to_sync(_ask)(method, address, until, data, auth)
    except (httpx.HTTPError, httpx.InvalidURL, TimeoutError, OSError) as error:
        raise Away(type(error).__name__) from error
    if status >= 500 or len(body) > LONGEST:
        raise Away(f"status {status}, {len(body)} bytes")
    try:
        told = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise (Untrusted if status == 200 else Away)(f"status {status}, no JSON") from error
    if status != 200 or not isinstance(told, dict):
        raise Untrusted(f"status {status}")
    return told


async def _ask(
    method: str, address: str, until: float, data: Mapping[str, str] | None, auth: tuple[str, str] | None
) -> tuple[int, bytes]:
    # A limit on each read alone would let a service that drips one byte at a time hold this page for hours.
    async with asyncio.timeout(until - time.monotonic()):
        async with (
            httpx.AsyncClient(timeout=TIME_LIMIT, headers={"Accept": "application/json"}) as client,
            client.stream(method, address, data=data, auth=auth or httpx.USE_CLIENT_DEFAULT) as answer,
        ):
            body = b""
            async for part in answer.aiter_bytes():
                body += part
                if len(body) > LONGEST:
                    break
            return answer.status_code, body
