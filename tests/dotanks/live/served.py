"""The rooms alone behind their real handshake, for a uvicorn process of a test.

Who may do what is read from a file at every question, so that a test can change it while the process runs.
"""

import json
import os
from pathlib import Path
from typing import Any
from uuid import UUID

import django

django.setup()

from channels.auth import AuthMiddlewareStack  # noqa: E402
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from channels.security.websocket import AllowedHostsOriginValidator  # noqa: E402

from dotanks.live import hub, rooms  # noqa: E402
from dotanks.live.routing import websocket_urlpatterns  # noqa: E402


def abilities(person: Any, room_id: UUID) -> rooms.RoomAbilities | None:
    """What the file says: "rw", "r", "-" (knows of it, may not read), or nothing (no such room for this person)."""
    letters = json.loads(Path(os.environ["LIVE_ABILITIES"]).read_text()).get(f"{person.pk} {room_id}")
    return None if letters is None else rooms.RoomAbilities(read="r" in letters, write="w" in letters)


# Quicker than in production, so that a test can wait for it.
hub.LINGER, hub.CHECK_EVERY = 1.0, 2.0  # type: ignore[misc]

rooms.register("trial", abilities)

application = ProtocolTypeRouter(
    {"websocket": AllowedHostsOriginValidator(AuthMiddlewareStack(URLRouter(websocket_urlpatterns)))}
)
