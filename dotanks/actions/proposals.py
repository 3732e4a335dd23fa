"""Numbered versions of the document, and the proposal that rests on one."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.refusals import Invalid, NotReady
from common.states import take_step
from dotanks import broadcasts, queries, rules
from dotanks.actions.managers import ask_to_decide
from dotanks.actions.versions import keep
from dotanks.live import rooms
from dotanks.models import DocumentVersion, Proposal
from dotanks.states import ProposalState
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
def submit(*, person: Person, dotank_id: UUID, version: int, title: str, asked: str, summary: str) -> Proposal:
    """Put one numbered version before the manager; a newer one replaces what still waits."""
    dotank = queries.get_dotank_for_team(person, dotank_id)
    queries.require_working(dotank)
    if missing := rules.missing_before_submit(dotank):
        raise NotReady(missing)
    chosen = dotank.versions.filter(number=version).first()
    if chosen is None:
        raise Invalid({"version": [_("There is no version with this number.")]})
    proposal = Proposal.objects.select_for_update().filter(dotank=dotank).first()
    if proposal is None:
        proposal = Proposal.objects.create(dotank=dotank, version=chosen, title=title, asked=asked, summary=summary)
    elif chosen.number <= proposal.version.number and proposal.state in {
        ProposalState.SUBMITTED,
        ProposalState.SENT_BACK,
    }:
        # Also the words around a version stay as the manager may have read them.
        raise Invalid({"version": [_("This version is already with the manager. Save a newer one first.")]})
    line = take_step(proposal, "submit", by=person, version=chosen.number, sha256=chosen.sha256)
    proposal.version, proposal.title, proposal.asked, proposal.summary = chosen, title, asked, summary
    proposal.submitted_at = timezone.now()
    proposal.save(update_fields=["version", "title", "asked", "summary", "submitted_at"])
    ask_to_decide(proposal, dotank.manager, key=f"submitted:{line.pk}")
    tell_of_step(dotank.problem, key=f"submitted:{line.pk}", kind="poster_proposal_submitted")
    broadcasts.dotank_changed(dotank)
    return proposal


@transaction.atomic
def answered(*, manager: Person, proposal: Proposal, step: str, note: str) -> None:
    """Take the manager's answer: the proposal moves, the team and the poster hear of it."""
    line = take_step(proposal, step, by=manager, note=note, version=proposal.version.number)
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


@transaction.atomic
def end(*, by: Person | None, dotank_id: UUID) -> None:
    """The team's work is done; its document can be read but no longer written."""
    dotank = queries.lock_dotank(dotank_id)
    take_step(dotank, "end", by=by)
    rooms.close_room(dotank.room_id)
    broadcasts.dotank_changed(dotank)
