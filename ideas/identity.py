"""Who is behind a persona: kept in a schema of its own, sealed, and reached only through that schema's functions.

Only `ideas.poster` may use this module. Nothing is stored as it is: a persona is found again by marks that only the
key can make, one for each place in a person's own row of personas, so that a copy of the database links neither a
person to a persona nor two personas to each other.
"""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from common.sealing import mark, seal, unseal

# So many places are looked up at once; one look is enough for nearly everybody.
PLACES = 50
NOTICE, LOOK = "persona-notice", "persona-look"


def keep(persona_id: UUID, person_id: UUID) -> None:
    """Keep, sealed, that this person is behind this persona."""
    place = len(personas_of(person_id))
    while True:
        try:
            with transaction.atomic():
                _call(
                    "identity.keep(%s, %s, %s, %s, %s)",
                    persona_id,
                    _tag(person_id, place),
                    _proof(persona_id, person_id),
                    seal(NOTICE, person_id.bytes, persona_id.bytes),
                    seal(LOOK, person_id.bytes, persona_id.bytes),
                )
        except IntegrityError:
            # The same person in another window was quicker, or an earlier persona was forgotten.
            place += 1
        else:
            return


def personas_of(person_id: UUID) -> list[UUID]:
    """The personas this person is behind."""
    found: list[UUID] = []
    start = 0
    while True:
        tags = [_tag(person_id, place) for place in range(start, start + PLACES)]
        with connection.cursor() as cursor:
            cursor.execute("SELECT identity.behind(%s)", [tags])
            some = [row[0] for row in cursor.fetchall()]
        found += some
        if len(some) < PLACES // 2:
            return found
        start += PLACES


def one_behind(persona_id: UUID, person_ids: Iterable[UUID]) -> UUID | None:
    """Which of these people is behind the persona, if it is one of them."""
    proofs = {_proof(persona_id, person_id): person_id for person_id in person_ids}
    proven = _call("identity.proven(%s, %s)", persona_id, list(proofs))
    return proofs.get(bytes(proven)) if proven is not None else None


def person_to_tell(persona_id: UUID) -> UUID | None:
    """Whom to send what the persona must hear; nobody once they asked to be forgotten."""
    return _opened(NOTICE, persona_id, _call("identity.to_tell(%s)", persona_id))


def person_looked_at(persona_id: UUID) -> UUID | None:
    """Who is behind the persona; the database refuses it without two coordinators' agreement."""
    return _opened(LOOK, persona_id, _call("identity.looked_at(%s)", persona_id))


def forget(persona_ids: Sequence[UUID]) -> None:
    """Cut for ever what links these personas to a person."""
    _call("identity.forget(%s)", list(persona_ids))


def _tag(person_id: UUID, place: int) -> bytes:
    return mark("persona-tag", str(person_id), str(place))


def _proof(persona_id: UUID, person_id: UUID) -> bytes:
    return mark("persona-proof", str(persona_id), str(person_id))


def _opened(purpose: str, persona_id: UUID, sealed: bytes | None) -> UUID | None:
    return None if sealed is None else UUID(bytes=unseal(purpose, bytes(sealed), persona_id.bytes))


def _call(function: str, *values: Any) -> bytes | None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}", values)
        row = cursor.fetchone()
        return row[0] if row else None
