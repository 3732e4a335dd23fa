"""The signed link in the letter to a manager: it opens one question, for that manager, once they signed in."""

import hmac
from uuid import UUID

from common.refusals import Unknown
from common.sealing import mark
from dotanks.models import HoursRequest

PURPOSE = "answer about hours"
SIGNATURE = 32


def link_to(asked: HoursRequest) -> str:
    """Where the manager answers."""
    return f"/app/hours/{key_of(asked)}"


def key_of(asked: HoursRequest) -> str:
    """The question's id with a signature bound to its manager."""
    return f"{asked.pk.hex}{_signature(asked.pk, asked.manager_id)}"


def id_in(key: str, manager_id: UUID) -> UUID:
    """The id in a key that was signed for this manager; anything else is unknown."""
    try:
        asked = UUID(hex=key[:32])
    except ValueError as damaged:
        raise Unknown from damaged
    if not hmac.compare_digest(key[32:].encode(), _signature(asked, manager_id).encode()):
        raise Unknown
    return asked


def _signature(asked: UUID, manager_id: UUID) -> str:
    return mark(PURPOSE, str(asked), str(manager_id)).hex()[:SIGNATURE]
