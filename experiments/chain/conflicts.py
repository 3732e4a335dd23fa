"""Who never answers: the team itself, and those in whose favour it is. The poster is asked about elsewhere."""

from uuid import UUID

from dotanks.beside.states import BesideState
from dotanks.models import DoTank


def in_conflict(dotank: DoTank) -> set[UUID]:
    """People who are in the team, stand beside it, or speak for a group that it is for.

    Whoever was only asked to stand beside it is none of these: else a team could ask away an officer it does not want.
    """
    return {
        *dotank.seats.values_list("person_id", flat=True),
        *dotank.beside.filter(state=BesideState.IN).values_list("person_id", flat=True),
        *dotank.affected.filter(voice__isnull=False).values_list("voice_id", flat=True),
    }
