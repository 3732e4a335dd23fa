"""Everything that was written down while a pilot runs, for its page."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from experiments.days import zone_of
from experiments.models import Card, Pilot, Use
from experiments.running.diary import Entry
from experiments.running.queries import last_check_in, standing_uses
from experiments.running.rules import Used, check_in_due, outside_limits, used


@dataclass(frozen=True)
class Running:
    """What was used, the loops, the next check-in and the diary."""

    used: Used
    limits_left: list[str]
    uses: list[Use]
    cards: list[Card]
    check_in_due: date | None
    check_in_late: bool
    diary: list[Entry]


def running_of(pilot: Pilot, diary: list[Entry]) -> Running:
    """For somebody who may see the pilot."""
    uses = list(standing_uses(pilot))
    total = used(uses)
    today = timezone.localdate(timezone=zone_of(pilot))
    due = check_in_due(pilot, last_check_in(pilot), today)
    return Running(
        used=total,
        limits_left=outside_limits(pilot, total),
        uses=uses,
        cards=list(Card.objects.filter(pilot=pilot)),
        check_in_due=due,
        check_in_late=due is not None and due < today,
        diary=diary,
    )
