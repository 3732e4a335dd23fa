"""Where the rooms' sockets hang, and the same rooms over plain HTTP."""

from typing import Any

from channels.auth import AuthMiddlewareStack
from django.urls import path, register_converter
from django.urls.converters import UUIDConverter

from common.away import NotNow
from dotanks.live.http import room_http
from dotanks.live.socket import room_socket


class RandomUUID(UUIDConverter):
    """A UUID of version 4 only: an id that tells nothing."""

    regex = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"


register_converter(RandomUUID, "uuid4")

# Django's types know views only.
_socket: Any = room_socket
_http: Any = NotNow(AuthMiddlewareStack(room_http))

websocket_urlpatterns = [
    path("ws/rooms/<uuid4:room_id>", _socket),
    path("ws/rooms/<uuid4:room_id>/", _socket),
]

http_urlpatterns: list[Any] = [path("live/rooms/<uuid4:room_id>/", _http)]
