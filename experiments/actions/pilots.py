"""A pilot from its start to its end."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from common.refusals import WrongState
from common.states import may_step, take_step
from experiments import queries, rules
from experiments.actions.telling import tell_of_pilot
from experiments.models import Pilot, Value, ValueEntry
from people.models import Person


@transaction.atomic
def stop_pilot(*, person: Person, pilot_id: UUID, reason: str) -> Pilot:
    """Stop before the end; the verdict follows."""
    pilot = queries.get_pilot_for_team(person, pilot_id)
    take_step(pilot, "stop", by=person, note=reason)
    tell_of_pilot(pilot, "pilot_stopped")
    return pilot


@transaction.atomic
def reach_end(*, pilot_id: UUID) -> Pilot:
    """Stop a pilot whose end has passed; nobody has to be awake for it."""
    pilot = queries.lock_pilot(pilot_id)
    if pilot.ends_at is None or pilot.ends_at > rules.moment_of(pilot):
        raise WrongState(state=pilot.state)
    take_step(pilot, "reach_end", ended_at=pilot.ends_at.isoformat())
    tell_of_pilot(pilot, "pilot_reached_end", poster="poster_pilot_stopped")
    return pilot


@transaction.atomic
def conclude(
    *,
    person: Person,
    pilot_id: UUID,
    verdict: str,
    what_happened: str,
    performance: int,
    quality_of_work: int,
    explanation: str,
    actual_effect: str = "",
    value_entries: Sequence[Mapping[str, Any]] = (),
) -> Pilot:
    """Close the pilot with its verdict and its value: two scores, both or neither, and kinds where the team says so."""
    pilot = queries.get_pilot_for_team(person, pilot_id, with_dotank=True)
    if may_step(pilot, "conclude"):
        pilot.verdict, pilot.what_happened = verdict, what_happened
        pilot.save(update_fields=["verdict", "what_happened"])
    take_step(pilot, "conclude", by=person, verdict=verdict)
    Value.objects.create(
        pilot=pilot,
        performance=performance,
        quality_of_work=quality_of_work,
        explanation=explanation,
        actual_effect=actual_effect,
    )
    ValueEntry.objects.bulk_create(ValueEntry(pilot=pilot, **entry) for entry in value_entries)
    tell_of_pilot(pilot, "pilot_concluded")
    return pilot
