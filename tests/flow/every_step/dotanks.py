"""Every state of a team, an invitation and a proposal, and every step tried from it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from common.states import take_step
from dotanks.actions import asking, proposals, teams
from dotanks.models import Batch, DocumentVersion, DoTank, Invitation, Proposal
from dotanks.states import BatchState, DoTankState, InvitationState, ProposalState
from flow import steps
from tests import stages
from tests.cast import Cast
from tests.flow.every_step.trying import Make, Try, act, by


def dissolved(cast: Cast) -> DoTank:
    return teams.dissolve(coordinator=cast.coordinator, dotank_id=stages.gathered(cast).pk, reason="Too few")


def answered_invitation(answer: Callable[..., Any]) -> Make:
    def make(cast: Cast) -> Invitation:
        asked = stages.invitation(stages.gathered(cast), cast.fourth)
        answer(person=cast.fourth, invitation_id=asked.pk)
        return asked

    return make


def expired(cast: Cast) -> Invitation:
    return late(cast, stages.invitation(stages.gathered(cast), cast.fourth))


def late(cast: Cast, invitation: Invitation) -> Invitation:
    """Its day is over, and the clock comes by."""
    if invitation.state == InvitationState.SENT:
        yesterday = timezone.localdate() - timedelta(days=1)
        Invitation.objects.filter(pk=invitation.pk).update(reply_by=yesterday)
    return asking.expire(invitation_id=invitation.pk)


def drafted_proposal(cast: Cast) -> Proposal:
    saved = stages.version(cast)
    return Proposal.objects.create(dotank=saved.dotank, version=saved, title="T", asked="A", summary="S")


def declined(cast: Cast) -> Proposal:
    proposal = stages.submitted(cast)
    steps.decline_proposal(manager=cast.manager, proposal_id=proposal.pk, read_version=1, reason="No")
    return proposal


def newest(proposal: Proposal) -> dict[str, Any]:
    number = DocumentVersion.objects.filter(dotank=proposal.dotank).order_by("-number")[0].number
    return {**stages.ASKED, "version": number, "risks": []}


YES = {"read_version": 1, "help_promised": "A desk", "reason": "Clear"}
NO = {"read_version": 1, "reason": "Because"}
STATES: dict[type[Any], dict[str, Make]] = {
    Batch: {
        BatchState.WAITING: stages.batch,
        BatchState.RUNNING: stages.batch_running,
        BatchState.DONE: stages.batch_done,
        BatchState.CANCELLED: stages.batch_cancelled,
        BatchState.FAILED: stages.batch_failed,
    },
    DoTank: {
        DoTankState.FORMING: stages.gathered,
        DoTankState.WORKING: stages.working,
        DoTankState.ENDED: lambda cast: stages.concluded(cast).dotank,
        DoTankState.DISSOLVED: dissolved,
    },
    Invitation: {
        InvitationState.SENT: lambda cast: stages.invitation(stages.gathered(cast), cast.fourth),
        InvitationState.ACCEPTED: answered_invitation(asking.accept),
        InvitationState.DECLINED: answered_invitation(asking.decline),
        InvitationState.WITHDRAWN: lambda cast: stages.invitation(dissolved(cast), cast.fourth),
        InvitationState.EXPIRED: expired,
    },
    Proposal: {
        ProposalState.DRAFT: drafted_proposal,
        ProposalState.SUBMITTED: stages.submitted,
        ProposalState.SENT_BACK: stages.sent_back,
        ProposalState.SIGNED_OFF: stages.signed_off,
        ProposalState.DECLINED: declined,
    },
}

TRIES: dict[type[Any], dict[str, Try]] = {
    Batch: {
        "begin": act(lambda cast, batch: take_step(batch, "begin")),
        "finish": act(lambda cast, batch: take_step(batch, "finish")),
        "cancel": by("coordinator", "batches/{id}/cancel/"),
        "fail": act(lambda cast, batch: take_step(batch, "fail")),
    },
    DoTank: {
        "start": by("coordinator", "dotanks/{id}/start/"),
        "dissolve": by("coordinator", "dotanks/{id}/dissolve/", {"reason": "Too few"}),
        "end": act(lambda cast, dotank: proposals.end(by=cast.member, dotank_id=dotank.pk)),
    },
    Invitation: {
        "accept": by("fourth", "invitations/{id}/accept/"),
        "decline": by("fourth", "invitations/{id}/decline/", {}),
        "withdraw": act(lambda cast, invitation: take_step(invitation, "withdraw", by=cast.coordinator)),
        "expire": act(late),
    },
    Proposal: {
        "submit": by("member", "dotanks/{r.dotank_id}/proposals/", newest),
        "sign_off": by("manager", "proposals/{id}/sign-off/", YES),
        "send_back": by("manager", "proposals/{id}/send-back/", NO),
        "decline": by("manager", "proposals/{id}/decline/", NO),
        "withdraw_sign_off": by("manager", "proposals/{id}/withdraw-sign-off/", {"reason": "No"}),
        "ask_elsewhere": act(lambda cast, proposal: take_step(proposal, "ask_elsewhere", by=cast.coordinator)),
    },
}
