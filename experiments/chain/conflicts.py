"""Who never answers: the team itself, and those in whose favour it is. The poster is asked about elsewhere."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

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


def in_conflict_at(person_id: UUID) -> QuerySet[DoTank, Any]:
    """The Do Tanks about whose proposals this person never answers, by their ids."""
    beside = Q(beside__person=person_id, beside__state=BesideState.IN)
    rows = DoTank.objects.filter(Q(seats__person=person_id) | Q(affected__voice=person_id) | beside)
    return rows.order_by().values("pk")
