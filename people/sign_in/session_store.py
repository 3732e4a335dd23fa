"""Sessions in the database, each with the moment at which it ends whatever is saved meanwhile."""

from datetime import UTC, datetime
from typing import Any

from django.contrib.sessions.backends import db

SIGNED_IN_AT, PROVED_AT, SEEN_AT, ENDS_AT = "signed_in_at", "proved_at", "seen_at", "ends_at"


class SessionStore(db.SessionStore):
    """Django's own, but that it ends no later than `ends_at`: what is past it is not loaded any more."""

    def get_expiry_date(self, **kwargs: Any) -> datetime:
        later = super().get_expiry_date(**kwargs)
        ends_at = self.get(ENDS_AT)
        return later if ends_at is None else min(later, datetime.fromtimestamp(ends_at, UTC))
