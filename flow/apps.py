from typing import Any

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_out


class FlowConfig(AppConfig):
    name = "flow"

    def ready(self) -> None:
        user_logged_out.connect(leave_rooms, dispatch_uid="leave_rooms")


def leave_rooms(*, user: Any = None, **_: Any) -> None:
    """Whoever signs out leaves their rooms at once; their other sessions come back by themselves."""
    from dotanks.live import access

    if user is not None:
        access.session_ended(user.pk)
