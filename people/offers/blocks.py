"""With whom a person would rather not be in a team: read by themselves, and by what puts teams together.

A colleague is named by their work address, because there is no list of people to choose from. The answer is the same
whether anybody works under it: nobody finds out here who is in the network.
"""

import json
from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from common.sealing import mark, padded, seal, unpadded, unseal
from people.models import Block, Person

PURPOSE = "block"


class Named(NamedTuple):
    """Whom a block is about: the address that was written, and who had it then, if anybody did."""

    address: str
    person_id: UUID | None


def mark_of(person: Person, address: str) -> bytes:
    """What tells that this person named this address already."""
    return mark(PURPOSE, str(person.pk), address)


def sealed(block: Block, named: Named) -> bytes:
    """Whom the block is about, readable with the key alone; its length tells nothing."""
    words = json.dumps([named.address, str(named.person_id or "")]).encode()
    return seal(PURPOSE, padded(words), block.pk.bytes)


def opened(block: Block) -> Named:
    """Whom the block is about."""
    address, person_id = json.loads(unpadded(unseal(PURPOSE, bytes(block.sealed), block.pk.bytes)))
    return Named(address, UUID(person_id) if person_id else None)


def who_has(address: str) -> UUID | None:
    """Who is reached under this address today."""
    mine = Q(email=address) | Q(emailaddress__email__iexact=address, emailaddress__verified=True)
    return Person.objects.filter(mine, is_active=True).values_list("pk", flat=True).first()


def pairs_apart() -> frozenset[tuple[UUID, UUID]]:
    """Who would rather not be in a team, with whom. For the assembler alone: never shown, stored or logged."""
    blocks = [(block.person_id, opened(block)) for block in Block.objects.filter(person__is_active=True)]
    waiting = {named.address for _, named in blocks if named.person_id is None}
    came_later = dict(Person.objects.filter(email__in=waiting).values_list("email", "pk")) if waiting else {}
    found = ((one, named.person_id or came_later.get(named.address)) for one, named in blocks)
    return frozenset((one, other) for one, other in found if other is not None)


def blocks_naming(person: Person, addresses: Sequence[str]) -> list[UUID]:
    """The blocks of others that are about this person, for erasing them."""
    others = Block.objects.exclude(person=person)
    read = ((block.pk, opened(block)) for block in others.iterator(chunk_size=500))
    return [pk for pk, named in read if named.person_id == person.pk or named.address in addresses]
