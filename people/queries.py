"""Reads about people."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from people.models import Employment, Notice, Organisation, Person, Profile, Role
from people.rules import current
from people.words import RoleKind


def organisation_of(person: Person) -> Organisation | None:
    """Where the person works today."""
    if not hasattr(person, "_organisation_today"):
        employment = Employment.objects.filter(current(), person_id=person.pk).select_related("organisation").first()
        person._organisation_today = employment.organisation if employment else None  # type: ignore[attr-defined]
    return person._organisation_today  # type: ignore[attr-defined,no-any-return]


def profile_of(person: Person) -> Profile:
    """What the person offers the network; empty for whoever has not said it yet."""
    found = Profile.objects.filter(person_id=person.pk).first() or Profile(languages=[person.language])
    found.person = person
    return found


def with_organisation(persons: QuerySet[Person]) -> QuerySet[Person]:
    """Persons with today's employment fetched along, for `card_of`."""
    return persons.prefetch_related(
        Prefetch(
            "employments",
            queryset=Employment.objects.filter(current()).select_related("organisation"),
            to_attr="employments_today",
        )
    )


def persons_by_id(ids: Iterable[UUID]) -> dict[UUID, Person]:
    """These persons with their organisations, by id."""
    return {person.pk: person for person in with_organisation(Person.objects.filter(pk__in=set(ids)))}


def managers() -> QuerySet[Person]:
    """People who hold a manager's role today, by name."""
    ids = Role.objects.filter(current(), kind=RoleKind.MANAGER).values("person_id")
    return with_organisation(Person.objects.filter(pk__in=ids, is_active=True)).order_by("name", "pk")


def notices_of(person: Person) -> QuerySet[Notice]:
    """What this person was told."""
    return Notice.objects.filter(person_id=person.pk)
