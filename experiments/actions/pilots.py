"""A pilot from its first sketch to its end."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.refusals import Clash, Invalid, NotReady, Outdated, WrongState
from common.states import may_step, note_step, take_step
from experiments import broadcasts, queries, rules
from experiments.actions.cards import first_card
from experiments.actions.telling import tell_of_pilot
from experiments.models import Exemption, Measure, Pilot, Value
from experiments.states import PilotState
from ideas.actions.register import note_exempted
from ideas.broadcasts import tell_of_step
from people.models import Person

LONGEST = timedelta(days=190)


@transaction.atomic
def prepare_pilot(*, person: Person, proposal_id: UUID) -> Pilot:
    """Begin the pilot of a signed-off proposal, filled with what the proposal says."""
    proposal, sign_off = queries.get_signed_off(person, proposal_id)
    if not rules.stands(sign_off):
        raise WrongState(_("The sign-off was withdrawn."), state="withdrawn")
    try:
        with transaction.atomic():
            pilot = Pilot.objects.create(dotank=proposal.dotank, sign_off=sign_off, title=proposal.title)
    except IntegrityError as twin:
        raise Clash(_("A pilot for this proposal is already being prepared.")) from twin
    note_step(pilot, "prepare", by=person, to_state=PilotState.PREPARING)
    tell_of_step(pilot.dotank.problem, key=f"prepared:{pilot.pk}", kind="poster_pilot_prepared")
    broadcasts.pilot_changed(pilot)
    return pilot


@transaction.atomic
def edit_pilot(
    *,
    person: Person,
    pilot_id: UUID,
    read_version: int,
    measures: Sequence[Mapping[str, Any]] | None = None,
    exemption: Mapping[str, Any] | None = None,
    ends_on: date | None = None,
    **fields: Any,
) -> Pilot:
    """Change what is being prepared; once opened, limits, measures and thresholds stay as they are."""
    pilot = queries.get_pilot_for_team(person, pilot_id)
    if pilot.state != PilotState.PREPARING:
        raise WrongState(_("The pilot has started: what it promised stays as it is."), state=pilot.state)
    if pilot.version != read_version:
        raise Outdated(version=pilot.version)
    for field, value in fields.items():
        setattr(pilot, field, value)
    if ends_on is not None:
        pilot.ends_at = end_of(ends_on, pilot)
    pilot.version += 1
    pilot.save(update_fields=[*fields, "ends_at", "version"])
    if measures is not None:
        pilot.measures.all().delete()
        Measure.objects.bulk_create(
            Measure(pilot=pilot, place=place, **measure) for place, measure in enumerate(measures)
        )
    if exemption is not None:
        valid_from, valid_until = exemption["valid_from"], exemption["valid_until"]
        words = {name: value for name, value in exemption.items() if name not in {"valid_from", "valid_until"}}
        Exemption.objects.update_or_create(
            pilot=pilot,
            defaults={
                **words,
                "valid_from": end_of(valid_from - timedelta(days=1), pilot),
                "valid_until": end_of(valid_until, pilot),
            },
        )
    broadcasts.pilot_changed(pilot)
    return pilot


@transaction.atomic
def open_pilot(*, person: Person, pilot_id: UUID) -> Pilot:
    """Start the pilot: its limits and thresholds are fixed from now on."""
    pilot = queries.get_pilot_for_team(person, pilot_id)
    if pilot.state == PilotState.PREPARING and (missing := rules.missing_before_open(pilot)):
        raise NotReady(missing)
    pilot.opened_at = timezone.now()
    if pilot.ends_at and pilot.ends_at - pilot.opened_at > LONGEST:
        raise Invalid({"ends_on": [_("A pilot lasts six months at most.")]})
    pilot.save(update_fields=["opened_at"])
    take_step(pilot, "open", by=person)
    exemption = rules.exemption_of(pilot)
    if pilot.needs_exemption and exemption is not None and exemption.names_rule is not None:
        today = timezone.localdate(timezone=rules.zone_of(pilot))
        note_exempted(rule=exemption.names_rule, by=person, on=today, reason=exemption.legal_basis)
    first_card(pilot)
    tell_of_pilot(pilot, "pilot_opened")
    return pilot


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
    if pilot.ends_at is None or pilot.ends_at > timezone.now():
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
) -> Pilot:
    """Close the pilot with its verdict and its value in two scores, both or neither."""
    pilot = queries.get_pilot_for_team(person, pilot_id)
    if may_step(pilot, "conclude"):
        pilot.verdict, pilot.what_happened = verdict, what_happened
        pilot.save(update_fields=["verdict", "what_happened"])
    take_step(pilot, "conclude", by=person, verdict=verdict)
    Value.objects.create(pilot=pilot, performance=performance, quality_of_work=quality_of_work, explanation=explanation)
    tell_of_pilot(pilot, "pilot_concluded")
    return pilot


def end_of(day: date, pilot: Pilot) -> datetime:
    """The moment this day is over where the pilot is at home."""
    return datetime.combine(day + timedelta(days=1), time(), rules.zone_of(pilot))
