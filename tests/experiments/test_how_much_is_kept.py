"""What a pilot keeps comes in one answer, so it is bounded; what was wrong can be put right however much there is."""

from typing import Any

import pytest
from django.db import transaction
from django.utils import translation

from common.refusals import TooMuch
from experiments.actions import cards, readings, uses
from experiments.models import Card, Reading, Use
from tests import days, stages
from tests.cast import Cast


@pytest.mark.django_db
def test_one_reading_more_is_refused_and_a_correction_is_not(cast: Cast) -> None:
    pilot = stages.running(cast)
    measure = pilot.measures.get()
    row: dict[str, Any] = {"measure": measure.pk, "value": 3, "taken_on": days.today()}
    Reading.objects.bulk_create(
        Reading(measure=measure, value=3, taken_on=days.today(), by=cast.member)
        for _ in range(readings.MOST_READINGS - 2)
    )

    with translation.override("nl"), pytest.raises(TooMuch, match=r"5\.000"):
        readings.enter_readings(person=cast.member, pilot_id=pilot.pk, readings=[row] * 3)
    first, _ = readings.enter_readings(person=cast.member, pilot_id=pilot.pk, readings=[row] * 2)
    with pytest.raises(TooMuch, match=r"at most 5,000 readings"):
        readings.enter_reading(person=cast.member, pilot_id=pilot.pk, **row)
    readings.enter_reading(person=cast.member, pilot_id=pilot.pk, **row, corrects=first.pk)

    assert Reading.objects.count() == readings.MOST_READINGS + 1


@pytest.mark.django_db
def test_one_use_more_is_refused_and_a_correction_is_not(cast: Cast) -> None:
    pilot = stages.running(cast)
    use: dict[str, Any] = {"person": cast.member, "pilot_id": pilot.pk, "kind": "money", "used_on": days.today()}
    rows = [
        Use(pilot=pilot, kind="money", amount=0, used_on=days.today(), by=cast.member) for _ in range(uses.MOST_USES)
    ]
    Use.objects.bulk_create(rows)

    with pytest.raises(TooMuch, match="at most 1,000 entries"):
        uses.enter_use(**use, amount=1)
    uses.enter_use(**use, amount=1, corrects=rows[0].pk)

    assert Use.objects.standing().count() == uses.MOST_USES


@pytest.mark.django_db
def test_one_loop_more_is_refused(cast: Cast) -> None:
    pilot = stages.running(cast)
    promise: dict[str, Any] = {
        "hypothesis": "It helps.",
        "test": "We count.",
        "measure": pilot.measures.get(),
        "threshold": 1,
    }
    begun = pilot.cards.count()
    Card.objects.bulk_create(
        Card(pilot=pilot, number=number + 1, **promise) for number in range(begun, cards.MOST_CARDS)
    )

    with pytest.raises(TooMuch, match="at most 50 loops"):
        cards.plan_card(person=cast.member, pilot_id=pilot.pk, **{**promise, "measure": promise["measure"].pk})

    assert pilot.cards.count() == cards.MOST_CARDS


@pytest.mark.django_db
def test_nor_does_a_decision_to_go_on_testing_add_one(cast: Cast) -> None:
    pilot = stages.running(cast)
    first = pilot.cards.get()
    promise: dict[str, Any] = {"hypothesis": "It helps.", "test": "We count.", "threshold": 1}
    numbers = range(2, cards.MOST_CARDS + 1)
    Card.objects.bulk_create(Card(pilot=pilot, number=one, measure=first.measure, **promise) for one in numbers)

    with pytest.raises(TooMuch, match="at most 50 loops"), transaction.atomic():
        cards.decide_card(person=cast.member, card_id=first.pk, **{**stages.LEARNT, "decision": "keep_testing"})
    cards.decide_card(person=cast.member, card_id=first.pk, **{**stages.LEARNT, "decision": "end"})

    assert pilot.cards.count() == cards.MOST_CARDS
