"""Loops: each with a card whose promise is fixed when it starts, and a decision when it ends."""

from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from common.refusals import Clash, NotReady, Outdated, TooMuch, WrongState
from common.states import may_step, note_step, take_step
from experiments import broadcasts, queries, rules
from experiments.models import Card, Pilot
from experiments.running.queries import get_card_for_team
from experiments.states import OPENED, CardDecision, CardState, MeasureKind, PilotState
from people.models import Person

MOST_CARDS: Final = 50


def first_card(pilot: Pilot) -> Card | None:
    """The first loop begins with the pilot: what it believes, against the limit of its first goal."""
    goal = next((measure for measure in pilot.measures.all() if measure.kind == MeasureKind.GOAL), None)
    if goal is None:
        return None
    # It stands beside the team's own words, whoever opens the pilot.
    with translation.override(pilot.dotank.language):
        test = _("%(title)s, in %(place)s") % {"title": pilot.title, "place": pilot.place}
    card = Card.objects.create(
        pilot=pilot,
        number=1,
        hypothesis=pilot.hypothesis,
        test=test,
        measure=goal,
        threshold=goal.threshold,
        started_at=pilot.opened_at,
    )
    take_step(card, "start")
    return card


@transaction.atomic
def plan_card(*, person: Person, pilot_id: UUID, hypothesis: str, test: str, measure: UUID, threshold: Decimal) -> Card:
    """Write down the next loop; it may change until it starts."""
    pilot = queries.get_pilot_for_team(person, pilot_id)
    if pilot.state not in OPENED:
        raise WrongState(state=pilot.state)
    card = _next(
        pilot, hypothesis=hypothesis, test=test, measure=queries.get_measure(pilot, measure), threshold=threshold
    )
    note_step(card, "plan", by=person, to_state=CardState.PLANNED)
    broadcasts.pilot_changed(pilot)
    return card


@transaction.atomic
def edit_card(*, person: Person, card_id: UUID, read_version: int, **fields: Any) -> Card:
    """Change a card that has not started; afterwards its promise is locked."""
    pilot, card = get_card_for_team(person, card_id)
    if card.state != CardState.PLANNED:
        raise WrongState(_("The loop has started: what it promised stays as it is."), state=card.state)
    if card.version != read_version:
        raise Outdated(version=card.version)
    if "measure" in fields:
        fields["measure"] = queries.get_measure(pilot, fields["measure"])
    for name, value in fields.items():
        setattr(card, name, value)
    card.version += 1
    card.save(update_fields=[*fields, "version"])
    broadcasts.pilot_changed(pilot)
    return card


@transaction.atomic
def start_card(*, person: Person, card_id: UUID) -> Card:
    """Begin the loop: its promise is locked from now on. One runs at a time, and only while the pilot is in force."""
    pilot, card = get_card_for_team(person, card_id)
    if may_step(card, "start"):
        if why := rules.not_in_force(pilot):
            raise NotReady(why, _("The pilot is not in force, so no loop can start."))
        card.started_at = timezone.now()
        card.save(update_fields=["started_at"])
    try:
        with transaction.atomic():
            take_step(card, "start", by=person)
    except IntegrityError as twin:
        raise Clash(_("Another loop is being tested. Decide what comes of it first.")) from twin
    broadcasts.pilot_changed(pilot)
    return card


@transaction.atomic
def decide_card(*, person: Person, card_id: UUID, result: str, learning: str, decision: str) -> Card:
    """End the loop with what was seen, learnt and decided; where testing goes on, the next card is written down."""
    pilot, card = get_card_for_team(person, card_id)
    if pilot.state == PilotState.CLOSED:
        raise WrongState(state=pilot.state)
    if may_step(card, "decide"):
        card.result, card.learning, card.decision, card.decided_at = result, learning, decision, timezone.now()
        card.save(update_fields=["result", "learning", "decision", "decided_at"])
    take_step(card, "decide", by=person, decision=decision)
    if decision in {CardDecision.CHANGE, CardDecision.KEEP_TESTING} and pilot.state in OPENED:
        _next(pilot, hypothesis=card.hypothesis, test=card.test, measure=card.measure, threshold=card.threshold)
    broadcasts.pilot_changed(pilot)
    return card


def _next(pilot: Pilot, **promise: Any) -> Card:
    if pilot.cards.count() >= MOST_CARDS:
        raise TooMuch(_("A pilot has at most %(most)s loops.") % {"most": MOST_CARDS})
    last = pilot.cards.aggregate(last=Max("number"))["last"] or 0
    return Card.objects.create(pilot=pilot, number=last + 1, **promise)
