"""The rooms alone behind their real handshake, for a uvicorn process of a test.

Who may do what is read from a file at every question, so that a test can change it while the process runs.
"""

import json
import os
from pathlib import Path
from typing import Any
from uuid import UUID

import django
from django.conf import settings

# As in production. A process that outlives its test would hold the test's database open: those start without it.
if "LIVE_PATIENT" in os.environ:
    settings.DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 16, "timeout": 10}

django.setup()

from channels.auth import AuthMiddlewareStack  # noqa: E402
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from channels.security.websocket import AllowedHostsOriginValidator  # noqa: E402

from common.away import NotNow  # noqa: E402
from dotanks.live import http, hub, rooms  # noqa: E402
from dotanks.live.routing import http_urlpatterns, websocket_urlpatterns  # noqa: E402


def abilities(person: Any, room_id: UUID) -> rooms.RoomAbilities | None:
    """What the file says: "rw", "r", "-" (knows of it, may not read), or nothing (no such room for this person)."""
    letters = json.loads(Path(os.environ["LIVE_ABILITIES"]).read_text()).get(f"{person.pk} {room_id}")
    return None if letters is None else rooms.RoomAbilities(read="r" in letters, write="w" in letters)


# Quicker than in production, so that a test can wait for it; a benchmark has the product's own times.
if "LIVE_PATIENT" not in os.environ:
    hub.LINGER, hub.CHECK_EVERY = 1.0, 2.0  # type: ignore[misc]
    http.ALONE_FOR, http.POLL = 5.0, 1.0  # type: ignore[misc]

rooms.register("trial", abilities)

application = ProtocolTypeRouter(
    {
        "http": URLRouter(http_urlpatterns),
        "websocket": AllowedHostsOriginValidator(NotNow(AuthMiddlewareStack(URLRouter(websocket_urlpatterns)))),
    }
)
