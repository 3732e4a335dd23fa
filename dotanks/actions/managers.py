"""Who decides about a Do Tank's proposal."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from common.refusals import Invalid, WrongState
from common.states import note_step
from dotanks import broadcasts, queries, rules
from dotanks.beside.states import STANDING
from dotanks.models import DoTank, Proposal
from dotanks.states import InvitationState, ProposalState
from people.models import Organisation, Person
from people.notices import promise_notices
from people.queries import get_manager


@transaction.atomic
def name_manager(*, coordinator: Person, dotank_id: UUID, manager: UUID) -> DoTank:
    """Let another manager decide, as long as nobody has; a proposal that waits then waits for them."""
    dotank = queries.get_dotank_for_coordinator(coordinator, dotank_id)
    if not rules.may_change_manager(dotank):
        raise WrongState(_("There is an answer already, or the Do Tank has ended."), state=dotank.state)
    if manager == dotank.manager_id:
        raise Invalid({"manager": [_("This manager is asked already. Choose another.")]})
    asked = dotank.invitations.filter(state__in=[InvitationState.SENT, InvitationState.ACCEPTED])
    beside = dotank.beside.filter(state__in=STANDING)
    team = {*asked.values_list("person_id", flat=True), *beside.values_list("person_id", flat=True)}
    before = dotank.manager
    dotank.manager, dotank.organisation = manager_who_may_decide(manager, team)
    dotank.save(update_fields=["manager", "organisation"])
    line = note_step(dotank, "name_manager", by=coordinator, manager=str(manager))
    waiting = Proposal.objects.filter(dotank=dotank, state=ProposalState.SUBMITTED).first()
    if waiting is not None:
        ask_to_decide(waiting, dotank.manager, key=f"named:{line.pk}")
        promise_notices(
            key=f"relieved:{line.pk}",
            kind="proposal_with_another",
            to=[before],
            link="/app/",
            proposal=waiting.title,
        )
    broadcasts.dotank_changed(dotank)
    return dotank


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
