"""The invented people of the demo network, ready to sign in."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from flow.demo import files
from people.models import Employment, Organisation, Person, PersonSkill, Profile, Role

PASSWORD = "working-smarter-2010"  # noqa: S105 - printed by `make run`; the network behind it is invented
LONG_AGO = date(2024, 1, 1)
ORGANISATION_FIELDS = ("name", "kind", "level", "country", "region", "language", "time_zone", "domain")


def load_cast() -> tuple[dict[str, Person], int]:
    """Everybody by first name, and how many of them are new; who is there already stays as they are."""
    content = files.people()
    there = {person.email: person for person in Person.objects.all()}
    password = ""
    cast: dict[str, Person] = {}
    new = 0
    for entry in content["organisations"]:
        organisation, _ = Organisation.objects.get_or_create(
            slug=entry["slug"],
            defaults={"id": files.fixed_id("organisation", entry["slug"])}
            | {field: entry[field] for field in ORGANISATION_FIELDS},
        )
        for short, told in entry["people"].items():
            email = f"{short}@{entry['domain']}"
            person = there.get(email)
            if person is None:
                password = password or make_password(PASSWORD)
                person = _arrive(email, password, organisation, told)
                new += 1
            cast[short] = person
    return cast, new


def _arrive(email: str, password: str, organisation: Organisation, told: Mapping[str, Any]) -> Person:
    person = Person.objects.create(
        id=files.fixed_id("person", email),
        email=email,
        name=told["name"],
        language=told.get("language", organisation.language),
        password=password,
    )
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    Employment.objects.create(person=person, organisation=organisation, job_title=told["job"], since=LONG_AGO)
    Profile.objects.create(
        person=person,
        languages=told.get("speaks", [organisation.language, "en"]),
        topics=told.get("topics", []),
        hours_a_week=told.get("hours", 0),
        dotank_cap=told.get("cap", 2),
    )
    if role := told.get("role"):
        Role.objects.create(
            person=person, kind=role, organisation=organisation if role == "manager" else None, since=LONG_AGO
        )
    PersonSkill.objects.bulk_create(
        PersonSkill(person=person, skill=skill, level=level) for skill, level in told.get("skills", {}).items()
    )
    return person
