"""The named cast: who they are to the one case that tests tell about."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser

from people.models import Organisation, Person
from tests.factories import make_organisation, make_person


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
    return Cast(
        home=home,
        poster=make_person("Petra Poster", home, language="nl", **busy),
        colleague=make_person("Carl Colleague", home, **busy),
        coordinator=make_person("Cora Coordinator", agency, roles=["coordinator"], **busy),
        manager=make_person("Max Manager", home, roles=["manager"], **busy),
        member=make_person("Mia Member", water, skills={"plain-language": 4, "user-focus": 3}),
        challenger=make_person("Chris Challenger", agency, skills={"administrative-law": 4}),
        third=make_person("Tess Third", region, skills={"process-design": 3, "plain-language": 2}),
        fourth=make_person("Finn Fourth", ministry, skills={"data-protection": 3}),
        outsider=make_person("Otto Outsider", elsewhere, hours_a_week=0),
        administrator=make_person("Ada Administrator", elsewhere, roles=["administrator"], **busy),
    )
