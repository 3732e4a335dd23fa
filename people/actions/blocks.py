"""With whom a person would rather not be in a team. No step is noted: it stays with them."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from common.refusals import Clash, Invalid, Unknown
from people.models import Block, Person
from people.offers import blocks

MOST_BLOCKS = 50


@transaction.atomic
def add_block(*, person: Person, email: str) -> Block:
    """Never put this person into a team with whoever works under this address, now or later."""
    address = email.strip().lower()
    named = blocks.Named(address, blocks.who_has(address))
    if named.person_id == person.pk:
        raise Invalid({"email": [_("This is your own address.")]})
    # In one window at a time, so that the list stays within its limit.
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if person.blocks.count() >= MOST_BLOCKS:
        raise Invalid({"email": [_("The list is full. Take somebody off it first.")]})
    block = Block(person=person, mark=blocks.mark_of(person, address))
    block.sealed = blocks.sealed(block, named)
    try:
        with transaction.atomic():
            block.save(force_insert=True)
    except IntegrityError as twin:
        raise Clash(_("This colleague is on your list already.")) from twin
    return block


@transaction.atomic
def remove_block(*, person: Person, block_id: UUID) -> None:
    """Take somebody off one's own list."""
    if not Block.objects.filter(person=person, pk=block_id).delete()[0]:
        raise Unknown
