"""The named cast: who they are to the one case that tests tell about."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser

from people.models import Organisation, Person
from tests.factories import make_organisation, make_persons


@dataclass
class Cast:
    """People of several organisations around one problem."""

    home: Organisation
    poster: Person
    colleague: Person
    coordinator: Person
    manager: Person
    member: Person
    challenger: Person
    third: Person
    fourth: Person
    outsider: Person
    administrator: Person
    anonymous: None = None

    def __getitem__(self, name: str) -> Person | None:
        return getattr(self, name)  # type: ignore[no-any-return]

    @property
    def volunteers(self) -> list[Person]:
        """The four who would make a team."""
        return [self.member, self.challenger, self.third, self.fourth]


ROLES = [
    "poster",
    "member",
    "challenger",
    "manager",
    "colleague",
    "coordinator",
    "administrator",
    "outsider",
    "anonymous",
]
NOBODY = AnonymousUser()


def make_cast() -> Cast:
    """Eleven people; only the four volunteers have hours to give."""
    home = make_organisation("Municipality of Home")
    water = make_organisation("Water Board", kind="water_board", level="regional", region="Zeeland")
    agency = make_organisation("Agency", kind="agency", level="national", region="Groningen")
    region = make_organisation("Region", kind="region", level="regional", region="Drenthe")
    ministry = make_organisation("Ministry", kind="ministry", level="national", region="Friesland")
    elsewhere = make_organisation("Elsewhere", kind="education", region="Limburg")
    busy: dict[str, Any] = {"hours_a_week": 0}
    played: dict[str, tuple[str, Organisation, dict[str, Any]]] = {
        "poster": ("Petra Poster", home, {"language": "nl", **busy}),
        "colleague": ("Carl Colleague", home, busy),
        "coordinator": ("Cora Coordinator", agency, {"roles": ["coordinator"], **busy}),
        "manager": ("Max Manager", home, {"roles": ["manager"], **busy}),
        "member": ("Mia Member", water, {"skills": {"plain-language": 4, "user-focus": 3}}),
        "challenger": ("Chris Challenger", agency, {"skills": {"administrative-law": 4}}),
        "third": ("Tess Third", region, {"skills": {"process-design": 3, "plain-language": 2}}),
        "fourth": ("Finn Fourth", ministry, {"skills": {"data-protection": 3}}),
        "outsider": ("Otto Outsider", elsewhere, busy),
        "administrator": ("Ada Administrator", elsewhere, {"roles": ["administrator"], **busy}),
    }
    persons: dict[str, Any] = dict(zip(played, make_persons(list(played.values())), strict=True))
    return Cast(home=home, **persons)
