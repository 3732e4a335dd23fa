"""The invented people of the demo network, ready to sign in."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from flow.demo import files
from people.models import Employment, Organisation, Person, PersonSkill, Profile, Role
from people.words import DECIDING

Told: TypeAlias = Mapping[str, Any]
PASSWORD = "working-smarter-2010"  # noqa: S105 - printed by `make run`; the network behind it is invented
LONG_AGO = date(2024, 1, 1)
ORGANISATION_FIELDS = ("name", "kind", "level", "country", "region", "language", "time_zone", "domain")
# What an organisation may leave out.
MORE_FIELDS = ("colour",)


def load_cast() -> tuple[dict[str, Person], int]:
    """Everybody by first name, and how many of them are new; who is there already stays as they are."""
    content = files.people()["organisations"]
    houses = {house.slug: house for house in Organisation.objects.all()}
    new_houses = [_house(entry) for entry in content if entry["slug"] not in houses]
    Organisation.objects.bulk_create(new_houses)
    houses |= {house.slug: house for house in new_houses}
    there = {person.email: person for person in Person.objects.all()}
    password = ""
    cast: dict[str, Person] = {}
    arriving: list[tuple[Person, Organisation, Told]] = []
    for entry in content:
        house = houses[entry["slug"]]
        for short, told in entry["people"].items():
            email = f"{short}@{entry['domain']}"
            if (person := there.get(email)) is None:
                password = password or make_password(PASSWORD)
                person = Person(
                    id=files.fixed_id("person", email),
                    email=email,
                    name=told["name"],
                    language=house.language,
                    password=password,
                )
                arriving.append((person, house, told))
            cast[short] = person
    _arrive(arriving)
    return cast, len(arriving)


def _house(entry: Told) -> Organisation:
    words = {field: entry[field] for field in ORGANISATION_FIELDS}
    words |= {field: entry[field] for field in MORE_FIELDS if field in entry}
    return Organisation(id=files.fixed_id("organisation", entry["slug"]), slug=entry["slug"], **words)


def _arrive(arriving: Sequence[tuple[Person, Organisation, Told]]) -> None:
    Person.objects.bulk_create(person for person, _, _ in arriving)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=person, email=person.email, verified=True, primary=True) for person, _, _ in arriving
    )
    Employment.objects.bulk_create(
        Employment(person=person, organisation=house, job_title=told["job"], since=LONG_AGO)
        for person, house, told in arriving
    )
    Profile.objects.bulk_create(
        Profile(
            person=person,
            languages=told.get("speaks", [house.language, "en"]),
            topics=told.get("topics", []),
            open_to_peers=told.get("open_to_peers", False),
            hours_a_week=told.get("hours", 0),
            dotank_cap=told.get("cap", 2),
        )
        for person, house, told in arriving
    )
    Role.objects.bulk_create(
        # Who decides does so for their own house; the other roles hold for the whole network.
        Role(person=person, kind=role, organisation=house if role in DECIDING else None, since=LONG_AGO)
        for person, house, told in arriving
        if (role := told.get("role"))
    )
    PersonSkill.objects.bulk_create(
        PersonSkill(person=person, skill=skill, level=level)
        for person, _, told in arriving
        for skill, level in told.get("skills", {}).items()
    )
