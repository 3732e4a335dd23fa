"""What a team writes down while its pilot runs, each on its day: readings, what was used, loops and check-ins."""

from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils import timezone

from experiments.actions import cards, check_ins, readings, uses
from experiments.models import Card, Measure
from people.models import Person

if TYPE_CHECKING:
    from flow.demo.walking import Day, Told


def write_down(plan: "Told", pilot_id: UUID, team: list[Person], day: "Day") -> Iterator[datetime]:
    """Everything in the order of its days; on one day readings come first."""
    written: list[tuple[int, Callable[[], None]]] = []
    for name, write in (("readings", _read), ("uses", _use), ("loops", _decide), ("check_ins", _check_in)):
        for number, (on, *told) in enumerate(plan.get(name, ())):
            written.append((on, partial(write, pilot_id, team[number % len(team)], *told)))
    for on, do in sorted(written, key=lambda one: -one[0]):
        yield day.ago(on)
        do()


def _read(pilot_id: UUID, person: Person, values: list[Any], note: str = "") -> None:
    for number, (measure, value) in enumerate(zip(_measures(pilot_id), values, strict=True)):
        readings.enter_reading(
            person=person,
            pilot_id=pilot_id,
            measure=measure.pk,
            value=Decimal(str(value)),
            taken_on=timezone.localdate(),
            note=note if number == 0 else "",
        )


def _use(pilot_id: UUID, person: Person, kind: str, amount: int, note: str = "") -> None:
    uses.enter_use(person=person, pilot_id=pilot_id, kind=kind, amount=amount, used_on=timezone.localdate(), note=note)


def _decide(pilot_id: UUID, person: Person, result: str, learning: str, decision: str, then: "Told") -> None:
    """The loop that runs is decided, and the next one begins."""
    running = Card.objects.get(pilot=pilot_id, state="running")
    cards.decide_card(person=person, card_id=running.pk, result=result, learning=learning, decision=decision)
    planned = Card.objects.filter(pilot=pilot_id, state="planned").first()
    promise: dict[str, Any] = {"hypothesis": then["believe"], "test": then["try"]}
    if planned is not None:
        cards.edit_card(person=person, card_id=planned.pk, read_version=planned.version, **promise)
    else:
        promise |= {"measure": running.measure_id, "threshold": Decimal(str(then["threshold"]))}
        planned = cards.plan_card(person=person, pilot_id=pilot_id, **promise)
    cards.start_card(person=person, card_id=planned.pk)


def _check_in(pilot_id: UUID, person: Person, going: str, helps: str, hinders: str = "") -> None:
    check_ins.check_in(
        person=person, pilot_id=pilot_id, on_day=timezone.localdate(), going=going, helps=helps, hinders=hinders
    )


def _measures(pilot_id: UUID) -> list[Measure]:
    return list(Measure.objects.filter(pilot=pilot_id))
