"""A pilot that rests: nothing is tried on anybody until it goes on."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from common.models import HistoryLine
from common.refusals import NotReady
from common.states import may_step, note_step, take_step
from experiments import queries, rules
from experiments.actions.telling import tell_of_pilot
from experiments.models import Pilot
from experiments.running.rules import in_history
from experiments.states import PauseCause, PilotState
from people.models import Person


@transaction.atomic
def pause_pilot(*, person: Person, pilot_id: UUID, reason: str) -> Pilot:
    """Let the pilot rest; the team can let it go on."""
    pilot = queries.get_pilot_for_team(person, pilot_id)
    pause(pilot, PauseCause.BY_HAND, by=person, reason=reason)
    return pilot


@transaction.atomic
def resume_pilot(*, person: Person, pilot_id: UUID, reason: str) -> Pilot:
    """Let the pilot go on, with the reason; refused while sign-off, exemption or end date do not hold."""
    pilot = queries.get_pilot_for_team(person, pilot_id)
    if may_step(pilot, "resume") and (missing := rules.not_held(pilot)):
        raise NotReady(missing, _("The pilot cannot go on yet."))
    line = take_step(pilot, "resume", by=person, note=reason, paused_because=pilot.paused_because)
    _because(pilot, "")
    tell_of_pilot(pilot, "pilot_resumed", time=f":{line.pk}")
    return pilot


def pause(pilot: Pilot, because: PauseCause, *, by: Person | None, reason: str, **data: Any) -> None:
    """Pause a running pilot that the caller has locked, and tell its team and manager why; `by` is None for a clock."""
    line = rest(pilot, because, by=by, reason=reason, **data)
    tell_of_pilot(pilot, "pilot_paused", time=f":{line.pk}", reason=reason)


def must_rest(pilot: Pilot, because: PauseCause) -> bool:
    """Whether this cause is news: the pilot runs, or rests for another one and could go on without a word of this."""
    return may_step(pilot, "pause") or (pilot.state == PilotState.PAUSED and pilot.paused_because != because)


def pause_by_rule(pilot: Pilot, because: PauseCause, kind: str, **words: Any) -> None:
    """Pause a pilot that the caller has locked because a promise was broken; the words are the reason."""
    line = rest(pilot, because, by=None, reason="", **in_history(words))
    tell_of_pilot(pilot, kind, poster="poster_pilot_paused", time=f":{line.pk}", **words)


def rest(pilot: Pilot, because: PauseCause, *, by: Person | None, reason: str, **data: Any) -> HistoryLine:
    """Pause a pilot that the caller has locked, where those who must know are told by the caller.

    One that rests already goes on resting, from now on for this cause.
    """
    if pilot.state == PilotState.PAUSED and because != PauseCause.BY_HAND:
        data |= {"because": because, "before": pilot.paused_because}
        _because(pilot, because)
        return note_step(pilot, "pause", by=by, note=reason, from_state=pilot.state, to_state=PilotState.PAUSED, **data)
    _because(pilot, because)
    return take_step(pilot, "pause", by=by, note=reason, because=because, **data)


def _because(pilot: Pilot, cause: str) -> None:
    pilot.paused_because = cause
    pilot.save(update_fields=["paused_because"])
