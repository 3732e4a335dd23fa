"""May this person? What is missing?"""

from collections.abc import Callable
from uuid import UUID

from django.utils.translation import gettext as _

from common.refusals import Missing
from common.states import may_step
from dotanks.beside.states import BesideKind
from dotanks.charter.rules import missing_in_charter
from dotanks.live.rooms import RoomAbilities
from dotanks.models import DoTank, Proposal, Seat, SeatBeside
from dotanks.states import DoTankState, InvitationState, ProposalState, SeatRole
from people.models import Employment, Person
from people.rules import current, is_coordinator

OTHER_ORGANISATIONS = 2


def has_seat(person: Person, dotank: DoTank) -> bool:
    """Whether this person is in the team."""
    return bool(person.is_authenticated) and any(seat.person_id == person.pk for seat in dotank.seats.all())


def stands_beside(person: Person, dotank: DoTank, **kind: str) -> bool:
    """Whether this person stands beside the team today."""
    return SeatBeside.objects.today().filter(dotank=dotank, person_id=person.pk, **kind).exists()


def room_abilities(person: Person, room_id: UUID) -> RoomAbilities | None:
    """Drafts are closed: only the team enters its room, and writes while it works.

    Who stands beside the team reads until their last day; a borrowed skill writes too. Coordinators read along
    while the team lets them.
    """
    seat = Seat.objects.filter(dotank__room_id=room_id, person_id=person.pk).select_related("dotank").first()
    if seat is None:
        beside = SeatBeside.objects.today().filter(dotank__room_id=room_id, person_id=person.pk)
        found = beside.select_related("dotank").first()
        if found is None:
            dotank = DoTank.objects.filter(room_id=room_id).first()
            return RoomAbilities(read=True, write=False) if dotank and reads_along(person, dotank) else None
        if found.dotank.state == DoTankState.FORMING:
            return None
        lends = found.kind == BesideKind.BORROWED
        return RoomAbilities(read=True, write=lends and found.dotank.state == DoTankState.WORKING)
    return RoomAbilities(read=True, write=seat.dotank.state == DoTankState.WORKING)


def reads_along(person: Person, dotank: DoTank) -> bool:
    """Whether this person is a coordinator whom the team lets read its draft."""
    open_to_them = dotank.read_along_since is not None and dotank.state != DoTankState.FORMING
    return open_to_them and is_coordinator(person)


def is_inside(person: Person, dotank: DoTank) -> bool:
    """Whether this person may read who still has to do what: the team and coordinators."""
    return has_seat(person, dotank) or is_coordinator(person)


def missing_before_start(dotank: DoTank, reader: Person) -> list[Missing]:
    """What must still happen before the team may start working, and who does it as far as the reader may know."""
    return [
        *_missing_organisations(dotank),
        *_missing_roles(dotank),
        *missing_in_charter(dotank, names=is_inside(reader, dotank)),
    ]


def _missing_organisations(dotank: DoTank) -> list[Missing]:
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


def _missing_roles(dotank: DoTank) -> list[Missing]:
    held = {seat.role: seat.person_id for seat in dotank.seats.all()}
    missing: list[Missing] = []
    if SeatRole.DRIVER not in held:
        words = _("A driver: whoever was asked says yes, or the coordinator names one of those who are in.")
        missing.append(Missing(code="no_driver", words=words))
    if SeatRole.CHALLENGER not in held:
        words = _("A challenger: whoever was asked says yes, or the coordinator names one of those who are in.")
        missing.append(Missing(code="no_challenger", words=words))
    if dotank.coordinator_id in {held.get(SeatRole.DRIVER), held.get(SeatRole.CHALLENGER)}:
        words = _("The coordinator drives or challenges too: name somebody else for that.")
        missing.append(Missing(code="coordinator_has_two_roles", words=words))
    return missing


def missing_before_submit(dotank: DoTank) -> list[Missing]:
    """What the team still has to do before it can submit a proposal."""
    if dotank.versions.exists():
        return []
    return [
        Missing(code="no_version", words=_("Save a version of your document first: that is what the manager reads."))
    ]


def may_change_manager(dotank: DoTank) -> bool:
    """Whether another manager may still be asked: it is not decided. A version that somebody answered stays theirs."""
    proposal = getattr(dotank, "proposal", None)
    return dotank.state in {DoTankState.FORMING, DoTankState.WORKING} and (
        proposal is None or proposal.state in {ProposalState.DRAFT, ProposalState.SUBMITTED, ProposalState.SENT_BACK}
    )


def may_submit(dotank: DoTank) -> bool:
    """Whether a version may be put before whoever decides: also a newer one than was signed off, until that is used."""
    proposal: Proposal | None = getattr(dotank, "proposal", None)
    if proposal is None:
        return True
    if proposal.state == ProposalState.SIGNED_OFF:
        return not any(rests(dotank) for rests in _resting)
    return may_step(proposal, "submit")


def abilities(person: Person, dotank: DoTank) -> dict[str, bool]:
    """What this person may do with this Do Tank now."""
    seated = has_seat(person, dotank)
    working = dotank.state == DoTankState.WORKING
    forming = dotank.state == DoTankState.FORMING
    coordinates = is_coordinator(person)
    return {
        "enter_room": dotank.state != DoTankState.FORMING
        and (seated or reads_along(person, dotank) or stands_beside(person, dotank)),
        "write_room": working and (seated or stands_beside(person, dotank, kind=BesideKind.BORROWED)),
        "read_inside": seated or coordinates,
        "read_versions": seated,
        "let_read_along": seated and working,
        "save_version": seated and working,
        "submit": seated and working and may_submit(dotank),
        "invite": coordinates and forming,
        "start": (coordinates or seated) and forming,
        "dissolve": coordinates and forming,
        "name_manager": coordinates and may_change_manager(dotank),
        "read_offers": seated or coordinates,
        "name_roles": coordinates and (forming or working),
        "answer": any(
            invitation.person_id == person.pk and invitation.state == InvitationState.SENT
            for invitation in dotank.invitations.all()
        ),
    }


def may_read_proposal(person: Person, proposal: Proposal) -> bool:
    """The team, the named manager, coordinators, and whom a later stage lets read it."""
    dotank = proposal.dotank
    if dotank.manager_id == person.pk or has_seat(person, dotank) or is_coordinator(person):
        return True
    return any(reads(person, proposal) for reads in _readers)


def is_answered(proposal: Proposal) -> bool:
    """Whether somebody has answered the version that lies before those who decide."""
    return any(answered(proposal) for answered in _answers)


_answers: list[Callable[[Proposal], bool]] = []


def also_answered(check: Callable[[Proposal], bool]) -> None:
    """Ask this check whether there is an answer; called once, when the app that keeps answers is ready."""
    _answers.append(check)


_readers: list[Callable[[Person, Proposal], bool]] = []


def also_reads(check: Callable[[Person, Proposal], bool]) -> None:
    """Let those read a submitted proposal whom this check names; called once, when the app that knows them is ready."""
    _readers.append(check)


_resting: list[Callable[[DoTank], bool]] = []


def also_rests(check: Callable[[DoTank], bool]) -> None:
    """Ask this check whether something rests on a sign-off for good; called once, when the app that knows is ready."""
    _resting.append(check)
