"""Drafts are closed to the hierarchy until the team shows them."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from common.states import note_step
from dotanks import broadcasts, queries
from dotanks.live import access
from dotanks.models import DoTank
from dotanks.rules import room_abilities
from people.models import Person
from people.queries import holding
from people.words import RoleKind


@transaction.atomic
def let_read_along(*, person: Person, dotank_id: UUID, open_to_coordinators: bool) -> DoTank:
    """Let coordinators read the team's room, or end it: then they are out of it at once."""
    dotank = queries.get_dotank_for_team(person, dotank_id)
    queries.require_working(dotank)
    if open_to_coordinators == (dotank.read_along_since is not None):
        return dotank
    dotank.read_along_since = timezone.now() if open_to_coordinators else None
    dotank.save(update_fields=["read_along_since"])
    note_step(dotank, "let_read_along" if open_to_coordinators else "end_reading_along", by=person)
    if not open_to_coordinators:
        for coordinator in holding(RoleKind.COORDINATOR):
            if room_abilities(coordinator, dotank.room_id) is None:
                access.ended(coordinator.pk, dotank.room_id)
    broadcasts.dotank_changed(dotank)
    return dotank
