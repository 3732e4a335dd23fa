"""Everything that was written down while a pilot runs, for its page."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from experiments import queries
from experiments.days import today_at
from experiments.models import Card, Use
from experiments.running.diary import Entry, cards_of, check_ins_of, diary_of
from experiments.running.queries import standing_uses
from experiments.running.rules import Used, check_in_due, outside_limits, used
from people.models import Person


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


def running_of(person: Person, pilot_id: UUID) -> Running:
    """What was written down, if this person may see the pilot."""
    pilot = queries.get_pilot_with_team(person, pilot_id)
    uses, cards, check_ins = list(standing_uses(pilot)), cards_of(pilot), check_ins_of(pilot)
    total = used(uses)
    today = today_at(pilot)
    due = check_in_due(pilot, max((row.on_day for row in check_ins), default=None), today)
    return Running(
        used=total,
        limits_left=outside_limits(pilot, total),
        uses=uses,
        cards=cards,
        check_in_due=due,
        check_in_late=due is not None and due < today,
        diary=diary_of(pilot, cards, check_ins),
    )
