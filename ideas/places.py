"""What may be shown of where a poster works: the nearest that ten or more members share."""

from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from people.countries import country_name
from people.models import Employment, Organisation, Person
from people.queries import organisation_of
from people.rules import current
from people.words import OrganisationKind

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


class Placed(Protocol):
    """A place, or a problem that carries one."""

    @property
    def organisation(self) -> Organisation | None: ...
    @property
    def organisation_kind(self) -> str: ...
    @property
    def country(self) -> str: ...


def place_words(shown: Placed) -> str:
    """The place as a reader of the active language reads it."""
    where = str(shown.organisation or (shown.organisation_kind and OrganisationKind(shown.organisation_kind).label))
    country = country_name(shown.country, get_language() or "en") if shown.country else ""
    return ", ".join(filter(None, (where, country))) or _("Somewhere in the network")


def _members(**shared: object) -> bool:
    employed = Employment.objects.filter(current(), person__is_active=True, **shared)
    return employed.values("person").distinct().count() >= ENOUGH_TO_HIDE_IN
