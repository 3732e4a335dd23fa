"""Sessions that end before their time, and with them the sockets that stand on them."""

from typing import Any

from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import QuerySet

from common.push import rights_changed
from people.models import Person


@transaction.atomic
def end_sessions(sessions: QuerySet[UserSession]) -> None:
    """End these sessions now; their open sockets close within seconds."""
    people = {session.user_id for session in sessions}
    for session in sessions:
        session.end()
    for person_id in people:
        rights_changed(person_id)


def end_other_sessions(person: Person, but: str | None = None) -> None:
    """Sign the person out everywhere, but for the one session they are in."""
    end_sessions(UserSession.objects.filter(user_id=person.pk).exclude(session_key=but or ""))


class SessionsAdapter(DefaultUserSessionsAdapter):  # type: ignore[misc]
    """The library ends sessions through the same door."""

    def end_sessions(self, sessions: Any) -> None:
        end_sessions(UserSession.objects.filter(pk__in=[session.pk for session in sessions]))
