"""Who decides about a Do Tank's proposal."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from common.refusals import Invalid, WrongState
from common.states import note_step, take_step
from dotanks import broadcasts, queries, rules
from dotanks.beside.states import STANDING
from dotanks.models import DoTank, Proposal
from dotanks.states import InvitationState, ProposalState
from people.models import Organisation, Person
from people.notices import promise_notices
from people.queries import get_manager


@transaction.atomic
def name_manager(*, coordinator: Person, dotank_id: UUID, manager: UUID) -> DoTank:
    """Let another manager decide, as long as nobody has answered what waits.

    Who must sign off belongs to the organisation that decides: where that changes, what waits goes back to the team.
    """
    dotank = queries.get_dotank_for_coordinator(coordinator, dotank_id)
    if not rules.may_change_manager(dotank):
        raise WrongState(_("There is an answer already, or the Do Tank has ended."), state=dotank.state)
    # Locked: nobody answers while the question moves.
    waiting = Proposal.objects.select_for_update().filter(dotank=dotank, state=ProposalState.SUBMITTED).first()
    if waiting is not None and rules.is_answered(waiting):
        words = _(
            "Somebody has answered this version already. Ask the team to submit a newer one: "
            "as long as nobody has answered that, you can ask another manager."
        )
        raise WrongState(words, state=waiting.state)
    asked = dotank.invitations.filter(state__in=[InvitationState.SENT, InvitationState.ACCEPTED])
    beside = dotank.beside.filter(state__in=STANDING)
    team = {*asked.values_list("person_id", flat=True), *beside.values_list("person_id", flat=True)}
    before, was = dotank.manager, dotank.organisation
    decider, home = manager_who_may_decide(manager, team)
    if (decider, home) == (before, was):
        raise Invalid({"manager": [_("This manager is asked already. Choose another.")]})
    dotank.manager, dotank.organisation = decider, home
    dotank.save(update_fields=["manager", "organisation"])
    line = note_step(dotank, "name_manager", by=coordinator, manager=str(manager))
    if waiting is not None:
        if home == was:
            ask_to_decide(waiting, decider, key=f"named:{line.pk}")
        else:
            _ask_elsewhere(waiting, dotank, by=coordinator)
        promise_notices(
            key=f"relieved:{line.pk}",
            kind="proposal_with_another",
            to=[before] if before != decider else [],
            link="/app/",
            proposal=waiting.title,
        )
    broadcasts.dotank_changed(dotank)
    return dotank


def _ask_elsewhere(proposal: Proposal, dotank: DoTank, *, by: Person) -> None:
    """Back to the team: its next version asks those who must sign off in the organisation that decides now."""
    line = take_step(proposal, "ask_elsewhere", by=by, organisation=str(dotank.organisation.pk))
    promise_notices(
        key=f"elsewhere:{line.pk}",
        kind="proposal_asked_elsewhere",
        to=queries.team_of(dotank),
        link=f"/app/dotanks/{dotank.pk}/room",
        needs_you=True,
        proposal=proposal.title,
        organisation=dotank.organisation.name,
    )


def ask_to_decide(proposal: Proposal, manager: Person, *, key: str) -> None:
    """Promise the manager the question."""
    promise_notices(
        key=key,
        kind="proposal_submitted",
        to=[manager],
        link=f"/app/proposals/{proposal.pk}",
        needs_you=True,
        proposal=proposal.title,
    )


def manager_who_may_decide(manager_id: UUID, members: Collection[UUID]) -> tuple[Person, Organisation]:
    """The manager who will be asked to decide, never one of the team, and where they decide.

    Whether it is the poster is not asked here, for the answer would tell; the poster is refused when they decide.
    """
    manager, home = get_manager(manager_id)
    if manager.pk in members:
        raise Invalid({"manager": [_("This manager cannot decide here. Choose another.")]})
    return manager, home
