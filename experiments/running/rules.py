"""What a reading sets off, what is used of the limits, and when the next check-in is due."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from common.figures import Money, figure_words, number_words
from common.refusals import Missing
from experiments import rules
from experiments.days import today_at, zone_of
from experiments.models import Measure, Pilot, Use
from experiments.states import OPENED, Direction, MeasureKind, PilotState, UseKind


def why_no_entry(pilot: Pilot, *, only_corrects: bool = False) -> list[Missing]:
    """Why nothing may be entered now; while it rests, readings still may.

    A wrong one can be put right until the pilot is closed: it may be what stopped it.
    """
    if only_corrects and pilot.state == PilotState.STOPPED:
        return []
    if pilot.state in OPENED:
        return rules.not_held(pilot)
    return rules.not_in_force(pilot)


def broke(measure: Measure, value: Decimal) -> bool:
    """Whether this value of what must not get worse is past its threshold."""
    return measure.kind == MeasureKind.GUARDRAIL and _sign(measure) * (value - measure.threshold) < 0


def must_stop(measure: Measure, value: Decimal) -> bool:
    """Whether this value is where the pilot promised to stop."""
    return measure.stop_at is not None and _sign(measure) * (value - measure.stop_at) <= 0


def plain(value: Decimal) -> str:
    """A number without the zeros of its column."""
    return f"{value.normalize():f}"


def about(measure: Measure, value: Decimal, limit: Decimal) -> dict[str, Any]:
    """A value that reached a limit, for a notice."""
    return {"measure": measure.name, "value": value, "limit": limit, "unit": measure.unit}


def in_history(said: dict[str, Any]) -> dict[str, str]:
    """The same for a line of history, whose numbers belong to no language."""
    return {name: plain(value) if isinstance(value, Decimal) else value for name, value in said.items()}


def in_figures(data: dict[str, Any]) -> dict[str, Any]:
    """What a line of history says of a value and its limit, as the reader's language writes numbers."""
    return {**data, **{name: number_words(Decimal(data[name])) for name in ("value", "limit")}}


def opened_on(pilot: Pilot) -> date | None:
    """The day on which it was opened, where it runs."""
    return pilot.opened_at.astimezone(zone_of(pilot)).date() if pilot.opened_at else None


def why_not_on(pilot: Pilot, day: date) -> str:
    """Why nothing of this pilot can have happened on this day; empty where it can."""
    if day > today_at(pilot):
        return _("This day is still to come.")
    began = opened_on(pilot)
    return _("The pilot had not started on this day.") if began and day < began else ""


@dataclass
class Used:
    """What a pilot used so far of its limits in people, money and places."""

    people: int = 0
    money: int = 0
    outside: list[str] = field(default_factory=list)


def used(uses: list[Use]) -> Used:
    """The sum of the uses that stand."""
    total = Used()
    for use in uses:
        if use.kind == UseKind.PEOPLE:
            total.people += use.amount or 0
        elif use.kind == UseKind.MONEY:
            total.money += use.amount or 0
        elif use.outside:
            total.outside.append(use.place)
    return total


def left(pilot: Pilot, before: Used, now: Used) -> dict[str, Any] | None:
    """Which limit was left between these two, in numbers; None where none was."""
    for kind, was, is_now, limit in (
        (UseKind.PEOPLE, before.people, now.people, pilot.people_limit),
        (UseKind.MONEY, before.money, now.money, pilot.money_limit),
    ):
        if limit is not None and was <= limit < is_now:
            return {"kind": str(kind), "used": is_now, "limit": limit}
    if now.outside and len(now.outside) > len(before.outside):
        return {"kind": str(UseKind.PLACE), "used": now.outside[-1], "limit": pilot.place}
    return None


def outside_limits(pilot: Pilot, now: Used) -> list[str]:
    """Which limits are left at this moment, in the reader's words."""
    found = [left(pilot, Used(), Used(people=now.people)), left(pilot, Used(), Used(money=now.money))]
    found += [{"kind": UseKind.PLACE, "used": place, "limit": pilot.place} for place in now.outside]
    return [limit_words(pilot, data) for data in found if data]


def in_its_measure(pilot: Pilot, data: dict[str, Any]) -> dict[str, Decimal | Money | str]:
    """How much was used and what the limit was: a number of people, a sum, or a place."""
    said: dict[str, Callable[[Any], Decimal | Money | str]] = {
        UseKind.PEOPLE: Decimal,
        UseKind.MONEY: lambda amount: Money(amount, pilot.dotank.organisation.country),
        UseKind.PLACE: str,
    }
    return {name: said[data["kind"]](data[name]) for name in ("used", "limit")}


def limit_words(pilot: Pilot, data: dict[str, Any]) -> str:
    """Which limit was left, in the reader's words: "41 of 40 people"."""
    words = {
        UseKind.PEOPLE: _("%(used)s of %(limit)s people"),
        UseKind.MONEY: _("%(used)s of %(limit)s"),
        UseKind.PLACE: _("“%(used)s” instead of “%(limit)s”"),
    }
    figures = {name: figure_words(figure) for name, figure in in_its_measure(pilot, data).items()}
    return words[UseKind(data["kind"])] % figures


def check_in_due(pilot: Pilot, last: date | None, today: date) -> date | None:
    """The day by which the latest check-in was due, or will be; None where the pilot keeps no rhythm or rests."""
    every = pilot.check_in_every
    if pilot.state not in OPENED or every is None:
        return None
    since = last or opened_on(pilot) or today
    rounds = max(1, (today - since).days // every)
    due = since + timedelta(days=every * rounds)
    # On the day itself it is not late yet: the one before it still is.
    return due - timedelta(days=every) if due == today and rounds > 1 else due


def _sign(measure: Measure) -> int:
    return 1 if measure.direction == Direction.UP else -1
