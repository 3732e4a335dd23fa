"""How connections to Valkey are kept that wait for messages as long as they live."""

import socket
from typing import Any

# No limit on reading and writing: with one, redis-py writes through Python 3.11's `asyncio.wait_for`, which can lose a
# cancellation, and the task of a closed socket then waits for ever. The kernel notices a server that is gone.
LASTING: dict[str, Any] = {
    "socket_timeout": None,
    "socket_connect_timeout": 2,
    "socket_keepalive": True,
    "socket_keepalive_options": {
        getattr(socket, name): value
        for name, value in (("TCP_KEEPIDLE", 15), ("TCP_KEEPINTVL", 5), ("TCP_KEEPCNT", 3))
        if hasattr(socket, name)
    },
}
