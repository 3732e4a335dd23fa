"""Asking several colleagues at once, as far as the assembler advises it."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from common.refusals import Outdated, WrongState
from dotanks import broadcasts, queries
from dotanks.actions.asking import ask, free_roles, hold_free_slots
from dotanks.inviting.waves import advice_words, next_wave
from dotanks.models import DoTank
from people.models import Person


@transaction.atomic
def ask_wave(*, coordinator: Person, dotank_id: UUID, people: Sequence[UUID], reply_by: date) -> DoTank:
    """Ask these colleagues; each must still be advised, so that every hard rule holds and not too many are asked."""
    dotank = queries.get_dotank_for_coordinator(coordinator, dotank_id)
    hold_free_slots()
    wave = next_wave(dotank, reply_by)
    if wave.advised.advice != "ask":
        raise WrongState(advice_words(wave.advised.advice), code=wave.advised.advice)
    asks = {one.member_id: one for one in wave.advised.asks}
    chosen = list(dict.fromkeys(str(one) for one in people))
    if not asks.keys() >= set(chosen):
        raise Outdated(_("Whom to ask has changed since you read it. Read it again."))
    roles = free_roles(dotank.invitations.all())
    found = Person.objects.in_bulk([UUID(one) for one in chosen])
    for one in chosen:
        ask(
            dotank=dotank,
            person=found[UUID(one)],
            role=next(roles),
            reasons=asks[one].reasons,
            reply_by=reply_by,
            wave=wave.number,
        )
    broadcasts.dotank_changed(dotank)
    return dotank
