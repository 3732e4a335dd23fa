"""Every change to decisions: written down, looked at again, ended."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.refusals import Invalid
from common.states import note_step, take_step
from dotanks.room import entering
from dotanks.room.broadcasts import room_changed
from dotanks.room.deciding import notices, queries
from dotanks.room.models import Decision, Poll
from people.models import Person


@transaction.atomic
def decide(*, person: Person, room_id: UUID, **decision: Any) -> Decision:
    """Write down what was decided and why, without a poll."""
    entering.write(person, room_id)
    made = write_down(person=person, room_id=room_id, **decision)
    room_changed(room_id, "polls")
    return queries.get_decision(person, made.pk)


def write_down(
    *,
    person: Person,
    room_id: UUID,
    text: str,
    reason: str,
    review_on: date | None = None,
    present: int | None = None,
    poll: Poll | None = None,
) -> Decision:
    """Keep a decision of today, with the day on which it is looked at again."""
    _require_to_come(review_on)
    made = Decision.objects.create(
        room_id=room_id,
        poll=poll,
        written_by=person,
        text=text,
        reason=reason,
        decided_on=timezone.localdate(),
        present=present,
        review_on=review_on,
    )
    note_step(made, "decide", by=person, to_state=made.state)
    return made


@transaction.atomic
def keep_decision(*, person: Person, decision_id: UUID, words: str = "", review_on: date | None = None) -> Decision:
    """It was looked at again and stands, until the next look if there is one."""
    decision = queries.get_decision_to_change(person, decision_id)
    _require_to_come(review_on)
    take_step(decision, "keep", by=person, note=words)
    decision.review_on, decision.reminded = review_on, False
    decision.save(update_fields=["review_on", "reminded"])
    room_changed(decision.room_id, "polls")
    return queries.get_decision(person, decision_id)


@transaction.atomic
def end_decision(*, person: Person, decision_id: UUID, words: str = "") -> Decision:
    """It does not hold any more; that it was taken stays."""
    decision = queries.get_decision_to_change(person, decision_id)
    take_step(decision, "end", by=person, note=words)
    room_changed(decision.room_id, "polls")
    return queries.get_decision(person, decision_id)


@transaction.atomic
def remind_of_reviews() -> None:
    """Tell everybody who may come into the room, once, that the day of a review has come."""
    for decision in queries.to_review().select_for_update(skip_locked=True):
        decision.reminded = True
        decision.save(update_fields=["reminded"])
        notices.tell_of_review(decision)


def _require_to_come(day: date | None) -> None:
    if day is not None and day <= timezone.localdate():
        raise Invalid({"review_on": [_("Choose a day that is still to come.")]})
