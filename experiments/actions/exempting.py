"""When the leave to set a rule aside ends: the pilot rests from then on."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.refusals import Forbidden, WrongState
from common.states import may_step, note_step
from experiments import broadcasts, queries, rules
from experiments.actions.pausing import must_rest, pause_by_rule
from experiments.models import Pilot
from experiments.states import PauseCause
from people.models import Person


@transaction.atomic
def revoke_exemption(*, person: Person, pilot_id: UUID, reason: str) -> Pilot:
    """Take the exemption back before its end; a running pilot rests in the same transaction."""
    seen = queries.get_pilot(person, pilot_id)
    if not rules.is_of(person, seen):
        raise Forbidden
    pilot = queries.lock_pilot(pilot_id)
    if not rules.may_revoke(pilot):
        raise WrongState(_("There is no exemption to take back."), state=pilot.state)
    exemption = pilot.exemption
    exemption.revoked_at, exemption.revoked_because = timezone.now(), reason
    exemption.save(update_fields=["revoked_at", "revoked_because"])
    note_step(pilot, "revoke_exemption", by=person, note=reason)
    if must_rest(pilot, PauseCause.EXEMPTION):
        _pause(pilot)
    broadcasts.pilot_changed(pilot)
    return pilot


@transaction.atomic
def pause_without_exemption(*, pilot_id: UUID) -> bool:
    """Let a running pilot rest whose exemption does not hold any more; nobody has to be awake for it."""
    pilot = queries.lock_pilot(pilot_id)
    over = {why["code"] for why in rules.not_held(pilot)}
    if not may_step(pilot, "pause") or "no_exemption" not in over or "past_end" in over:
        return False
    _pause(pilot)
    return True


def _pause(pilot: Pilot) -> None:
    exemption = rules.exemption_of(pilot)
    rule = exemption.rule if exemption else ""
    pause_by_rule(pilot, PauseCause.EXEMPTION, "pilot_paused_exemption_over", rule=rule)
