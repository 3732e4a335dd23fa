"""Reads of charters."""

from django.db.models import Exists, OuterRef, QuerySet

from dotanks.models import Charter
from dotanks.states import DoTankState
from people.models import Person


def to_accept(person: Person) -> QuerySet[Charter]:
    """The charters that hold now and wait for this member, the oldest first."""
    newer = Charter.objects.filter(dotank=OuterRef("dotank"), number__gt=OuterRef("number"))
    mine = Charter.objects.filter(
        dotank__seats__person=person, dotank__state__in=[DoTankState.FORMING, DoTankState.WORKING]
    )
    waiting = mine.exclude(Exists(newer)).exclude(acceptances__person=person)
    return waiting.select_related("dotank__problem").order_by("created_at")
