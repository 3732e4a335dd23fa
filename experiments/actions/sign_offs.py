"""A manager's answers. Each names the version that was read."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.refusals import Clash, Forbidden, Outdated, WrongState
from common.states import may_step, note_step
from dotanks.actions import proposals
from dotanks.models import Proposal
from dotanks.queries import get_proposal, get_proposal_for_decision, team_of
from dotanks.states import ProposalState
from experiments import broadcasts, queries
from experiments.actions.pausing import rest
from experiments.models import SignOff, SignOffWithdrawal
from experiments.states import Decision, PauseCause
from ideas.broadcasts import tell_of_step
from ideas.poster import is_poster
from people.models import Person
from people.notices import promise_notices


@transaction.atomic
def sign_off(*, manager: Person, proposal_id: UUID, read_version: int, help_promised: str, reason: str) -> SignOff:
    """Approve exactly the version the manager read, with the help promised; refuse if there is a newer one."""
    return _answer(manager, proposal_id, read_version, Decision.SIGNED_OFF, "sign_off", reason, help_promised)


@transaction.atomic
def send_back(*, manager: Person, proposal_id: UUID, read_version: int, reason: str) -> SignOff:
    """Ask the team for changes to the version the manager read."""
    return _answer(manager, proposal_id, read_version, Decision.SENT_BACK, "send_back", reason)


@transaction.atomic
def decline(*, manager: Person, proposal_id: UUID, read_version: int, reason: str) -> SignOff:
    """Decline the version the manager read, with the reason."""
    return _answer(manager, proposal_id, read_version, Decision.DECLINED, "decline", reason)


@transaction.atomic
def withdraw_sign_off(*, manager: Person, proposal_id: UUID, reason: str) -> SignOffWithdrawal:
    """Take the sign-off back; a pilot that rests on it is no longer in force from this moment."""
    proposal = get_proposal(manager, proposal_id)
    if proposal.dotank.manager_id != manager.pk:
        raise Forbidden
    proposal = Proposal.objects.select_for_update().get(pk=proposal_id)
    given = queries.sign_off_of(proposal)
    if given is None:
        raise WrongState(_("There is no sign-off to withdraw."), state=proposal.state)
    if hasattr(given, "withdrawal"):
        raise Clash(_("This sign-off was already withdrawn."))
    withdrawal = SignOffWithdrawal.objects.create(sign_off=given, manager=manager, reason=reason)
    note_step(proposal, "withdraw_sign_off", by=manager, note=reason)
    dotank = proposal.dotank
    promise_notices(
        key=f"withdrawn:{withdrawal.pk}",
        kind="sign_off_withdrawn",
        to=team_of(dotank),
        link=f"/app/proposals/{proposal.pk}",
        pilot=proposal.title,
    )
    tell_of_step(dotank.problem, key=f"withdrawn:{withdrawal.pk}", kind="poster_sign_off_withdrawn")
    pilot = queries.lock_pilot_of(given)
    if pilot is not None:
        if may_step(pilot, "pause"):
            rest(pilot, PauseCause.SIGN_OFF, by=manager, reason=reason)
        broadcasts.pilot_changed(pilot)
    return withdrawal


def _answer(
    manager: Person,
    proposal_id: UUID,
    read_version: int,
    decision: Decision,
    step: str,
    reason: str,
    help_promised: str = "",
) -> SignOff:
    proposal = get_proposal_for_decision(manager, proposal_id)
    if is_poster(manager, proposal.dotank.problem):
        # Only the poster ever reads this. To the others it looks as if the manager has not answered yet.
        raise Forbidden(
            _("You posted this problem, so somebody else must decide. Say to the coordinator that you cannot do it."),
            code="own_problem",
        )
    if proposal.state != ProposalState.SUBMITTED:
        raise WrongState(_("This proposal does not wait for an answer."), state=proposal.state)
    if proposal.version.number != read_version:
        raise Outdated(_("The team submitted a newer version while you were reading."), version=proposal.version.number)
    answer = SignOff.objects.create(
        proposal=proposal,
        version=proposal.version,
        manager=manager,
        decision=decision,
        help_promised=help_promised,
        reason=reason,
        at=timezone.now(),
    )
    proposals.answered(manager=manager, proposal=proposal, step=step, note=help_promised or reason)
    return answer
