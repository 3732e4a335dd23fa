"""Numbered versions of the document, and what becomes of the proposal that rests on one."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from common.refusals import NotReady
from common.states import take_step
from dotanks import broadcasts, queries
from dotanks.actions.versions import keep
from dotanks.live import rooms
from dotanks.models import DocumentVersion, Proposal
from ideas.broadcasts import tell_of_step
from people.models import Person
from people.notices import promise_notices


@transaction.atomic
def save_version(*, person: Person, dotank_id: UUID) -> DocumentVersion:
    """Keep the document as it stands now under the next number; saving it unchanged gives the same version."""
    dotank = queries.get_dotank_for_team(person, dotank_id)
    queries.require_working(dotank)
    document = rooms.read_document(dotank.room_id)
    if not document.text.strip():
        raise NotReady([{"code": "empty_document", "words": _("The document is still empty.")}])
    return keep(document, dotank=dotank, person=person)


@transaction.atomic
def answered(*, manager: Person, proposal: Proposal, step: str, note: str, **told: Any) -> None:
    """Take the answer: the proposal moves, the team and the poster hear of it."""
    line = take_step(proposal, step, by=manager, note=note, **{"version": proposal.version.number, **told})
    promise_notices(
        key=f"{step}:{line.pk}",
        kind=f"proposal_{step}",
        to=queries.team_of(proposal.dotank),
        link=f"/app/proposals/{proposal.pk}",
        needs_you=True,
        proposal=proposal.title,
    )
    tell_of_step(proposal.dotank.problem, key=f"{step}:{line.pk}", kind=f"poster_proposal_{step}")
    broadcasts.dotank_changed(proposal.dotank)


def told_of_answer(proposal: Proposal) -> None:
    """Open screens of the Do Tank read again: somebody answered, and others still have to."""
    broadcasts.dotank_changed(proposal.dotank)


@transaction.atomic
def end(*, by: Person | None, dotank_id: UUID) -> None:
    """The team's work is done; its document can be read but no longer written."""
    dotank = queries.lock_dotank(dotank_id)
    take_step(dotank, "end", by=by)
    rooms.close_room(dotank.room_id)
    broadcasts.dotank_changed(dotank)
