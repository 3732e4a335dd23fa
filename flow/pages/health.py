"""Live and ready, for proxies and the supervisor."""

from dataclasses import asdict

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse

from learning.search.readiness import readiness


def live(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"live": True})


def ready(request: HttpRequest) -> JsonResponse:
    """PostgreSQL and Valkey answer; search may catch up without stopping anything."""
    parts = {"postgresql": _postgresql(), "valkey": _valkey()}
    holds = all(parts.values())
    return JsonResponse({"ready": holds, **parts, "search": asdict(readiness())}, status=200 if holds else 503)


def _postgresql() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _valkey() -> bool:
    try:
        cache.get("ready")
    except OSError:
        return False
    except Exception as error:  # noqa: BLE001 - the client has its own tree of errors; all mean away
        return not error
    return True
