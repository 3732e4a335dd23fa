"""Rows for tests: each sets only what it must, and nothing random that a rule looks at."""

from collections.abc import Mapping, Sequence
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


def make_person(name: str, organisation: Organisation, **more: Any) -> Person:
    """Somebody who works for this organisation, with what they offer."""
    return make_persons([(name, organisation, more)])[0]


def make_persons(told: Sequence[tuple[str, Organisation, Mapping[str, Any]]]) -> list[Person]:
    """Several at once, in few queries: most tests begin with a whole cast."""
    lives = [_life(name, organisation, **more) for name, organisation, more in told]
    models: tuple[Any, ...] = (Person, EmailAddress, Employment, Profile, Role, PersonSkill)
    for model in models:
        model.objects.bulk_create(row for life in lives for row in life if isinstance(row, model))
    return [life[0] for life in lives]


def _life(
    name: str,
    organisation: Organisation,
    *,
    roles: Sequence[str] = (),
    skills: Mapping[str, int] | None = None,
    language: str = "en",
    **profile: Any,
) -> tuple[Any, ...]:
    email = f"{name.lower().replace(' ', '.')}@{organisation.domain}"
    person = Person(email=email, name=name, language=language)
    person.set_password(PASSWORD)
    offers: dict[str, Any] = {"languages": ["en"], "topics": [], "hours_a_week": 8, "dotank_cap": 2, **profile}
    return (
        person,
        EmailAddress(user=person, email=email, verified=True, primary=True),
        Employment(person=person, organisation=organisation, job_title="Adviser", since=LONG_AGO),
        Profile(person=person, **offers),
        # A manager decides for their own house; the other roles hold for the whole network.
        *(
            Role(person=person, kind=kind, organisation=organisation if kind == "manager" else None, since=LONG_AGO)
            for kind in roles
        ),
        *(PersonSkill(person=person, skill=skill, level=level) for skill, level in (skills or {}).items()),
    )
