"""Changes to what people may do."""

from django.db import transaction
from django.utils import timezone

from common.states import note_step
from people.models import Person, Role
from people.rules import current


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
