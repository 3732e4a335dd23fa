"""A browser tab that listens to what open screens are told."""

# asgiref's test client has no types.
# mypy: disallow-untyped-calls=False
import json
from typing import Any

from asgiref.sync import sync_to_async
from asgiref.testing import ApplicationCommunicator
from channels.auth import AuthMiddlewareStack
from channels.routing import URLRouter
from django.test import Client

from common.sockets import websocket_urlpatterns
from people.models import Person


class Browser(ApplicationCommunicator):
    """One open socket; channels' own test client would need another server installed."""

    async def connect(self) -> bool:
        """Open the socket; whether it was accepted."""
        await self.send_input({"type": "websocket.connect"})
        return bool((await self.receive_output(timeout=10))["type"] == "websocket.accept")

    async def hear(self) -> Any:
        """The next message."""
        return json.loads((await self.receive_output(timeout=10))["text"])

    async def leave(self) -> None:
        """Close the tab."""
        await self.send_input({"type": "websocket.disconnect", "code": 1001})
        await self.wait(timeout=10)


async def watcher(person: Person | None, topic: str) -> Browser:
    """A browser in which this person is signed in, and which watches the topic."""
    return await sync_to_async(signed_in)(person, topic)


def signed_in(person: Person | None, topic: str) -> Browser:
    client = Client()
    if person is not None:
        client.force_login(person)
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    headers = [(b"cookie", cookies.encode())]
    scope = {"type": "websocket", "path": f"/ws/watch/{topic}/", "headers": headers}
    return Browser(AuthMiddlewareStack(URLRouter(websocket_urlpatterns)), scope)


async def closed_with(socket: Browser) -> int:
    await socket.connect()
    message = await socket.receive_output(timeout=10)
    assert message["type"] == "websocket.close", message
    return int(message["code"])
