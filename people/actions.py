"""Every change to who people are."""

from django.db import transaction
from django.utils import timezone

from common.push import tell
from common.states import note_step
from people.models import Notice, Organisation, Person, Role
from people.rules import current


@transaction.atomic
def choose_language(*, person: Person, language: str) -> Person:
    """From now on answer and write to the person in this language."""
    person.language = language
    person.save(update_fields=["language"])
    return person


@transaction.atomic
def mark_notices_seen(*, person: Person) -> int:
    """The person has looked at their notices; says how many were new."""
    seen = Notice.objects.filter(person=person, seen_at__isnull=True).update(seen_at=timezone.now())
    if seen:
        tell(f"me.{person.pk}", "notices.changed")
    return seen


@transaction.atomic
def add_organisation(*, name: str, domain: str, country: str, **fields: str) -> Organisation:
    """Bring an organisation into the network; whoever has an address at its domain can sign up."""
    return Organisation.objects.create(name=name, domain=domain.lower(), country=country.upper(), **fields)


@transaction.atomic
def give_role(*, person: Person, kind: str) -> Role:
    """Give the person a role from today; having it already changes nothing."""
    Person.objects.select_for_update().get(pk=person.pk)
    held = Role.objects.filter(current(), person=person, kind=kind).first()
    if held is not None:
        return held
    role = Role.objects.create(person=person, kind=kind, since=timezone.localdate())
    note_step(role, "give_role", to_state=kind, person=str(person.pk))
    return role
