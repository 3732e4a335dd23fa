"""Rows for tests: each sets only what it must, and nothing random that a rule looks at."""

from datetime import date
from typing import Any

from allauth.account.models import EmailAddress
from django.utils.text import slugify

from people.models import Employment, Organisation, Person, PersonSkill, Profile, Role

LONG_AGO = date(2020, 1, 1)
PASSWORD = "a-long-enough-password"


def make_organisation(name: str, *, kind: str = "municipality", region: str = "Utrecht", **more: Any) -> Organisation:
    """A public body whose address is its name."""
    slug = slugify(name)
    fields = {
        "level": "local",
        "country": "NL",
        "language": "en",
        "time_zone": "Europe/Amsterdam",
        "domain": f"{slug}.example",
    }
    return Organisation.objects.create(slug=slug, name=name, kind=kind, region=region, **{**fields, **more})


def make_person(
    name: str,
    organisation: Organisation,
    *,
    roles: list[str] | None = None,
    skills: dict[str, int] | None = None,
    language: str = "en",
    **profile: Any,
) -> Person:
    """Somebody who works for this organisation, with what they offer."""
    email = f"{name.lower().replace(' ', '.')}@{organisation.domain}"
    person = Person.objects.create_user(email, PASSWORD, name=name, language=language)
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    Employment.objects.create(person=person, organisation=organisation, job_title="Adviser", since=LONG_AGO)
    Profile.objects.create(
        person=person, **{"languages": ["en"], "topics": [], "hours_a_week": 8, "dotank_cap": 2, **profile}
    )
    for kind in roles or []:
        # A manager decides for their own house; the other roles hold for the whole network.
        bound = organisation if kind == "manager" else None
        Role.objects.create(person=person, kind=kind, organisation=bound, since=LONG_AGO)
    for skill, level in (skills or {}).items():
        PersonSkill.objects.create(person=person, skill=skill, level=level)
    return person
