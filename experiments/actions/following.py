"""What a new reading sets off, in the transaction that wrote it."""

from collections.abc import Sequence
from typing import Any

from common.states import may_step, take_step
from dotanks.queries import team_of
from experiments.actions.pausing import must_rest, pause_by_rule
from experiments.actions.telling import tell_of_pilot, tell_owners
from experiments.models import Pilot, Reading
from experiments.running.rules import about, broke, in_history, must_stop, opened_on
from experiments.states import PauseCause, PilotState


def follow(pilot: Pilot, readings: Sequence[Reading]) -> None:
    """Stop where the stop rule is reached, else pause where a guardrail broke; the caller has locked the pilot.

    Also while the team lets it rest: else it would go on, and nobody would have heard.
    What was measured before the pilot was opened is its past: it sets nothing off.
    """
    begun = opened_on(pilot)
    current = [reading for reading in readings if begun is not None and reading.taken_on >= begun]
    for reading in current:
        measure = reading.measure
        if must_stop(measure, reading.value) and may_step(pilot, "stop"):
            assert measure.stop_at is not None
            words = about(measure, reading.value, measure.stop_at)
            data: dict[str, Any] = {"because": "stop_rule", "reading": str(reading.pk), **in_history(words)}
            take_step(pilot, "stop", **data)
            tell_of_pilot(pilot, "pilot_stopped_by_rule", poster="poster_pilot_stopped", page="/conclude", **words)
            return
    for reading in current:
        if broke(reading.measure, reading.value) and must_rest(pilot, PauseCause.GUARDRAIL):
            words = about(reading.measure, reading.value, reading.measure.threshold)
            pause_by_rule(pilot, PauseCause.GUARDRAIL, "pilot_paused_by_guardrail", **words)
    for reading in readings:
        _say_if_put_right(pilot, reading)


def _say_if_put_right(pilot: Pilot, reading: Reading) -> None:
    """A corrected reading lets nothing go on by itself: people look again first."""
    measure, old = reading.measure, reading.corrects
    resting = pilot.state == PilotState.PAUSED and pilot.paused_because == PauseCause.GUARDRAIL
    if not resting or old is None or not broke(measure, old.value) or broke(measure, reading.value):
        return
    words = about(measure, reading.value, measure.threshold)
    people = [*team_of(pilot.dotank), pilot.dotank.manager]
    tell_owners(pilot, "guardrail_corrected", time=str(reading.pk), to=people, **words)
