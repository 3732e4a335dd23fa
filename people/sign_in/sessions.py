"""How long a session lasts: so many hours whatever one does, and less for those whose screen is worth more."""

import time

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.db.models.functions import Now

from people import rules
from people.models import Person
from people.sign_in.session_store import ENDS_AT, PROVED_AT, SEEN_AT, SIGNED_IN_AT

# A session is written again this often at most, however much one clicks.
NOTED_EVERY = 30


def begin(session: SessionBase, person: Person) -> None:
    """From now the hours count, and somebody has just shown who they are."""
    session[SIGNED_IN_AT] = session[PROVED_AT] = time.time()
    _keep(session, person, session[SIGNED_IN_AT])


def note_seen(session: SessionBase, person: Person) -> None:
    """Somebody is there: a session that ends when nobody is begins its time anew."""
    now = time.time()
    if now - session.get(SEEN_AT, 0) >= NOTED_EVERY:
        _keep(session, person, now)
        UserSession.objects.filter(session_key=session.session_key).update(last_seen_at=Now())


def _keep(session: SessionBase, person: Person, now: float) -> None:
    session[SEEN_AT] = now
    # A session from before this was counted counts from its first request.
    session[ENDS_AT] = session.setdefault(SIGNED_IN_AT, now) + settings.SESSION_HOURS * 3600
    if settings.IDLE_MINUTES and {kind for kind, _home in rules.rights_held(person)} & settings.IDLE_ROLES:
        session[ENDS_AT] = min(session[ENDS_AT], now + settings.IDLE_MINUTES * 60)
