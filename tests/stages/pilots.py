"""A pilot at a stage: prepared, running, watched, resting, with its loops."""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection

from dotanks.models import Proposal
from experiments.actions import cards, pausing, readings, sign_offs
from experiments.actions import preparing as getting_ready
from experiments.models import Card, Pilot, Reading
from ideas.models import Rule
from tests import gate
from tests.cast import Cast
from tests.days import today
from tests.remembered import remembered
from tests.stages.proposals import officers, submit, version


@remembered
def signed_off_to_exempt(cast: Cast) -> Proposal:
    """Signed off by the legal officer and the manager, with a rule to set aside and all the money of the pilot."""
    legal = officers(cast)["legal"]
    proposal = submit(
        cast, version(cast), risks=["legal_exemption"], rule_set_aside=gate.RULE, money=preparation()["money_limit"]
    )
    for decider in (legal, cast.manager):
        sign_offs.sign_off(
            manager=decider, proposal_id=proposal.pk, read_version=1, help_promised="A desk.", reason="Clear."
        )
    connection.check_constraints()  # as the commit would, while everybody still holds their role
    return Proposal.objects.get(pk=proposal.pk)


@remembered
def preparing(cast: Cast) -> Pilot:
    return getting_ready.prepare_pilot(person=cast.member, proposal_id=signed_off_to_exempt(cast).pk)


def preparation(*, days: int = 60, exemption_days: int = 90, rule: Rule | None = None) -> dict[str, Any]:
    """Everything the gate asks for, with an exemption; from this entry of the register, where one is given."""
    now = today()
    return {
        "hypothesis": "Visits happen on the day they are needed.",
        "facet": "enhancement",
        "place": "Two teams",
        "people_limit": 20,
        "money_limit": 500,
        "stop_rule": "Stop when costs double.",
        "check_in_every": 14,
        "services": ["travel"],
        "population": ["field workers"],
        "answers": gate.answers(),
        "rules_in_the_way": [gate.rule(rule)],
        "routes": gate.routes(),
        "checks": gate.checks(),
        "exit_plan": gate.exit_plan(days + 15),
        "ends_on": now + timedelta(days=days),
        "needs_exemption": True,
        "measures": [
            {
                "name": "Days until a visit",
                "kind": "goal",
                "unit": "days",
                "direction": "down",
                "baseline": Decimal(7),
                "baseline_on": now,
                "baseline_source": "Log",
                "target": Decimal(1),
                "threshold": Decimal(3),
            }
        ],
        "exemption": {
            "rule": gate.RULE,
            "legal_basis": "Article 3",
            "granted_by": "The town clerk",
            "valid_from": now - timedelta(days=1),
            "valid_until": now + timedelta(days=exemption_days),
        },
    }


@remembered
def prepared(cast: Cast) -> Pilot:
    pilot = preparing(cast)
    return getting_ready.edit_pilot(person=cast.member, pilot_id=pilot.pk, read_version=1, **preparation())


@remembered
def running(cast: Cast) -> Pilot:
    pilot = prepared(cast)
    getting_ready.look_at_clashes(person=cast.member, pilot_id=pilot.pk)
    return getting_ready.open_pilot(person=cast.member, pilot_id=pilot.pk)


@remembered
def paused(cast: Cast) -> Pilot:
    return pausing.pause_pilot(person=cast.member, pilot_id=running(cast).pk, reason="Too many calls.")


def reading(cast: Cast, pilot: Pilot, value: int = 5) -> UUID:
    measure = pilot.measures.get()
    return readings.enter_reading(
        person=cast.member, pilot_id=pilot.pk, measure=measure.pk, value=Decimal(value), taken_on=today()
    ).pk


WATCHED = {
    "name": "Complaints",
    "kind": "guardrail",
    "unit": "complaints a week",
    "direction": "down",
    "baseline": Decimal(3),
    "baseline_source": "Log",
    "target": Decimal(3),
    "threshold": Decimal(6),
    "stop_at": Decimal(10),
}


@remembered
def watched(cast: Cast) -> Pilot:
    """Running, with a goal and a guardrail at which it pauses above 6 and stops from 10, and a weekly check-in."""
    pilot = preparing(cast)
    plan = preparation()
    plan["measures"].append({**WATCHED, "baseline_on": today()})
    plan["check_in_every"] = 7
    getting_ready.edit_pilot(person=cast.member, pilot_id=pilot.pk, read_version=1, **plan)
    return getting_ready.open_pilot(person=cast.member, pilot_id=pilot.pk)


def complaints(cast: Cast, pilot: Pilot, value: object, **more: Any) -> Reading:
    """A reading of the guardrail."""
    measure = pilot.measures.get(kind="guardrail").pk
    entered = {"measure": measure, "value": Decimal(str(value)), "taken_on": today(), **more}
    return readings.enter_reading(person=cast.member, pilot_id=pilot.pk, **entered)


def card(cast: Cast) -> Card:
    """The second loop, planned while the first is being tested."""
    pilot = running(cast)
    return cards.plan_card(person=cast.member, pilot_id=pilot.pk, **next_card(pilot))


def next_card(pilot: Pilot) -> dict[str, Any]:
    measure = pilot.measures.order_by("place")[0].pk
    return {"hypothesis": "A form fits.", "test": "Ten forms", "measure": measure, "threshold": Decimal(3)}


LEARNT = {"result": "Four days", "learning": "Ask first", "decision": "go_on"}


def first_card(cast: Cast) -> Card:
    """The loop that began with the pilot."""
    return running(cast).cards.get()


def startable_card(cast: Cast) -> Card:
    """The second loop, once the first was decided."""
    planned = card(cast)
    cards.decide_card(person=cast.member, card_id=planned.pilot.cards.get(number=1).pk, **LEARNT)
    return planned
