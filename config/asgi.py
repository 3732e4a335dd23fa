"""HTTP and sockets behind one door; the proxy sends only /ws/ and /live/ here in production."""

import os
from typing import Any

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")

http: Any = get_asgi_application()  # Django's types know views only

# Apps must be loaded before anything that touches models is imported.
from channels.auth import AuthMiddlewareStack  # noqa: E402
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from channels.security.websocket import AllowedHostsOriginValidator  # noqa: E402
from django.urls import re_path  # noqa: E402

from common.away import NotNow  # noqa: E402
from common.sockets import websocket_urlpatterns as watch_urlpatterns  # noqa: E402
from dotanks.live.routing import http_urlpatterns  # noqa: E402
from dotanks.live.routing import websocket_urlpatterns as room_urlpatterns  # noqa: E402

application = ProtocolTypeRouter(
    {
        "http": URLRouter([*http_urlpatterns, re_path("", http)]),
        "websocket": AllowedHostsOriginValidator(
            NotNow(AuthMiddlewareStack(URLRouter([*watch_urlpatterns, *room_urlpatterns])))
        ),
    }
)
