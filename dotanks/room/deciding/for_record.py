"""What a session's record tells of votes and decisions: numbers and words, never who voted what."""

from datetime import datetime
from uuid import UUID

from babel.dates import format_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dotanks.room.deciding import queries, rules
from dotanks.room.models import Decision, Poll


def votes(room_id: UUID, since: datetime, until: datetime) -> list[str]:
    """What came of the polls that were closed in this time; of one that is still open only that it is."""
    still_open = _("Still open.")
    over = [f"{poll.question} {_result(poll)}" for poll in queries.polls_between(room_id, since, until)]
    return over + [f"{poll.question} {still_open}" for poll in queries.still_open(room_id, until)]


def decided(room_id: UUID, since: datetime, until: datetime) -> list[str]:
    """What was decided in this time, why, and when it is looked at again."""
    return [_decision(one) for one in queries.decided_between(room_id, since, until)]


def _result(poll: Poll) -> str:
    if not rules.counts_are_shown(poll):
        return _("Fewer than three voted, so nobody learns the numbers.")
    counts = ", ".join(f"{one.text or one.get_answer_display()}: {one.count or 0}" for one in poll.options.all())
    adopted = rules.adopted(poll)
    if adopted is None:
        return f"{counts}."
    words = _("Adopted.") if adopted else _("Not adopted.")
    return f"{words} {counts}."


def _decision(decision: Decision) -> str:
    known = {"decision": decision.text, "reason": decision.reason}
    if decision.review_on is None:
        return _("%(decision)s – because: %(reason)s") % known
    day = format_date(decision.review_on, "long", locale=get_language() or "en")
    return _("%(decision)s – because: %(reason)s – to be looked at again on %(day)s") % {**known, "day": day}
