"""Steps of a pilot: its team, its clocks, and time."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from experiments import rules
from experiments.actions import cards, check_ins, exempting, pausing, pilots, preparing, readings, uses
from experiments.clock import pause_pilots_without_exemption, remind_of_check_ins
from experiments.models import Card, CheckIn, Pilot, Reading
from flow import steps
from flow.clock import close_pilots_at_their_end
from tests import days, stages
from tests.experiments.walking.facts import move_clock
from tests.experiments.walking.walker import Steps, Walk


def _move(walk: Walk) -> None:
    hours = walk.chance.choice([1, 1, 5, 24, 24 * 7, 24 * 20])
    move_clock(walk.pilot_id, timedelta(hours=hours * walk.chance.random()))


def _to_the_edge(walk: Walk) -> None:
    """A second before or after the pilot's end, the exemption's begin or its end."""
    pilot = walk.pilot()
    exemption = rules.exemption_of(pilot)
    edges = [pilot.ends_at, *((exemption.valid_from, exemption.valid_until) if exemption else ())]
    ahead = [edge for edge in edges if edge and edge > timezone.now()]
    if ahead:
        second = timedelta(seconds=walk.chance.choice([-1, 1]))
        move_clock(walk.pilot_id, max(timedelta(0), walk.chance.choice(ahead) - timezone.now() + second))


def _clocks(_: Walk) -> None:
    close_pilots_at_their_end()
    pause_pilots_without_exemption()
    remind_of_check_ins()


def _edit(walk: Walk) -> None:
    days, exemption_days = walk.chance.choice([1, 30, 60, 180]), walk.chance.choice([0, 40, 200])
    plan = stages.preparation(days=days, exemption_days=exemption_days)
    plan["exemption"]["valid_from"] += timedelta(days=walk.chance.choice([0, 0, 0, 3]))
    plan["exemption"]["valid_until"] += timedelta(days=3)
    plan["needs_exemption"] = walk.chance.random() < 0.7
    version = Pilot.objects.values_list("version", flat=True).get(pk=walk.pilot_id)
    preparing.edit_pilot(person=walk.cast.member, pilot_id=walk.pilot_id, read_version=version, **plan)


def _reading(walk: Walk) -> None:
    measure = walk.chance.choice(list(walk.pilot().measures.all()))
    value = Decimal(walk.chance.choice([2, 3, 4, 5, 6, 6, 7, 9, 12]))
    readings.enter_reading(
        person=walk.cast.member,
        pilot_id=walk.pilot_id,
        measure=measure.pk,
        value=value,
        taken_on=days.today(),
    )


def _correct(walk: Walk) -> None:
    last = Reading.objects.filter(measure__pilot=walk.pilot_id, corrected_by__isnull=True).first()
    if last is None:
        _reading(walk)
        return
    readings.enter_reading(
        person=walk.cast.challenger,
        pilot_id=walk.pilot_id,
        measure=last.measure_id,
        value=Decimal(walk.chance.choice([3, 5, 8])),
        taken_on=last.taken_on,
        corrects=last.pk,
    )


def _import(walk: Walk) -> None:
    name = walk.chance.choice([measure.name for measure in walk.pilot().measures.all()])
    value = walk.chance.choice([3, 5, 8])
    sent = f"measure;day;value\n{name};{days.today()};{value},5\n".encode()
    readings.import_readings(person=walk.cast.member, pilot_id=walk.pilot_id, sent=sent)


def _use(walk: Walk) -> None:
    kind, amount = walk.chance.choice(["people", "money"]), walk.chance.choice([1, 8, 200])
    uses.enter_use(person=walk.cast.member, pilot_id=walk.pilot_id, kind=kind, amount=amount, used_on=days.today())


def _check_in(walk: Walk) -> None:
    check_ins.check_in(person=walk.cast.member, pilot_id=walk.pilot_id, on_day=days.today(), going="well")
    assert CheckIn.objects.exists()


def _start_card(walk: Walk) -> None:
    planned = Card.objects.filter(pilot=walk.pilot_id).exclude(state="decided").last()
    if planned is None:
        planned = cards.plan_card(person=walk.cast.member, pilot_id=walk.pilot_id, **stages.next_card(walk.pilot()))
    cards.start_card(person=walk.cast.member, card_id=planned.pk)


def _decide_card(walk: Walk) -> None:
    running = Card.objects.filter(pilot=walk.pilot_id, state="running").first()
    if running is not None:
        decision = walk.chance.choice(["end", "change", "go_on", "keep_testing"])
        learnt = {**stages.LEARNT, "decision": decision}
        cards.decide_card(person=walk.cast.member, card_id=running.pk, **learnt)


def _team(action: Callable[..., Any], **more: Any) -> Callable[[Walk], None]:
    return lambda walk: action(person=walk.cast.member, pilot_id=walk.pilot_id, **more)


# How often each is drawn, and what it does. What ends a pilot for good is drawn rarely.
STEPS: Steps = {
    "edit": (3, _edit),
    "open": (5, _team(preparing.open_pilot)),
    "pause": (5, _team(pausing.pause_pilot, reason="Wait")),
    "resume": (12, _team(pausing.resume_pilot, reason="Go on")),
    "reading": (12, _reading),
    "correct": (6, _correct),
    "import": (4, _import),
    "use": (3, _use),
    "check_in": (2, _check_in),
    "start_card": (4, _start_card),
    "decide_card": (4, _decide_card),
    "move": (9, _move),
    "edge": (3, _to_the_edge),
    "clocks": (10, _clocks),
    "revoke": (1, _team(exempting.revoke_exemption, reason="New law")),
    "stop": (0.5, _team(pilots.stop_pilot, reason="Enough")),
    "conclude": (0.3, _team(steps.conclude_pilot, **stages.VERDICT)),
}
# Time also goes by while others still read the proposal.
TIME: Steps = {"move": (1.5, _move)}
