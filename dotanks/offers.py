"""What a colleague offers, for those who form a team with them or have asked them into theirs."""

from uuid import UUID

from common.refusals import Unknown
from dotanks.models import DoTank, Invitation, Seat
from dotanks.states import InvitationState
from people.models import Person, Profile
from people.queries import profile_of, with_organisation
from people.rules import is_coordinator


def may_read_offer(reader: Person, person_id: UUID) -> bool:
    """Coordinators, the person themselves, and the teams that asked them or have them."""
    if reader.pk == person_id or is_coordinator(reader):
        return True
    asked = Invitation.objects.filter(
        person_id=person_id, state__in=[InvitationState.SENT, InvitationState.ACCEPTED]
    ).values("dotank_id")
    seated = Seat.objects.filter(person_id=person_id).values("dotank_id")
    ours = DoTank.objects.of(reader)
    return ours.filter(pk__in=asked).exists() or ours.filter(pk__in=seated).exists()


def get_offer(reader: Person, person_id: UUID) -> Profile:
    """What this colleague offers; whoever may not read it cannot tell whether there is anybody."""
    people = with_organisation(Person.objects.filter(pk=person_id, is_active=True))
    person = people.first() if may_read_offer(reader, person_id) else None
    if person is None:
        raise Unknown
    return profile_of(person)
