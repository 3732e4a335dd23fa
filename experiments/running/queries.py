"""Reads of what was written down while a pilot runs."""

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from django.db.models import Max, QuerySet
from django.db.models.functions import Now

from common.refusals import Unknown
from experiments import queries
from experiments.days import today_at
from experiments.models import Card, CheckIn, Pilot, Use
from experiments.running.rules import check_in_due
from experiments.states import PilotState
from people.models import Person


def get_card_for_team(person: Person, card_id: UUID) -> tuple[Pilot, Card]:
    """The card and its pilot for a change by a member of the team, both locked."""
    pilot_id = Card.objects.filter(pk=card_id).values_list("pilot_id", flat=True).first()
    if pilot_id is None:
        raise Unknown
    pilot = queries.get_pilot_for_team(person, pilot_id)
    card = Card.objects.select_for_update().select_related("measure").filter(pk=card_id).first()
    if card is None:
        raise Unknown
    return pilot, card


def standing_uses(pilot: Pilot) -> QuerySet[Use]:
    """What was used, oldest first, without what was put right."""
    return Use.objects.standing().filter(pilot=pilot).order_by("used_on", "created_at")


def last_check_in(pilot: Pilot) -> date | None:
    """The day of the latest check-in."""
    return CheckIn.objects.filter(pilot=pilot).order_by("-on_day").values_list("on_day", flat=True).first()


def without_exemption() -> QuerySet[Pilot]:
    """Pilots that still say they run although their exemption does not hold; one past its end is closed instead."""
    return Pilot.objects.without_exemption().filter(ends_at__gt=Now())


def keeping_a_rhythm() -> QuerySet[Pilot]:
    """Running pilots that promised to check in."""
    return Pilot.objects.filter(state=PilotState.RUNNING, check_in_every__isnull=False, ends_at__gt=Now())


def late_check_ins(pilots: Iterable[UUID]) -> Iterator[tuple[Pilot, date]]:
    """Which of these pilots wait for a check-in, with the day it was due; one question for all of them."""
    rows = keeping_a_rhythm().filter(pk__in=list(pilots)).select_related("dotank__organisation")
    for pilot in rows.annotate(last_check_in=Max("check_ins__on_day")):
        today = today_at(pilot)
        due = check_in_due(pilot, pilot.last_check_in, today)
        if due is not None and due < today:
            yield pilot, due
