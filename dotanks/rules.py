"""May this person? What is missing?"""

from uuid import UUID

from django.utils.translation import gettext as _

from common.refusals import Missing
from dotanks.live.rooms import RoomAbilities
from dotanks.models import DoTank, Proposal, Seat
from dotanks.states import DoTankState, InvitationState, ProposalState
from people.models import Employment, Person
from people.rules import current, is_coordinator

OTHER_ORGANISATIONS = 2


def has_seat(person: Person, dotank: DoTank) -> bool:
    """Whether this person is in the team."""
    return bool(person.is_authenticated) and any(seat.person_id == person.pk for seat in dotank.seats.all())


def room_abilities(person: Person, room_id: UUID) -> RoomAbilities | None:
    """Drafts are closed: only the team enters its room, and writes while it works."""
    seat = Seat.objects.filter(dotank__room_id=room_id, person_id=person.pk).select_related("dotank").first()
    if seat is None:
        return None
    return RoomAbilities(read=True, write=seat.dotank.state == DoTankState.WORKING)


def missing_before_start(dotank: DoTank) -> list[Missing]:
    """What must still happen before the team may start working."""
    employers = set(
        Employment.objects.filter(current(), person__seats__dotank=dotank).values_list("organisation_id", flat=True)
    )
    if dotank.problem.organisation_id is None:
        # To count without the poster's organisation would tell which it is.
        if len(employers) > OTHER_ORGANISATIONS:
            return []
        words = _("Members of at least three organisations must have accepted; so far it is %(count)s.")
        return [Missing(code="three_organisations", words=words % {"count": len(employers)})]
    others = employers - {dotank.problem.organisation_id}
    if len(others) >= OTHER_ORGANISATIONS:
        return []
    words = _("Members of at least two organisations besides the poster's must have accepted; so far it is %(count)s.")
    return [Missing(code="two_other_organisations", words=words % {"count": len(others)})]


def missing_before_submit(dotank: DoTank) -> list[Missing]:
    """What the team still has to do before it can submit a proposal."""
    if dotank.versions.exists():
        return []
    return [
        Missing(code="no_version", words=_("Save a version of your document first: that is what the manager reads."))
    ]


def may_change_manager(dotank: DoTank) -> bool:
    """Whether another manager may still be asked: nobody has given an answer that stands."""
    proposal = getattr(dotank, "proposal", None)
    return dotank.state in {DoTankState.FORMING, DoTankState.WORKING} and (
        proposal is None or proposal.state in {ProposalState.DRAFT, ProposalState.SUBMITTED, ProposalState.SENT_BACK}
    )


def abilities(person: Person, dotank: DoTank) -> dict[str, bool]:
    """What this person may do with this Do Tank now."""
    seated = has_seat(person, dotank)
    working = dotank.state == DoTankState.WORKING
    forming = dotank.state == DoTankState.FORMING
    coordinates = is_coordinator(person)
    state = dotank.proposal.state if hasattr(dotank, "proposal") else ProposalState.DRAFT
    return {
        "enter_room": seated and dotank.state != DoTankState.FORMING,
        "save_version": seated and working,
        "submit": seated
        and working
        and state in {ProposalState.DRAFT, ProposalState.SENT_BACK, ProposalState.SUBMITTED},
        "invite": coordinates and forming,
        "start": (coordinates or seated) and forming,
        "dissolve": coordinates and forming,
        "name_manager": coordinates and may_change_manager(dotank),
        "read_offers": seated or coordinates,
        "answer": any(
            invitation.person_id == person.pk and invitation.state == InvitationState.SENT
            for invitation in dotank.invitations.all()
        ),
    }


def may_read_proposal(person: Person, proposal: Proposal) -> bool:
    """The team, the named manager, and coordinators."""
    dotank = proposal.dotank
    return dotank.manager_id == person.pk or has_seat(person, dotank) or is_coordinator(person)
