"""What the team agrees with each other, and who drives and challenges."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from common.refusals import Forbidden, Invalid, NotReady, Outdated, WrongState
from common.states import note_step
from dotanks import broadcasts, queries
from dotanks.charter import rules
from dotanks.models import Charter, CharterAcceptance, DoTank
from dotanks.states import DoTankState, InvitationState, SeatRole
from people.models import Person
from people.notices import promise_notices
from people.rules import is_coordinator

NAMED = (SeatRole.DRIVER, SeatRole.CHALLENGER)
STILL_ASKED = (InvitationState.SENT, InvitationState.ACCEPTED)


@transaction.atomic
def write_charter(
    *, person: Person, dotank_id: UUID, read_version: int, aim: str, brings: str, openness: str, leaving: str
) -> Charter:
    """Put the four lines under the next number; every member is asked to accept them anew."""
    dotank = queries.get_dotank_to_start(person, dotank_id)
    if dotank.state != DoTankState.FORMING:
        raise WrongState(state=dotank.state)
    if not rules.may_write(person, dotank, coordinates=is_coordinator(person)):
        raise Forbidden(_("The driver or the coordinator writes the charter."))
    lines = {"aim": aim, "brings": brings, "openness": openness, "leaving": leaving}
    before = _current(dotank, read_version)
    if before is not None and all(getattr(before, name) == words for name, words in lines.items()):
        return before
    charter = Charter.objects.create(
        dotank=dotank, number=before.number + 1 if before else 1, written_by=person, **lines
    )
    note_step(dotank, "write_charter", by=person, number=charter.number)
    team = queries.team_of(dotank)
    if person in team:
        # Whoever writes it says yes to it.
        CharterAcceptance.objects.create(charter=charter, person=person)
    promise_notices(
        key=f"charter:{charter.pk}",
        kind="charter_written",
        to=[one for one in team if one != person],
        link=f"/app/dotanks/{dotank.pk}",
        needs_you=True,
        problem=dotank.problem.title,
    )
    broadcasts.dotank_changed(dotank)
    return charter


@transaction.atomic
def accept_charter(*, person: Person, dotank_id: UUID, read_version: int) -> None:
    """Accept exactly the words that were read; doing it twice does it once."""
    dotank = queries.get_dotank_for_team(person, dotank_id)
    if dotank.state not in {DoTankState.FORMING, DoTankState.WORKING}:
        raise WrongState(state=dotank.state)
    charter = _current(dotank, read_version)
    if charter is None:
        raise NotReady(rules.missing_in_charter(dotank, names=True))
    CharterAcceptance.objects.get_or_create(charter=charter, person=person)
    broadcasts.dotank_changed(dotank)


@transaction.atomic
def name_roles(*, coordinator: Person, dotank_id: UUID, driver: UUID, challenger: UUID) -> DoTank:
    """Say who of those who are in drives and who challenges."""
    dotank = queries.get_dotank_for_coordinator(coordinator, dotank_id)
    if dotank.state not in {DoTankState.FORMING, DoTankState.WORKING}:
        raise WrongState(state=dotank.state)
    chosen = {driver: SeatRole.DRIVER, challenger: SeatRole.CHALLENGER}
    seats = {seat.person_id: seat for seat in dotank.seats.all()}
    for field, one in (("driver", driver), ("challenger", challenger)):
        if one not in seats:
            raise Invalid({field: [_("Choose somebody from the team.")]})
        if one == dotank.coordinator_id:
            raise Invalid({field: [_("The coordinator is another person than the driver and the challenger.")]})
    if len(chosen) < len(NAMED):
        raise Invalid({"challenger": [_("The driver and the challenger are two people.")]})
    # First nobody, then the two: there is one driver and one challenger at every moment.
    # Invitations say it too: by them is known which role whoever is asked next would take.
    for rows in (dotank.seats.all(), dotank.invitations.filter(state__in=STILL_ASKED)):
        rows.filter(role__in=NAMED).update(role=SeatRole.MEMBER)
        for one, role in chosen.items():
            rows.filter(person_id=one).update(role=role)
    note_step(dotank, "name_roles", by=coordinator, driver=str(driver), challenger=str(challenger))
    broadcasts.dotank_changed(dotank)
    return dotank


def _current(dotank: DoTank, read_version: int) -> Charter | None:
    """The charter that holds, if it is the one that was read; number 0 stands for none."""
    charter = rules.charter_of(dotank)
    number = charter.number if charter else 0
    if number != read_version:
        raise Outdated(_("The charter changed while you were reading. Read it again."), version=number)
    return charter
