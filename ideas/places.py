"""What may be shown of where a poster works: the nearest that ten or more members share."""

from dataclasses import dataclass

from people.models import Employment, Organisation, Person
from people.queries import organisation_of
from people.rules import current

ENOUGH_TO_HIDE_IN = 10


@dataclass(frozen=True)
class Place:
    """An organisation, or only its kind and country, or only the country, or nothing."""

    organisation: Organisation | None = None
    organisation_kind: str = ""
    country: str = ""


def place_of(person: Person, *, by_name: bool) -> Place:
    """What a problem of this person may tell of their place; all of it for whoever posts by name."""
    home = organisation_of(person)
    if home is None:
        return Place()
    if by_name or _members(organisation=home):
        return Place(home, home.kind, home.country)
    if _members(organisation__kind=home.kind, organisation__country=home.country):
        return Place(None, home.kind, home.country)
    if _members(organisation__country=home.country):
        return Place(None, "", home.country)
    return Place()


def _members(**shared: object) -> bool:
    employed = Employment.objects.filter(current(), person__is_active=True, **shared)
    return employed.values("person").distinct().count() >= ENOUGH_TO_HIDE_IN
