"""What letters say of a session: its day and agenda before it, its record after it, in their reader's language."""

from django.utils.translation import gettext as _

from dotanks.room.models import Session, SessionRecord
from dotanks.room.sessions import days
from dotanks.room.sessions.report import item_words, sections
from dotanks.room.sessions.states import SessionState
from people.models.notices import Told
from people.notices import LetterMore, LetterPart


def plan_in_letter(told: Told) -> LetterMore | None:
    """When it is and what is on its agenda, as planned when the letter leaves; nothing once it is not to come."""
    rows = Session.objects.filter(state=SessionState.PLANNED)
    session = rows.filter(pk=told.data["plan"]).first() if "plan" in told.data else None
    if session is None:
        return None
    parts = [LetterPart(_("Agenda"), [item_words(one) for one in session.agenda.order_by("place").values()])]
    if session.question:
        parts.insert(0, LetterPart(_("The question"), [session.question]))
    if session.planned_on is not None:
        parts.insert(0, LetterPart(_("When"), [days.in_words(session.planned_on, session.planned_at)]))
    return LetterMore(parts)


def record_in_letter(told: Told) -> LetterMore | None:
    """The whole record; nothing beyond the notice where it is gone."""
    rows = SessionRecord.objects.filter(made_at__isnull=False).select_related("session")
    record = rows.filter(pk=told.data["record"]).first() if "record" in told.data else None
    if record is None:
        return None
    return LetterMore([LetterPart(one.heading, one.lines) for one in sections(record)])
